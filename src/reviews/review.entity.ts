import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Attendee, MeetingKind, SafetyAnswer } from '../domain/agreement/meeting-clocks.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** A meeting: mostly a review of the education plan (KW4, EP9). */
@Entity()
export class Review {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  /** Null where it was about no placement: a looked-after review, a pathway plan. */
  @Column({ type: 'int', nullable: true, name: 'placement_id' }) placementId: number | null;
  /** The other placements that one meeting was about. */
  @Column({ type: 'int', array: true, name: 'also_placement_ids', default: [] }) alsoPlacementIds: number[];
  @Column({ type: 'date', name: 'held_on' }) heldOn: LocalDate;
  /** Null when it was held at the provider, as the agreement says. */
  @Column({ type: 'text', nullable: true, name: 'reason_elsewhere' }) reasonElsewhere: string | null;
  @Column({ type: 'text' }) present: string;
  @Column({ type: 'text', name: 'what_changed' }) whatChanged: string;
  @Column({ type: 'text', name: 'young_persons_view' }) youngPersonsView: string;
  /** P3: what they said to "do you feel safe here?". Null where it came before this was asked. */
  @Column({ type: 'text', nullable: true, name: 'feels_safe' }) feelsSafe: SafetyAnswer | null;
  /** Null where only names were written down: it came before roles were asked for. */
  @Column({ type: 'text', array: true, nullable: true }) attended: Attendee[] | null;
  /** What it was held as. */
  @Column({ type: 'text', array: true, name: 'counts_for', default: ['review'] }) countsFor: MeetingKind[];
  /** VS5: how good the personal education plan was found, where the meeting was held as one of it. */
  @Column({ type: 'text', nullable: true, name: 'pep_quality' }) pepQuality: string | null;
  /** VS5: where the plan is kept, where its quality was rated. */
  @Column({ type: 'text', nullable: true, name: 'pep_form' }) pepForm: string | null;
  /** Null when it came with an import through the command line. */
  @Column({ type: 'int', nullable: true, name: 'recorded_by' }) recordedBy: number | null;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
