import { Injectable } from '@nestjs/common';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { blockersBeforeSigning } from '../domain/agreement/activation-blockers.js';
import { SIGNING_PARTIES, type SigningParty } from '../domain/agreement/signature-form.js';
import { conflict, notFound } from '../errors.js';
import { happenedOn } from '../happened.js';
import { FileScanner } from '../scanning/file-scanner.service.js';
import type { SignedIn, Upload } from '../web/visitor.js';
import { AgreementList } from './agreement-list.service.js';
import { AgreementSignature } from './agreement-signature.entity.js';
import { draftOf, type AgreementView } from './agreement-view.js';
import { AgreementWork, expectDraft } from './agreement-work.service.js';
import type { ScannedSignatureDto } from './agreements.dto.js';
import { scanOf, type Scan } from './scan-type.js';
import { takeSignaturesBack } from './take-signatures-back.js';

/** Signatures under the form (IM2): by people signed in, or on paper. A new one takes the place of the party's former one. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly list: AgreementList,
    private readonly work: AgreementWork,
    private readonly scanner: FileScanner,
  ) {}

  /**
   * Signs for one's own party: a signatory for the provider, a Virtual Head for the Virtual School, each as the form names them.
   * Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, NOT_A_DRAFT, SIGNER_NOT_NAMED; NOT_READY_TO_SIGN with what is missing.
   */
  async signAgreement(actor: SignedIn, id: number, ifMatch: number | null): Promise<void> {
    await this.work.change(actor, id, { action: 'agreement.sign', ifMatch }, async ({ view, now, today }) => {
      expectReady(view);
      const party = partyOf(actor, view);
      const named = signerOf(view, party);
      if (named.email?.toLowerCase() !== actor.email) throw conflict('SIGNER_NOT_NAMED', `The form names ${named.name} to sign for ${SIGNING_PARTIES[party]}. Correct the form first if that is you.`);
      await takeSignaturesBack(id, now, { party });
      await transaction().manager.insert(AgreementSignature, {
        agreementId: id, party, how: 'signed-in', personId: actor.personId, signerName: actor.name, signedOn: today, recordedBy: actor.personId, recordedAt: now,
      });
    });
  }

  /**
   * Keeps the scan of a form signed on paper, and who saw it being signed. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE,
   * NOT_A_DRAFT, NOT_READY_TO_SIGN, INVALID (IN_THE_FUTURE; REQUIRED, TOO_LARGE, WRONG_TYPE, MALICIOUS of the file), SCANNER_UNAVAILABLE.
   */
  async recordScannedSignature(actor: SignedIn, id: number, ifMatch: number | null, { party, signedOn, witness }: ScannedSignatureDto, file: Upload | undefined): Promise<void> {
    await this.scanner.expectClean(file);
    await this.work.change(actor, id, { action: 'agreement.record-signature', ifMatch, fields: ['party', 'signedOn', 'witness', 'file'] }, async ({ view, now }) => {
      expectReady(view);
      const scan = scanOf(file);
      const day = happenedOn('signedOn', signedOn, now);
      await takeSignaturesBack(id, now, { party });
      await transaction().manager.insert(AgreementSignature, {
        ...scan, agreementId: id, party, how: 'scanned', signerName: signerOf(view, party).name ?? '', witness, signedOn: day, recordedBy: actor.personId, recordedAt: now,
      });
    });
  }

  /** The scan under a signature of the form or of a review that counts, for those who may read the agreement. Errors: NOT_FOUND. */
  async readScan(actor: SignedIn, id: number, signatureId: number): Promise<Scan> {
    return this.unitOfWork.run(async ({ manager }) => {
      await this.list.readAgreement(actor, id);
      const [scan] = await manager.query<Scan[]>(
        `SELECT file_name AS "fileName", file_type AS "fileType", file_bytes AS "fileBytes" FROM agreement_signature WHERE id = $1 AND agreement_id = $2 AND how = 'scanned' AND taken_back_at IS NULL`, [signatureId, id]);
      if (!scan) throw notFound('scan');
      return scan;
    });
  }
}

/** For whom somebody signs who may: a signatory for the provider, else for the Virtual School. */
export const partyOf = (actor: SignedIn, { provider }: AgreementView): SigningParty =>
  actor.posts.some((held) => held.post === 'signatory' && held.providerId === provider.id) ? 'provider' : 'virtual-school';

function expectReady(view: AgreementView): void {
  expectDraft(view);
  const blockers = blockersBeforeSigning(draftOf(view));
  if (blockers.length > 0) throw conflict('NOT_READY_TO_SIGN', 'The agreement cannot be signed yet.', blockers);
}

const signerOf = ({ form }: AgreementView, party: SigningParty): { name: string | null; email: string | null } =>
  party === 'provider' ? { name: form.signatoryName, email: form.signatoryEmail } : { name: form.virtualHeadName, email: form.virtualHeadEmail };
