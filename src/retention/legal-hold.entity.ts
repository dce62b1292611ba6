import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** A record that has to be kept whatever its age: a claim, an inquiry. */
@Entity('legal_hold')
export class LegalHoldRow {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'date', name: 'from_on' }) fromOn: LocalDate;
  /** The last day; null until somebody lifts it. */
  @Column({ type: 'date', nullable: true, name: 'until_on' }) untilOn: LocalDate | null;
  @Column({ type: 'int', name: 'approved_by' }) approvedBy: number;
  @Column({ type: 'timestamptz', name: 'approved_at' }) approvedAt: Date;
  @Column({ type: 'int', nullable: true, name: 'lifted_by' }) liftedBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'lifted_at' }) liftedAt: Date | null;
}
