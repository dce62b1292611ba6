import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What people did with a queue item. */
@Entity()
export class EscalationNote {
  @PrimaryGeneratedColumn('identity') id: number;
  /** Null where the duty is a provider's or an authority's own. */
  @Column({ type: 'int', nullable: true, name: 'case_id' }) caseId: number | null;
  @Column({ type: 'int', name: 'escalation_id' }) escalationId: number;
  @Column({ type: 'text' }) kind: 'taken' | 'note' | 'handed-over' | 'resolved';
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'int', name: 'written_by' }) writtenBy: number;
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
}
