import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what to which case and when. Insert only; ids and field names, never values. */
@Entity()
export class AuditEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;
  @Column({ type: 'timestamptz', name: 'happened_at' }) happenedAt: Date;
  /** Null for the system itself. */
  @Column({ type: 'int', nullable: true, name: 'person_id' }) personId: number | null;
  /** `risk-notice.report`, `case.read` … */
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'int', nullable: true, name: 'case_id' }) caseId: number | null;
  @Column({ type: 'text', nullable: true }) subject: string | null;
  @Column({ type: 'text', array: true }) fields: string[];
  @Column({ type: 'text', nullable: true, name: 'request_id' }) requestId: string | null;
}
