import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MeetingOutcome } from '../domain/agreement/facts.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** EP11M: the professionals' meeting about a risk notice. */
@Entity()
export class ProfessionalsMeeting {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'notice_id' }) noticeId: number;
  @Column({ type: 'date', name: 'held_on' }) heldOn: LocalDate;
  @Column({ type: 'text' }) present: string;
  @Column({ type: 'text' }) outcome: MeetingOutcome;
  /** Alternatives considered and how the young person is kept safe. */
  @Column({ type: 'text' }) notes: string;
  @Column({ type: 'int', name: 'recorded_by' }) recordedBy: number;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
