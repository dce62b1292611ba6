import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SignInChange } from '../domain/sign-in-changes.js';

/** `kept`: no mail server is configured, the mailbox page shows it. `cancelled`: nothing in it was still to be said. */
export type MessageState = 'pending' | 'sending' | 'sent' | 'kept' | 'failed' | 'cancelled';

/** One e-mail to one person. The row is there before the mail is. */
@Entity()
export class Message {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) delivery: 'digest' | 'urgent';
  @Column({ type: 'text' }) state: MessageState;
  /** The clock's instant that asked for it. */
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
  @Column({ type: 'text', nullable: true, name: 'to_address' }) toAddress: string | null;
  @Column({ type: 'text', nullable: true }) subject: string | null;
  @Column({ type: 'text', nullable: true }) text: string | null;
  /** Deterministic: the same message sent twice has the same Message-ID. */
  /** What it tells of, where it is no duty's. */
  @Column({ type: 'int', nullable: true, name: 'emergency_access_id' }) emergencyAccessId: number | null;
  @Column({ type: 'int', nullable: true, name: 'subject_request_id' }) subjectRequestId: number | null;
  @Column({ type: 'int', nullable: true, name: 'mistaken_case_id' }) mistakenCaseId: number | null;
  /** The last day up to which the bank holidays were known, as a number: 20281231. */
  @Column({ type: 'int', nullable: true, name: 'calendar_ends' }) calendarEnds: number | null;
  /** Whether a digest tells of holds that wait for its reader, too: those that do when it is worded. */
  @Column({ type: 'boolean', default: false, name: 'tells_holds' }) tellsHolds: boolean;
  /** Which change of how somebody signs in it tells of: its words are there from the beginning, and stay. */
  @Column({ type: 'text', nullable: true, name: 'sign_in_change' }) signInChange: SignInChange | null;
  /** Whether it tells of anything else whose words are there from the beginning, and stay. */
  @Column({ type: 'boolean', default: false, name: 'as_written' }) asWritten: boolean;
  @Column({ type: 'text', name: 'message_id' }) messageId: string;
  @Column({ type: 'int', default: 0 }) attempts: number;
  @Column({ type: 'timestamptz', name: 'next_attempt_at' }) nextAttemptAt: Date;
  /** While `sending`: until when the sender may be believed alive. */
  @Column({ type: 'timestamptz', nullable: true, name: 'lease_until' }) leaseUntil: Date | null;
  /** True once a lease ran out: the mail may have gone before, and goes again with the same Message-ID. */
  @Column({ type: 'boolean', default: false, name: 'maybe_repeated' }) maybeRepeated: boolean;
  @Column({ type: 'timestamptz', nullable: true, name: 'sent_at' }) sentAt: Date | null;
  @Column({ type: 'text', nullable: true, name: 'last_error' }) lastError: string | null;
}
