import { Controller, Get, Param, Post } from '@nestjs/common';
import { MEETING_OUTCOMES } from '../domain/agreement/facts.js';
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
import { meetingDutyOf, riskNoticeIn } from './risk-notice-page.js';
import { RecordMeetingDto } from './risk-notices.dto.js';
import { RiskNoticesService } from './risk-notices.service.js';

/** The professionals' meeting about a risk notice (EP11M). */
@Controller('cases/:reference/risk-notices/:id/meetings')
export class ProfessionalsMeetingsPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly riskNotices: RiskNoticesService,
  ) {}

  @Get('new') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('id', ParseId) id: number): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'professionals-meeting.record');
    const notice = riskNoticeIn(view, id);
    return page('risk-notices/meeting', {
      case: view,
      notice,
      placement: placementIn(view, notice.placementId),
      duty: meetingDutyOf(view, id),
      outcomes: MEETING_OUTCOMES,
      values: dateParts('heldOn', londonDate(view.now)),
    });
  }

  @Post('new') @Allow.signedIn()
  record(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('id', ParseId) id: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    return submitForm(RecordMeetingDto, form, {
      work: async (input) => {
        await this.riskNotices.recordMeeting(actor, reference, id, input);
        return redirect(`/cases/${reference}/risk-notices/${id}`, { title: 'The meeting is recorded', text: AFTER[input.outcome] });
      },
      again: () => this.ask(actor, reference, id),
    });
  }
}

/** What follows from each outcome. */
const AFTER: Record<RecordMeetingDto['outcome'], string> = {
  stays: 'The young person stays. The education plan and its reviews go on as they were.',
  moves: 'Record the ending of this placement, and the new one, once they are agreed.',
  ends: 'Record the ending once it happens. The page says what, if anything, still stands against it.',
  'meets-again': 'Record the further meeting here once it has been held.',
};
