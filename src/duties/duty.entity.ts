import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ClauseId } from '../domain/agreement/clauses.js';
import type { Role } from '../domain/agreement/roles.js';
import type { LocalDate } from '../domain/time/local-date.js';

export type DutyOutcome = 'open' | 'met' | 'no longer owed';

/** A duty as derived: written only by DutiesService from what the law answers, never by hand. */
@Entity({ name: 'duty' })
export class DutyRow {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text' }) key: string;
  /** Whose it is: a case's, a provider's or an authority's; exactly one. */
  @Column({ type: 'int', nullable: true, name: 'case_id' }) caseId: number | null;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'int', nullable: true, name: 'placement_id' }) placementId: number | null;
  /** The authority whose Virtual School signed the agreement it is about (IM3, IM5). */
  @Column({ type: 'text', nullable: true, name: 'signed_by' }) signedBy: string | null;
  @Column({ type: 'text' }) clause: ClauseId;
  @Column({ type: 'text', array: true, name: 'owed_by' }) owedBy: Role[];
  @Column({ type: 'text', name: 'owed_to' }) owedTo: string;
  @Column({ type: 'timestamptz', name: 'opens_at' }) opensAt: Date;
  /** The last local day of a day deadline. */
  @Column({ type: 'date', nullable: true, name: 'due_on' }) dueOn: LocalDate | null;
  /** The last instant of an hour deadline. */
  @Column({ type: 'timestamptz', nullable: true, name: 'due_at' }) dueAt: Date | null;
  /** Null where the due time is not known (past the published bank holidays). */
  @Column({ type: 'timestamptz', nullable: true, name: 'missed_from' }) missedFrom: Date | null;
  @Column({ type: 'date', nullable: true, name: 'preferred_from' }) preferredFrom: LocalDate | null;
  @Column({ type: 'date', nullable: true, name: 'preferred_to' }) preferredTo: LocalDate | null;
  @Column({ type: 'date', nullable: true, name: 'target_on' }) targetOn: LocalDate | null;
  @Column({ type: 'text' }) why: string;
  @Column({ type: 'text' }) outcome: DutyOutcome;
  @Column({ type: 'date', nullable: true, name: 'met_on' }) metOn: LocalDate | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'met_at' }) metAt: Date | null;
  @Column({ type: 'text', nullable: true }) because: string | null;
  /** Whether it was done, or stopped being owed, after it was missed. */
  @Column({ type: 'boolean', default: false }) late: boolean;
  /** Grows when the due time moves: a moved date gets its reminders anew. */
  @Column({ type: 'int', name: 'schedule_version', default: 1 }) scheduleVersion: number;
  /** The day on which its last hold ends or ended. */
  @Column({ type: 'date', nullable: true, name: 'held_until' }) heldUntil: LocalDate | null;
  /** When this schedule first became known. */
  @Column({ type: 'timestamptz', name: 'known_at' }) knownAt: Date;
  /** When the clock has to look at it next. */
  @Column({ type: 'timestamptz', nullable: true, name: 'next_action_at' }) nextActionAt: Date | null;
}
