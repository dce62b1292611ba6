import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A missed duty in the escalation queue. */
@Entity()
export class Escalation {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'duty_id' }) dutyId: number;
  /** Null for a duty of a provider or an authority. */
  @Column({ type: 'int', nullable: true, name: 'case_id' }) caseId: number | null;
  @Column({ type: 'int' }) level: 1 | 2 | 3;
  @Column({ type: 'timestamptz', name: 'opened_at' }) openedAt: Date;
  @Column({ type: 'timestamptz', name: 'level_at' }) levelAt: Date;
  @Column({ type: 'int', nullable: true, name: 'taken_by' }) takenBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_at' }) takenAt: Date | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'closed_at' }) closedAt: Date | null;
  @Column({ type: 'text', nullable: true, name: 'closed_because' }) closedBecause: string | null;
  /** Grows with every change by a person: what If-Match compares. */
  @Column({ type: 'int', default: 1 }) version: number;
}
