import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** What an administrator added to the published bank holidays: one more, or the last day up to which all are known. Only taken back, never changed. */
@Entity('calendar_addition')
export class CalendarAddition {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text' }) kind: 'bank-holiday' | 'known-until';
  @Column({ type: 'date', name: 'on_day' }) onDay: LocalDate;
  @Column({ type: 'text', nullable: true }) name: string | null;
  /** Where it was published. */
  @Column({ type: 'text' }) notice: string;
  @Column({ type: 'int', name: 'added_by' }) addedBy: number;
  @Column({ type: 'timestamptz', name: 'added_at' }) addedAt: Date;
  @Column({ type: 'int', nullable: true, name: 'taken_back_by' }) takenBackBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
  @Column({ type: 'text', nullable: true, name: 'taken_back_reason' }) takenBackReason: string | null;
}
