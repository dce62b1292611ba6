import { Controller, Get, Param, Post } from '@nestjs/common';
import { blockersBeforeSigningReview, CONTACT_POSTS, CONTACT_STATES, countForParties, countForPartners, DECISIONS, RATINGS } from '../domain/agreement/agreement-review.js';
import { SIGNING_PARTIES } from '../domain/agreement/signature-form.js';
import { notAllowed, notFound } from '../errors.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import { TakesFiles, Uploaded } from '../web/uploads.js';
import type { SignedIn, Upload } from '../web/visitor.js';
import { AgreementList } from './agreement-list.service.js';
import {
  CARRYING_ON, ClauseReviewDto, EarlierActionDto, ProviderEvidenceDto, ProviderWordsDto, ReviewActionDto, ReviewContactsDto, ReviewDecisionDto, ReviewMeetingDto, ReviewWordsDto, ScannedReviewDto,
} from './agreement-reviews.dto.js';
import { AgreementReviewsService, CONTACT_FIELDS } from './agreement-reviews.service.js';
import { ReviewSignaturesService } from './review-signatures.service.js';

/** The annual review (IM5): a draft that is written a part at a time, then decided. */
@Controller('agreements/:id')
export class AgreementReviewsPages {
  constructor(
    private readonly list: AgreementList,
    private readonly reviews: AgreementReviewsService,
    private readonly signatures: ReviewSignaturesService,
  ) {}

