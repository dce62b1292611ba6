import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SigningParty } from '../domain/agreement/signature-form.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** One side's signature under the form, or under a review (IM5): by somebody signed in, or on paper, as a scan with a witness. */
@Entity({ name: 'agreement_signature' })
export class AgreementSignature {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'agreement_id' }) agreementId: number;
  /** The review it is under; null for the form. */
  @Column({ type: 'int', nullable: true, name: 'review_id' }) reviewId: number | null;
  @Column({ type: 'text' }) party: SigningParty;
  @Column({ type: 'text' }) how: 'signed-in' | 'scanned';
  /** Who signed, where they were signed in. */
  @Column({ type: 'int', nullable: true, name: 'person_id' }) personId: number | null;
  @Column({ type: 'text', name: 'signer_name' }) signerName: string;
  @Column({ type: 'text', nullable: true }) witness: string | null;
  @Column({ type: 'text', nullable: true, name: 'file_name' }) fileName: string | null;
  @Column({ type: 'text', nullable: true, name: 'file_type' }) fileType: string | null;
  @Column({ type: 'bytea', nullable: true, name: 'file_bytes', select: false }) fileBytes: Buffer | null;
  @Column({ type: 'date', name: 'signed_on' }) signedOn: LocalDate;
  /** Null for one of the sample region. */
  @Column({ type: 'int', nullable: true, name: 'recorded_by' }) recordedBy: number | null;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  /** Since when it no longer counts: the form changed, or the party signed again. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
