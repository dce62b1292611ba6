import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { RiskKind } from '../domain/agreement/facts.js';

/** EP11: the young person may not be able to stay. */
@Entity()
export class RiskNotice {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'placement_id' }) placementId: number;
  @Column({ type: 'text' }) kind: RiskKind;
  @Column({ type: 'text', name: 'what_happened' }) whatHappened: string;
  @Column({ type: 'timestamptz', name: 'occurred_at' }) occurredAt: Date;
  @Column({ type: 'int', name: 'recorded_by' }) recordedBy: number;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
