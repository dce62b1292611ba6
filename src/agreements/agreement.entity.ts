import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SignatoryRank } from '../domain/agreement/signature-form.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** The agreement between a provider and the Virtual School that signs it: a draft until `signedOn` unless it is discarded, ended after `endedOn` (IM1 to IM5). */
@Entity()
export class Agreement {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'provider_id' }) providerId: number;
  /** The authority whose Virtual School signs; as a rule the one of the provider's area. */
  @Column({ type: 'text', name: 'authority_code' }) authorityCode: string;
  /** Grows with every change: what If-Match compares. */
  @Column({ type: 'int', default: 1 }) version: number;
  /** Null for one of the sample region. */
  @Column({ type: 'int', nullable: true, name: 'drafted_by' }) draftedBy: number | null;
  @Column({ type: 'timestamptz', name: 'drafted_at' }) draftedAt: Date;

  /** IM1. */
  @Column({ type: 'date', nullable: true, name: 'supported_on' }) supportedOn: LocalDate | null;
  @Column({ type: 'text', nullable: true, name: 'support_words' }) supportWords: string | null;
  @Column({ type: 'int', nullable: true, name: 'support_confirmed_by' }) supportConfirmedBy: number | null;

  /** IM2, where another Virtual School than that of the provider's area signs. */
  @Column({ type: 'date', nullable: true, name: 'consulted_on' }) consultedOn: LocalDate | null;
  @Column({ type: 'text', nullable: true, name: 'consulted_whom' }) consultedWhom: string | null;
  @Column({ type: 'text', nullable: true, name: 'consultation_outcome' }) consultationOutcome: string | null;

  @Column({ type: 'date', nullable: true, name: 'meeting_on' }) meetingOn: LocalDate | null;
  @Column({ type: 'text', nullable: true, name: 'signatory_rank' }) signatoryRank: SignatoryRank | null;

  /** The lines of the signature form. */
  @Column({ type: 'text', nullable: true, name: 'signatory_name' }) signatoryName: string | null;
  @Column({ type: 'text', nullable: true, name: 'signatory_email' }) signatoryEmail: string | null;
  @Column({ type: 'text', nullable: true, name: 'signatory_role' }) signatoryRole: string | null;
  @Column({ type: 'text', nullable: true, name: 'designated_tutor_name' }) designatedTutorName: string | null;
  @Column({ type: 'text', nullable: true, name: 'designated_tutor_email' }) designatedTutorEmail: string | null;
  @Column({ type: 'text', nullable: true, name: 'designated_tutor_phone' }) designatedTutorPhone: string | null;
  @Column({ type: 'text', nullable: true, name: 'virtual_head_name' }) virtualHeadName: string | null;
  @Column({ type: 'text', nullable: true, name: 'virtual_head_email' }) virtualHeadEmail: string | null;
  @Column({ type: 'text', nullable: true, name: 'key_contact_name' }) keyContactName: string | null;
  @Column({ type: 'text', nullable: true, name: 'key_contact_email' }) keyContactEmail: string | null;

  /** The agreement between the two whose place it takes once it is in force. */
  @Column({ type: 'int', nullable: true, name: 'supersedes_id' }) supersedesId: number | null;

  /** The day of the meeting or of the last signature, whichever came later; once it is in force. */
  @Column({ type: 'date', nullable: true, name: 'signed_on' }) signedOn: LocalDate | null;
  /** Its last day in force. */
  @Column({ type: 'date', nullable: true, name: 'ended_on' }) endedOn: LocalDate | null;
  @Column({ type: 'text', nullable: true, name: 'ended_because' }) endedBecause: string | null;

  /** A draft that came to nothing. */
  @Column({ type: 'timestamptz', nullable: true, name: 'discarded_at' }) discardedAt: Date | null;
  @Column({ type: 'int', nullable: true, name: 'discarded_by' }) discardedBy: number | null;
  @Column({ type: 'text', nullable: true, name: 'discarded_because' }) discardedBecause: string | null;
}
