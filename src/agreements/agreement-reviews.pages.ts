import { Controller, Get, Param, Post } from '@nestjs/common';
import { countForPartners, DECISIONS, NO_ENTRIES, RATINGS, reviewBlockers } from '../domain/agreement/agreement-review.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { AgreementList } from './agreement-list.service.js';
import { ClauseReviewDto, ReviewActionDto, ReviewDecisionDto, ReviewMeetingDto, ReviewWordsDto } from './agreement-reviews.dto.js';
import { AgreementReviewsService } from './agreement-reviews.service.js';

/** The annual review (IM5): a draft that is written a part at a time, then decided. */
@Controller('agreements/:id')
export class AgreementReviewsPages {
  constructor(
    private readonly list: AgreementList,
    private readonly reviews: AgreementReviewsService,
  ) {}

  @Get('review') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const model = await this.draft(actor, id);
    const { meeting, words, actions } = model.review;
    return page('agreements/review', { ...model, missing: reviewBlockers({ ...NO_ENTRIES, meeting, words, actions }, 'renew'), decisions: DECISIONS, told: String });
  }

  @Get('review/meeting') @Allow.signedIn()
  async askMeeting(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const model = await this.draft(actor, id);
    const { heldOn, ...words } = model.review.meeting ?? { heldOn: undefined };
    return page('agreements/review-meeting', { ...model, values: { ...words, ...(heldOn && dateParts('heldOn', heldOn)) } });
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

  @Post('review') @Allow.signedIn()
  record(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ReviewDecisionDto, form, {
      work: async (input) => {
        const review = await this.reviews.recordReview(actor, id, input);
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
    return this.recorded(actor, id, reviewId, String, true);
  }

  private async recorded(actor: SignedIn, id: number, reviewId: number, told: (count: number) => string, isWhole: boolean): Promise<Page> {
    return page('agreements/review-recorded', { agreement: await this.list.readAgreement(actor, id), review: await this.reviews.readReview(actor, id, reviewId), decisions: DECISIONS, told, isWhole });
  }

  private async draft(actor: SignedIn, id: number) {
    return { agreement: await this.list.readAgreement(actor, id), review: await this.reviews.readDraft(actor, id) };
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
