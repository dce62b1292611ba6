import { Controller, Get, Param, Post } from '@nestjs/common';
import { FORM_FIELDS, SIGNATORY_RANKS } from '../domain/agreement/signature-form.js';
import type { OrganisationAction } from '../domain/permissions.js';
import { notAllowed } from '../errors.js';
import { WholeNumberField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { AgreementList } from './agreement-list.service.js';
import type { AgreementView } from './agreement-view.js';
import { DiscardAgreementDto, EndAgreementDto, RecordConsultationDto, AgreementMeetingDto, RecordSupportDto, SignatureFormDto } from './agreements.dto.js';
import { AgreementsService } from './agreements.service.js';

/** The form says which version of the agreement it was filled in from. */
class VersionedFormDto extends SignatureFormDto {
  @WholeNumberField({ description: 'version', min: 1, max: 2_147_483_647 }) version: number;
}

/** The steps of an agreement, one a page. */
@Controller('agreements/:id')
export class AgreementStepsPages {
  constructor(
    private readonly list: AgreementList,
    private readonly agreements: AgreementsService,
  ) {}

  @Get('support') @Allow.signedIn()
  async askSupport(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.support');
    return page('agreements/support', { agreement, values: { words: agreement.support?.words, ...dateParts('supportedOn', agreement.support?.on) } });
  }

  @Post('support') @Allow.signedIn()
  recordSupport(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(RecordSupportDto, form, {
      work: async (input) => {
        await this.agreements.recordSupport(actor, id, null, input);
        return redirect(`/agreements/${id}`, 'The support of social care is recorded');
      },
      again: () => this.askSupport(actor, id),
    });
  }

  @Get('consultation') @Allow.signedIn()
  async askConsultation(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.consult');
    const { on, ...words } = agreement.consultation ?? { on: undefined };
    return page('agreements/consultation', { agreement, values: { ...words, ...dateParts('consultedOn', on) } });
  }

  @Post('consultation') @Allow.signedIn()
  recordConsultation(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(RecordConsultationDto, form, {
      work: async (input) => {
        await this.agreements.recordConsultation(actor, id, null, input);
        return redirect(`/agreements/${id}`, 'The consultation is recorded');
      },
      again: () => this.askConsultation(actor, id),
    });
  }

  @Get('form') @Allow.signedIn()
  async askForm(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.fill');
    return page('agreements/form', { agreement, fields: FORM_FIELDS, values: { ...agreement.form, version: agreement.version } });
  }

  @Post('form') @Allow.signedIn()
  fillForm(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(VersionedFormDto, form, {
      work: async ({ version, ...input }) => {
        await this.agreements.fillForm(actor, id, version, input);
        return redirect(`/agreements/${id}`, 'The form is kept');
      },
      again: () => this.askForm(actor, id),
    });
  }

  @Get('meeting') @Allow.signedIn()
  async askMeeting(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.open(actor, id, 'agreement.meet');
    return page('agreements/meeting', { agreement, ranks: SIGNATORY_RANKS, values: { signatoryRank: agreement.meeting?.signatoryRank, ...dateParts('meetingOn', agreement.meeting?.on) } });
  }

  @Post('meeting') @Allow.signedIn()
  recordMeeting(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(AgreementMeetingDto, form, {
      work: async (input) => {
        await this.agreements.recordMeeting(actor, id, null, input);
        return redirect(`/agreements/${id}`, 'The meeting is recorded');
      },
      again: () => this.askMeeting(actor, id),
    });
  }

  @Post('successor') @Allow.signedIn()
  amend(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        const { id: successorId } = await this.agreements.draftSuccessor(actor, id, null);
        return redirect(`/agreements/${successorId}`, { title: 'The amended agreement is drafted', text: 'The one before stays in force until this one is. Work through what is missing.' });
      },
      again: () => this.askAmend(actor, id),
    });
  }

  @Get('successor') @Allow.signedIn()
  async askAmend(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    return page('agreements/amend', { agreement: await this.open(actor, id, 'agreement.draft') });
  }

  @Get('discarding') @Allow.signedIn()
  async askDiscard(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    return page('agreements/discarding', { agreement: await this.open(actor, id, 'agreement.discard') });
  }

  @Post('discarding') @Allow.signedIn()
  discard(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(DiscardAgreementDto, form, {
      work: async (input) => {
        await this.agreements.discardDraft(actor, id, null, input);
        return redirect('/agreements', 'The draft is discarded');
      },
      again: () => this.askDiscard(actor, id),
    });
  }

  @Get('ending') @Allow.signedIn()
  async askEnd(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    return page('agreements/ending', { agreement: await this.open(actor, id, 'agreement.end') });
  }

  @Post('ending') @Allow.signedIn()
  end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(EndAgreementDto, form, {
      work: async (input) => {
        await this.agreements.endAgreement(actor, id, null, input);
        return redirect(`/agreements/${id}`, { title: 'The end of the agreement is recorded', text: 'Its history stays, and so do the placements made under it.' });
      },
      again: () => this.askEnd(actor, id),
    });
  }

  private async open(actor: SignedIn, id: number, action: OrganisationAction): Promise<AgreementView> {
    const agreement = await this.list.readAgreement(actor, id);
    if (!agreement.allowed.includes(action)) throw notAllowed('do this step of the agreement');
    return agreement;
  }
}
