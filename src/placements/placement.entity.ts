import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** One young person's education, employment or training at one provider. */
@Entity()
export class Placement {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'provider_id' }) providerId: number;
  @Column({ type: 'text' }) course: string;
  /** Level of the qualification, 0 (entry) to 8. */
  @Column({ type: 'int' }) level: number;
  @Column({ type: 'date', name: 'agreed_on' }) agreedOn: LocalDate;
  @Column({ type: 'date', name: 'starts_on' }) startsOn: LocalDate;
  @Column({ type: 'date', nullable: true, name: 'ends_on' }) endsOn: LocalDate | null;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
