import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CallOutcome, RiskRecipient } from '../domain/agreement/facts.js';

/** EP11, a phone leg: who was called, when, and how it ended. */
@Entity()
export class RiskCall {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'notice_id' }) noticeId: number;
  @Column({ type: 'text', name: 'recipient' }) to: RiskRecipient;
  @Column({ type: 'timestamptz', name: 'called_at' }) calledAt: Date;
  @Column({ type: 'text' }) outcome: CallOutcome;
  @Column({ type: 'text', nullable: true, name: 'spoke_to' }) spokeTo: string | null;
  @Column({ type: 'int', name: 'recorded_by' }) recordedBy: number;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
