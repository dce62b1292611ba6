import { Controller, Get, Param, Post, type StreamableFile } from '@nestjs/common';
import { PrintedDocuments } from '../documents/printed-documents.service.js';
import { FORM_FIELDS, FORM_NOTE, SIGNATORY_RANKS, SIGNING_PARTIES } from '../domain/agreement/signature-form.js';
import { canInOrganisation } from '../domain/permissions.js';
import { describeDate } from '../domain/time/local-date.js';
import { notAllowed } from '../errors.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import type { AgreementView } from './agreement-view.js';
import { agreementDocument, filledForm } from './agreement-document.js';
import { AgreementList } from './agreement-list.service.js';
import { DraftAgreementDto } from './agreements.dto.js';
import { AgreementsService } from './agreements.service.js';
import { tasksOf } from './agreement-tasks.js';

const PROVIDERS = 500;

/** Agreements: how each stands, what is missing, and what is done next (IM1 to IM5). */
@Controller('agreements')
export class AgreementsPages {
  constructor(
    private readonly list: AgreementList,
    private readonly agreements: AgreementsService,
    private readonly organisations: OrganisationsService,
    private readonly documents: PrintedDocuments,
  ) {}

  @Get() @Allow.signedIn()
  async showAll(@CurrentActor() actor: SignedIn): Promise<Page> {
    return page('agreements/list', { agreements: await this.list.listAgreements(actor), mayDraft: draftsFor(actor).length > 0 });
  }

  @Get('new') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn): Promise<Page> {
    const codes = draftsFor(actor);
    if (codes.length === 0) throw notAllowed('draft an agreement: a Virtual School does');
    const [authorities, { items }] = [await this.organisations.listAuthorities(), await this.organisations.listProviders({}, null, PROVIDERS)];
    const own = authorities.filter(({ code }) => codes.includes(code));
    const providers = [...items].sort((a, b) => a.name.localeCompare(b.name));
    return page('agreements/new', { own, providers, values: { authorityCode: own[0]?.code } });
  }

  @Post('new') @Allow.signedIn()
  draft(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(DraftAgreementDto, form, {
      work: async (input) => {
        const { id } = await this.agreements.draftAgreement(actor, input);
        return redirect(`/agreements/${id}`, { title: 'The agreement is drafted', text: 'The form is filled in with those in post. Work through what is missing.' });
      },
      again: () => this.ask(actor),
    });
  }

  @Get(':id') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.list.readAgreement(actor, id);
    return page('agreements/show', { agreement, tasks: tasksOf(agreement), parties: SIGNING_PARTIES, ranks: SIGNATORY_RANKS, vacant: agreement.contacts.filter(({ inPost }) => !inPost), corrections: agreement.corrections.map(correctionLine) });
  }

  @Post(':id/activation') @Allow.signedIn()
  activate(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.agreements.activateAgreement(actor, id, null);
        return redirect(`/agreements/${id}`, { title: 'The agreement is in force', text: 'Each party publicises it now, and records how. The first review is due in a year.' });
      },
      again: () => this.show(actor, id),
    });
  }

  /** The form as the source has it, to be printed and signed on paper. */
  @Get(':id/printed-form') @Allow.signedIn()
  async print(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const agreement = await this.list.readAgreement(actor, id);
    return page('agreements/printed-form', { agreement, lines: filledForm(agreement), note: FORM_NOTE });
  }

  /** The whole agreement on paper: the text that both sides sign, and the form as it is filled in. */
  @Get(':id/pdf') @Allow.signedIn()
  async keep(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<StreamableFile> {
    return this.documents.pdf(agreementDocument(await this.list.readAgreement(actor, id)));
  }
}

/** How the page names what was put right. */
const CORRECTED_NAMES: Readonly<Record<string, string>> = {
  supportedOn: 'Social care’s support', supportWords: 'Who supported it, and how', consultedOn: 'Consultation', consultedWhom: 'Who was consulted', consultationOutcome: 'Outcome of the consultation',
  meetingOn: 'Formal meeting', signatoryRank: 'What the signatory is', signedOn: 'In force from', endedOn: 'Last day', endedBecause: 'Why it ends',
  ...Object.fromEntries(Object.entries(FORM_FIELDS).map(([field, { label }]) => [field, label])),
  ...Object.fromEntries(Object.entries(SIGNING_PARTIES).flatMap(([party, words]) => [[`signature of ${party}`, `Signature of ${words}`], [`witness of ${party}`, `Witness of the signature of ${words}`]])),
};

function correctionLine({ before, after, ...one }: AgreementView['corrections'][number]) {
  const said = (value: string | null | undefined) => (!value ? 'nothing' : /^\d{4}-\d\d-\d\d$/.test(value) ? describeDate(value) : value);
  return { ...one, lines: Object.keys(after).map((name) => ({ name: CORRECTED_NAMES[name] ?? name, was: said(before[name]), is: said(after[name]) })) };
}

const draftsFor = (actor: SignedIn): string[] =>
  [...new Set(actor.posts.flatMap(({ authorityCode }) => (authorityCode !== null && canInOrganisation(actor, 'agreement.draft', authorityCode) ? authorityCode : [])))];
