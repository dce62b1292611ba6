import { Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { blockersBeforeSigning } from '../domain/agreement/activation-blockers.js';
import { SIGNING_PARTIES } from '../domain/agreement/signature-form.js';
import { notAllowed } from '../errors.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import { TakesFiles, Uploaded } from '../web/uploads.js';
import type { SignedIn, Upload } from '../web/visitor.js';
import { AgreementList } from './agreement-list.service.js';
import { draftOf } from './agreement-view.js';
import { ScannedSignatureDto } from './agreements.dto.js';
import { SCAN_ENDINGS } from './scan-type.js';
import { SignaturesService } from './signatures.service.js';

/** Signing, signed in or on paper (IM2). */
@Controller('agreements/:id/signatures')
export class SignaturesPages {
  constructor(
    private readonly list: AgreementList,
    private readonly signatures: SignaturesService,
  ) {}

  @Get() @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.list.readAgreement(actor, id);
    if (!agreement.allowed.includes('agreement.record-signature')) throw notAllowed('sign the agreement or record a signature');
    const first = agreement.state === 'draft' ? blockersBeforeSigning(draftOf(agreement)) : [];
    return page('agreements/signatures', { agreement, first, parties: SIGNING_PARTIES, maySign: agreement.allowed.includes('agreement.sign') });
  }

  @Post() @Allow.signedIn()
  sign(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.signatures.signAgreement(actor, id, null);
        return redirect(`/agreements/${id}`, { title: 'You have signed the agreement', text: 'It comes into force once the Virtual Head says so, with nothing missing.' });
      },
      again: () => this.ask(actor, id),
    });
  }

  @Post('scans') @Allow.signedIn() @TakesFiles()
  scan(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues, @Uploaded('file') file: Upload | undefined): Promise<Redirect | Page> {
    return submitForm(ScannedSignatureDto, form, {
      work: async (input) => {
        await this.signatures.recordScannedSignature(actor, id, null, input, file);
        return redirect(`/agreements/${id}`, 'The signed form is kept');
      },
      again: () => this.ask(actor, id),
    });
  }

  /** The scan, to be kept as a file: it is never shown as a page of ours. */
  @Get(':signatureId/file') @Allow.signedIn()
  async file(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('signatureId', ParseId) signatureId: number): Promise<StreamableFile> {
    const { fileBytes, fileType } = await this.signatures.readScan(actor, id, signatureId);
    const disposition = `attachment; filename="signature-${signatureId}.${SCAN_ENDINGS[fileType]}"`;
    return new StreamableFile(fileBytes, { type: fileType, length: fileBytes.length, disposition });
  }
}
