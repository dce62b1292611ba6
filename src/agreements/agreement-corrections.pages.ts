import { Controller, Get, Param, Post } from '@nestjs/common';
import { mayCorrectLine } from '../domain/agreement/agreement-corrections.js';
import { FORM_FIELDS, SIGNATORY_RANKS, SIGNING_PARTIES, type FormField } from '../domain/agreement/signature-form.js';
import type { OrganisationAction } from '../domain/permissions.js';
import { notAllowed } from '../errors.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { found } from '../young-people/found.js';
import { CorrectConsultationDto, CorrectEndingDto, CorrectFormDto, CorrectMeetingDto, CorrectSignatureDto, CorrectSupportDto } from './agreement-corrections.dto.js';
import { AgreementCorrections, expectMade } from './agreement-corrections.service.js';
import { AgreementList } from './agreement-list.service.js';
import type { AgreementView } from './agreement-view.js';

/** What was recorded of an agreement that is or was in force, put right with a reason: a page a step. */
@Controller('agreements/:id')
export class AgreementCorrectionsPages {
  constructor(
    private readonly list: AgreementList,
    private readonly corrections: AgreementCorrections,
  ) {}

  @Get('support/correction') @Allow.signedIn()
  async askSupport(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.support');
    const { on, words } = agreement.support ?? {};
    return page('agreements/correction', { agreement, fact: 'support', path: 'support', values: { words, ...dateParts('supportedOn', on) } });
  }

  @Post('support/correction') @Allow.signedIn()
  correctSupport(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(CorrectSupportDto, form, { work: (input) => this.corrected(id, this.corrections.correctSupport(actor, id, null, input)), again: () => this.askSupport(actor, id) });
  }

  @Get('consultation/correction') @Allow.signedIn()
  async askConsultation(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.consult');
    const { on, withWhom, outcome } = agreement.consultation ?? {};
    return page('agreements/correction', { agreement, fact: 'consultation', path: 'consultation', values: { withWhom, outcome, ...dateParts('consultedOn', on) } });
  }

  @Post('consultation/correction') @Allow.signedIn()
  correctConsultation(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(CorrectConsultationDto, form, { work: (input) => this.corrected(id, this.corrections.correctConsultation(actor, id, null, input)), again: () => this.askConsultation(actor, id) });
  }

  @Get('meeting/correction') @Allow.signedIn()
  async askMeeting(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.meet');
    const { on, signatoryRank } = agreement.meeting ?? {};
    return page('agreements/correction', { agreement, fact: 'meeting', path: 'meeting', ranks: SIGNATORY_RANKS, values: { signatoryRank, ...dateParts('meetingOn', on) } });
  }

  @Post('meeting/correction') @Allow.signedIn()
  correctMeeting(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(CorrectMeetingDto, form, { work: (input) => this.corrected(id, this.corrections.correctMeeting(actor, id, null, input)), again: () => this.askMeeting(actor, id) });
  }

  @Get('form/correction') @Allow.signedIn()
  async askForm(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.fill');
    const own = (Object.keys(FORM_FIELDS) as FormField[]).filter((field) => mayCorrectLine(field, agreement.allowed.includes('agreement.meet')));
    return page('agreements/correction', { agreement, fact: 'form', path: 'form', lines: own.map((field) => ({ field, label: FORM_FIELDS[field].label })), values: { ...agreement.form } });
  }

  @Post('form/correction') @Allow.signedIn()
  correctForm(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(CorrectFormDto, form, { work: (input) => this.corrected(id, this.corrections.correctForm(actor, id, null, input)), again: () => this.askForm(actor, id) });
  }

  @Get('signatures/:signatureId/correction') @Allow.signedIn()
  async askSignature(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('signatureId', ParseId) signatureId: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.record-signature');
    const { party, signedOn, witness } = found(agreement.signatures, signatureId, 'signature');
    return page('agreements/correction', { agreement, fact: 'signature', path: `signatures/${signatureId}`, whose: SIGNING_PARTIES[party], values: { witness, ...dateParts('signedOn', signedOn) } });
  }

  @Post('signatures/:signatureId/correction') @Allow.signedIn()
  correctSignature(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('signatureId', ParseId) signatureId: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(CorrectSignatureDto, form, { work: (input) => this.corrected(id, this.corrections.correctSignature(actor, id, signatureId, null, input)), again: () => this.askSignature(actor, id, signatureId) });
  }

  @Get('ending/correction') @Allow.signedIn()
  async askEnding(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.end');
    return page('agreements/correction', { agreement, fact: 'ending', path: 'ending', values: { because: agreement.endedBecause, ...dateParts('endedOn', agreement.endedOn) } });
  }

  @Post('ending/correction') @Allow.signedIn()
  correctEnding(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(CorrectEndingDto, form, { work: (input) => this.corrected(id, this.corrections.correctEnding(actor, id, null, input)), again: () => this.askEnding(actor, id) });
  }

  private async open(actor: SignedIn, id: number, action: OrganisationAction): Promise<AgreementView> {
    const agreement = await this.list.readAgreement(actor, id);
    if (!agreement.allowed.includes(action)) throw notAllowed('correct this: whoever records it does');
    expectMade(agreement);
    return agreement;
  }

  private async corrected(id: number, done: Promise<void>): Promise<Redirect> {
    await done;
    return redirect(`/agreements/${id}`, { title: 'It is corrected', text: 'Both sides are kept, with your reason. What is owed follows.' });
  }
}
