import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { RiskRecipient } from '../domain/agreement/facts.js';

/** EP11: a recipient says that the e-mail has been read. */
@Entity()
export class RiskAcknowledgement {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'notice_id' }) noticeId: number;
  @Column({ type: 'text', name: 'recipient' }) by: RiskRecipient;
  @Column({ type: 'timestamptz', name: 'acknowledged_at' }) acknowledgedAt: Date;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
