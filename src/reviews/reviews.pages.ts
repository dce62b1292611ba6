import { Controller, Get, Param, Post } from '@nestjs/common';
import { MEETING_KINDS, MEETING_WORDS } from '../domain/agreement/meeting-clocks.js';
import { londonDate } from '../domain/time/london.js';
import { placementIn } from '../placements/placement-in.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { found } from '../young-people/found.js';
import { dueInWords, openDuty } from '../young-people/what-is-next.js';
import { PEP_FORMS, PEP_QUALITIES, RecordReviewDto } from './reviews.dto.js';
import { ReviewsService } from './reviews.service.js';

/** What a review can be held as beside one of the education plan. */
const { review: _, ...OTHER_KINDS } = MEETING_KINDS;

/** A review meeting of the education plan (KW4, EP9). */
@Controller('cases/:reference/placements/:placementId/reviews')
export class ReviewsPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly reviews: ReviewsService,
  ) {}

  @Get('new') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('placementId', ParseId) placementId: number): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'review.record', placementId);
    const placement = placementIn(view, placementId);
    const duty = openDuty(view, 'KW4', placementId);
    return page('reviews/new', { case: view, placement, duty, meetingWords: MEETING_WORDS, otherKinds: OTHER_KINDS, pepQualities: PEP_QUALITIES, pepForms: PEP_FORMS, values: dateParts('heldOn', londonDate(view.now)) });
  }

  @Post('new') @Allow.signedIn()
  record(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    return submitForm(RecordReviewDto, form, {
      work: async (input) => {
        const { id, feelsSafe } = await this.reviews.recordReview(actor, reference, placementId, input);
        const view = await this.cases.readCaseTo(actor, reference, 'case.read', placementId);
        const next = openDuty(view, 'KW4', placementId);
        const agreement = found(placementIn(view, placementId).reviews, id, 'review').clocks.find(({ clock }) => clock === 'KW4');
        const lacking = agreement?.isHeldAs && !agreement.satisfied && next ? `It does not count for the agreement. ${agreement.why} ` : '';
        const text = next
          ? `The next review is due ${dueInWords(next)}.`
          : 'Reviews are due every six months from the day on which all three have agreed the plan.';
        const unsafe = feelsSafe === 'no' ? ' They do not feel safe: the key worker contacts the provider about it by the next working day.' : '';
        return redirect(`/cases/${reference}/placements/${placementId}/plan`, { title: 'The review is recorded', text: `${lacking}${text}${unsafe}` });
      },
      again: () => this.ask(actor, reference, placementId),
    });
  }
}
