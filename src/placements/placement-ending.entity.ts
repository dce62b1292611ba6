import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { EndingKind } from '../domain/agreement/facts.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** How and when a placement ended. EP12: a provider's ending without the procedure is kept as a breach. */
@Entity()
export class PlacementEnding {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'placement_id' }) placementId: number;
  @Column({ type: 'text' }) kind: EndingKind;
  @Column({ type: 'date', name: 'ended_on' }) endedOn: LocalDate;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'boolean' }) breach: boolean;
  /** The coded blockers that stood against it when it was recorded as a breach. */
  @Column({ type: 'jsonb', name: 'breach_reasons' }) breachReasons: { code: string; sentence: string }[];
  /** Null when it came with an import through the command line. */
  @Column({ type: 'int', nullable: true, name: 'recorded_by' }) recordedBy: number | null;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
