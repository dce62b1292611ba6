import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { EndingKind } from '../domain/agreement/facts.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** How and when a placement ended. Whether a provider's ending was a breach (EP12) is derived from what had been done by its day. */
@Entity()
export class PlacementEnding {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'placement_id' }) placementId: number;
  @Column({ type: 'text' }) kind: EndingKind;
  @Column({ type: 'date', name: 'ended_on' }) endedOn: LocalDate;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  /** Null when it came with an import through the command line. */
  @Column({ type: 'int', nullable: true, name: 'recorded_by' }) recordedBy: number | null;
  /** Whether whoever recorded it did so for the provider; then it does not close what follows from a risk notice. */
  @Column({ type: 'boolean', name: 'recorded_by_provider', default: false }) recordedByProvider: boolean;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
