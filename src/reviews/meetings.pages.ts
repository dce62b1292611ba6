import { Controller, Get, Param, Post } from '@nestjs/common';
import { MEETING_KINDS, MEETING_WORDS } from '../domain/agreement/meeting-clocks.js';
import { londonDate } from '../domain/time/london.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { nameOf, placementsToRecord } from '../placements/placement-in.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { RecordMeetingOfCaseDto } from './meetings.dto.js';
import { PEP_FORMS, PEP_QUALITIES } from './reviews.dto.js';
import { ReviewsService } from './reviews.service.js';

/** A meeting about the young person: a looked-after review, a pathway plan, or one about several placements at once. */
@Controller('cases/:reference/meetings')
export class MeetingsPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly reviews: ReviewsService,
  ) {}

  @Get('new') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'meeting.record');
    const placements = Object.fromEntries(placementsToRecord(view, 'review.record').map((one) => [one.id, nameOf(one)]));
    return page('reviews/meeting', { case: view, meetingWords: MEETING_WORDS, kinds: MEETING_KINDS, placements, pepQualities: PEP_QUALITIES, pepForms: PEP_FORMS, values: dateParts('heldOn', londonDate(view.now)) });
  }

  @Post('new') @Allow.signedIn()
  record(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(RecordMeetingOfCaseDto, form, {
      work: async (input) => {
        await this.reviews.recordMeeting(actor, reference, input);
        return redirect(`/cases/${reference}/placements`, { title: 'The meeting is recorded', text: 'It is listed below, with what it counts for and what it does not.' });
      },
      again: () => this.ask(actor, reference),
    });
  }
}