  @Get('review') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    return page('agreements/review', { ...(await this.draft(actor, id)), decisions: DECISIONS, parties: SIGNING_PARTIES });
  }

  @Get('review/meeting') @Allow.signedIn()
  async askMeeting(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const model = await this.draft(actor, id);
    const { heldOn, ...words } = model.review.meeting ?? { heldOn: undefined };
    return page('agreements/review-meeting', { ...model, values: { ...words, ...dateParts('heldOn', heldOn) } });
  }

  @Post('review/meeting') @Allow.signedIn()
  writeMeeting(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ReviewMeetingDto, form, { work: (input) => this.kept(id, this.reviews.writeMeeting(actor, id, input)), again: () => this.askMeeting(actor, id) });
  }

  @Get('review/words') @Allow.signedIn()
  async askWords(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const model = await this.draft(actor, id);
    return page('agreements/review-words', { ...model, values: { ...model.review.words } });
  }

  @Post('review/words') @Allow.signedIn()
  writeWords(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ReviewWordsDto, form, { work: (input) => this.kept(id, this.reviews.writeWords(actor, id, input)), again: () => this.askWords(actor, id) });
  }

  @Get('review/provider') @Allow.signedIn()
  async askProviderWords(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const model = await this.draft(actor, id);
    return page('agreements/review-provider', { ...model, values: { ...model.review.provider } });
  }

  @Post('review/provider') @Allow.signedIn()
  writeProviderWords(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ProviderWordsDto, form, { work: (input) => this.kept(id, this.reviews.writeProviderWords(actor, id, input)), again: () => this.askProviderWords(actor, id) });
  }

  @Get('review/contacts') @Allow.signedIn()
  async askContacts(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const model = await this.draft(actor, id);
    const asked = model.review.contacts.flatMap((contact) => (model.isOfVirtualSchool || CONTACT_POSTS[contact.post] === 'provider' ? [{ ...contact, field: CONTACT_FIELDS[contact.post] }] : []));
    return page('agreements/review-contacts', { ...model, asked, states: CONTACT_STATES, values: Object.fromEntries(asked.map(({ field, state }) => [field, state])) });
  }

  @Post('review/contacts') @Allow.signedIn()
  checkContacts(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ReviewContactsDto, form, { work: (input) => this.kept(id, this.reviews.checkContacts(actor, id, input)), again: () => this.askContacts(actor, id) });
  }

  @Get('review/earlier-actions/:number') @Allow.signedIn()
  async askEarlierAction(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('number', ParseId) number: number): Promise<Page> {
    const model = await this.draft(actor, id);
    const action = model.review.earlier[number - 1];
    if (!action) throw notFound('action');
    return page('agreements/review-earlier-action', { ...model, action, number, outcomes: CARRYING_ON });
  }

  @Post('review/earlier-actions/:number') @Allow.signedIn()
  settleEarlierAction(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('number', ParseId) number: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(EarlierActionDto, form, {
      work: (input) => this.kept(id, this.reviews.settleEarlierAction(actor, id, number, input)),
      again: () => this.askEarlierAction(actor, id, number),
    });
  }

  @Get('review/clauses/:clause') @Allow.signedIn()
  async askClause(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('clause') clause: string): Promise<Page> {
    const model = await this.draft(actor, id);
    const line = await this.reviews.readClause(actor, id, clause);
    return page('agreements/review-clause', { ...model, line, ratings: RATINGS, values: { ...line } });
  }

  @Post('review/clauses/:clause') @Allow.signedIn()
  rate(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('clause') clause: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ClauseReviewDto, form, { work: (input) => this.kept(id, this.reviews.rateClause(actor, id, clause, input)), again: () => this.askClause(actor, id, clause) });
  }

  @Post('review/clauses/:clause/provider-evidence') @Allow.signedIn()
  writeEvidence(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('clause') clause: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ProviderEvidenceDto, form, { work: (input) => this.kept(id, this.reviews.writeProviderEvidence(actor, id, clause, input)), again: () => this.askClause(actor, id, clause) });
  }

  @Get('review/actions') @Allow.signedIn()
  async askAction(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    return page('agreements/review-actions', await this.draft(actor, id));
  }

  @Post('review/actions') @Allow.signedIn()
  addAction(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ReviewActionDto, form, {
      work: async (input) => {
        await this.reviews.addAction(actor, id, input);
        return redirect(`/agreements/${id}/review/actions`, 'The action is added');
      },
      again: () => this.askAction(actor, id),
    });
  }

  @Post('review/actions/:number/removal') @Allow.signedIn()
  removeAction(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('number', ParseId) number: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.reviews.removeAction(actor, id, number);
        return redirect(`/agreements/${id}/review/actions`, 'The action is taken off');
      },
      again: () => this.askAction(actor, id),
    });
  }

  @Get('review/decision') @Allow.signedIn()
  async askDecision(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const model = await this.draft(actor, id);
    const { decision, endsOn } = model.review.proposed ?? {};
    return page('agreements/review-decision', { ...model, decisions: DECISIONS, values: { decision, withoutProviderBecause: model.review.withoutProvider, ...dateParts('endsOn', endsOn) } });
  }

  @Post('review/decision') @Allow.signedIn()
  decide(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ReviewDecisionDto, form, { work: (input) => this.kept(id, this.reviews.proposeDecision(actor, id, input)), again: () => this.askDecision(actor, id) });
  }

  @Get('review/signatures') @Allow.signedIn()
  async askSignature(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const model = await this.draft(actor, id);
    if (!model.agreement.allowed.includes('agreement.record-review-signature')) throw notAllowed('sign the review or record a signature');
    return page('agreements/review-signatures', { ...model, decisions: DECISIONS, parties: SIGNING_PARTIES, first: blockersBeforeSigningReview(model.review) });
  }

  @Post('review/signatures') @Allow.signedIn()
  sign(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.signatures.signReview(actor, id);
        return redirect(`/agreements/${id}/review`, { title: 'You have signed the review', text: 'It is recorded by the Virtual School, once both sides have signed.' });
      },
      again: () => this.askSignature(actor, id),
    });
  }

  @Post('review/signatures/scans') @Allow.signedIn() @TakesFiles()
  scan(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues, @Uploaded('file') file: Upload | undefined): Promise<Redirect | Page> {
    return submitForm(ScannedReviewDto, form, { work: (input) => this.kept(id, this.signatures.recordScannedReview(actor, id, input, file)), again: () => this.askSignature(actor, id) });
  }

  @Post('review') @Allow.signedIn()
  record(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        const review = await this.reviews.recordReview(actor, id);
        return redirect(`/agreements/${id}/reviews/${review.id}`, { title: 'The review is recorded', text: AFTER[review.decision] });
      },
      again: () => this.show(actor, id),
    });
  }

  /** For the partnership: nobody's name, and no count that would point at one young person. */
  @Get('reviews/:reviewId') @Allow.signedIn()
  async summary(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('reviewId', ParseId) reviewId: number): Promise<Page> {
    return this.recorded(actor, id, reviewId, countForPartners, false);
  }

  /** For the two parties: all of it. */
  @Get('reviews/:reviewId/whole') @Allow.signedIn()
  async whole(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('reviewId', ParseId) reviewId: number): Promise<Page> {
    return this.recorded(actor, id, reviewId, countForParties, true);
  }

  private async recorded(actor: SignedIn, id: number, reviewId: number, told: (count: number | null) => string, isWhole: boolean): Promise<Page> {
    return page('agreements/review-recorded', { agreement: await this.list.readAgreement(actor, id), review: await this.reviews.readReview(actor, id, reviewId), decisions: DECISIONS, parties: SIGNING_PARTIES, told, isWhole });
  }

  private async draft(actor: SignedIn, id: number) {
    const agreement = await this.list.readAgreement(actor, id);
    return { agreement, review: await this.reviews.readDraft(actor, id), isOfVirtualSchool: agreement.allowed.includes('agreement.review'), told: countForParties };
  }

  private async kept(id: number, written: Promise<object>): Promise<Redirect> {
    await written;
    return redirect(`/agreements/${id}/review`, { title: 'That is kept', text: 'The draft waits for you: nothing is lost when you leave it.' });
  }
}

const AFTER = {
  renew: 'The next one is due in a year.',
  amend: 'Draft the amended one now, from the page of the agreement. This one stays in force until that one is.',
  end: 'The agreement ends. Its history stays, and so do the placements made under it.',
};
