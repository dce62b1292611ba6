import { Controller, Get, Param, Post, type StreamableFile } from '@nestjs/common';
import { PrintedDocuments } from '../documents/printed-documents.service.js';
import { placementIn } from '../placements/placement-in.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { openDuty } from '../young-people/what-is-next.js';
import { LETTER_BASES, StatusLetterDto } from './entitlements.dto.js';
import { entitlementsOf } from './entitlements.presenter.js';
import { letterDocument } from './letter-document.js';
import { LETTER_RECIPIENTS } from './status-letter.entity.js';
import { StatusLetters } from './status-letters.service.js';

/** What a young person may have, and the letter that is evidence for it (EP4). */
@Controller('cases/:reference')
export class EntitlementsPages {
  constructor(
    private readonly views: CaseViewService,
    private readonly letters: StatusLetters,
    private readonly documents: PrintedDocuments,
  ) {}

  @Get('placements/:placementId/entitlements') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('placementId', ParseId) placementId: number): Promise<Page> {
    const view = await this.views.readCaseTo(actor, reference, 'case.read', placementId);
    const placement = placementIn(view, placementId);
    const advice = view.records.filter(({ kind, placementId: of }) => kind === 'advice-given' && of === placementId);
    return page('entitlements/show', { case: view, placement, advice, lines: entitlementsOf(view, placementId), duty: openDuty(view, 'EP4', placementId), mayRecord: placement.allowed.includes('entitlement.record') });
  }

  @Get('status-letter') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.views.readCaseTo(actor, reference, 'disclosure.record');
    return page('entitlements/letter-form', { case: view, recipients: LETTER_RECIPIENTS, bases: LETTER_BASES, employers: this.letters.employersOf(view) });
  }

  @Post('status-letter') @Allow.signedIn()
  write(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(StatusLetterDto, form, {
      work: async (input) => {
        const { id } = await this.letters.writeLetter(actor, reference, input);
        return redirect(`/cases/${reference}/status-letter/${id}`, { title: 'The letter is written', text: 'Print it, or keep it as a PDF. That it was given out is recorded.' });
      },
      again: () => this.ask(actor, reference),
    });
  }

  @Get('status-letter/:recordId') @Allow.signedIn()
  async letter(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('recordId', ParseId) recordId: number): Promise<Page> {
    return page('entitlements/letter', { reference, recordId, letter: letterDocument(reference, await this.letters.readLetter(actor, reference, recordId)) });
  }

  @Get('status-letter/:recordId/pdf') @Allow.signedIn()
  async letterOnPaper(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('recordId', ParseId) recordId: number): Promise<StreamableFile> {
    return this.documents.pdf(letterDocument(reference, await this.letters.readLetter(actor, reference, recordId)));
  }
}
