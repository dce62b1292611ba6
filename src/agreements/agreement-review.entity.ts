import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ReviewEntries } from '../domain/agreement/agreement-review.js';
import type { ReviewFigures } from './review-figures.js';

/** An annual review of an agreement (IM5): a draft kept between visits, then the record with its figures as they were. */
@Entity({ name: 'agreement_review' })
export class AgreementReview {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'agreement_id' }) agreementId: number;
  /** Null while it is a draft. */
  @Column({ type: 'int', nullable: true, name: 'organisation_record_id' }) organisationRecordId: number | null;
  @Column({ type: 'jsonb' }) entries: ReviewEntries;
  /** Frozen when the review is recorded; null before. */
  @Column({ type: 'jsonb', nullable: true }) figures: ReviewFigures | null;
  @Column({ type: 'int', name: 'started_by' }) startedBy: number;
  @Column({ type: 'timestamptz', name: 'started_at' }) startedAt: Date;
}
