import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import { blockersBeforeSigningReview, reviewBlockers } from '../domain/agreement/agreement-review.js';
import { conflict } from '../errors.js';
import { happenedOn } from '../happened.js';
import { FileScanner } from '../scanning/file-scanner.service.js';
import type { SignedIn, Upload } from '../web/visitor.js';
import type { ScannedReviewDto } from './agreement-reviews.dto.js';
import { AgreementSignature } from './agreement-signature.entity.js';
import { AgreementWork, type OpenAgreement } from './agreement-work.service.js';
import { draftIn, drafted, signaturesOf } from './review-draft.js';
import type { ReviewView } from './review-view.js';
import { scanOf } from './scan-type.js';
import { partyOf } from './signatures.service.js';
import { takeSignaturesBack } from './take-signatures-back.js';

type Signature = Pick<AgreementSignature, 'party' | 'how' | 'signerName' | 'signedOn'> & Partial<AgreementSignature>;

/** Both sides' word under a review as it is drafted (IM5): by people signed in, or on paper. What is changed after it has to be signed again. */
@Injectable()
export class ReviewSignaturesService {
  constructor(
    private readonly work: AgreementWork,
    private readonly scanner: FileScanner,
  ) {}

  /** Signs for one's own party: a signatory for the provider, a Virtual Head for the Virtual School. Errors: NOT_FOUND, NOT_ALLOWED, NOT_IN_FORCE; NOT_READY_TO_SIGN with what is missing. */
  async signReview(actor: SignedIn, agreementId: number): Promise<ReviewView> {
    return this.work.change(actor, agreementId, { action: 'agreement.sign-review', ifMatch: null }, async (opened) =>
      this.keep(actor, opened, () => ({ party: partyOf(actor, opened.view), how: 'signed-in', personId: actor.personId, signerName: actor.name, signedOn: opened.today })));
  }

  /** Keeps the scan of a review signed on paper, who signed it, and who saw that. Errors: as signReview; INVALID (IN_THE_FUTURE, TOO_EARLY; REQUIRED, TOO_LARGE, WRONG_TYPE, MALICIOUS of the file), SCANNER_UNAVAILABLE. */
  async recordScannedReview(actor: SignedIn, agreementId: number, { party, signerName, signedOn, witness }: ScannedReviewDto, file: Upload | undefined): Promise<ReviewView> {
    await this.scanner.expectClean(file);
    return this.work.change(actor, agreementId, { action: 'agreement.record-review-signature', ifMatch: null, fields: ['party', 'signerName', 'signedOn', 'witness', 'file'] }, async (opened) =>
      this.keep(actor, opened, (heldOn) => ({
        ...scanOf(file), party, how: 'scanned', signerName, witness, signedOn: happenedOn('signedOn', signedOn, opened.now, { on: heldOn, what: 'the review' }),
      })));
  }

  private async keep(actor: SignedIn, { view, now }: OpenAgreement, signed: (heldOn: string) => Signature): Promise<ReviewView> {
    const [review, draft] = [await draftIn(view), await drafted(view, now, actor)];
    const blockers = blockersBeforeSigningReview(draft);
    if (!review || !draft.meeting || blockers.length > 0) throw conflict('NOT_READY_TO_SIGN', 'The review cannot be signed yet.', blockers);
    const signature = signed(draft.meeting.heldOn);
    await takeSignaturesBack(view.id, now, { party: signature.party, reviewId: review.id });
    await transaction().manager.insert(AgreementSignature, { ...signature, agreementId: view.id, reviewId: review.id, recordedBy: actor.personId, recordedAt: now });
    const signatures = await signaturesOf(review.id);
    return { ...draft, signatures, missing: reviewBlockers({ ...draft, signatures }) };
  }
}
