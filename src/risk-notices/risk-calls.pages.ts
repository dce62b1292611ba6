import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CALL_OUTCOMES } from '../domain/agreement/facts.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { instantParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { riskNoticeIn } from './risk-notice-page.js';
import { RecordCallDto, RISK_RECIPIENTS } from './risk-notices.dto.js';
import { RiskNoticesService } from './risk-notices.service.js';

/** A call about a risk notice: one tap from the notice's page, or with its time and who answered (EP11). */
@Controller('cases/:reference/risk-notices/:id/calls')
export class RiskCallsPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly riskNotices: RiskNoticesService,
  ) {}

  @Get('new') @Allow.signedIn()
  async ask(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('id', ParseId) id: number,
    @Query('to') to?: string,
  ): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'risk-call.record');
    const values = { to: to ?? '', ...instantParts('calledAt', view.now) };
    return page('risk-notices/call', { case: view, notice: riskNoticeIn(view, id), recipients: RISK_RECIPIENTS, callOutcomes: CALL_OUTCOMES, values });
  }

  @Post('new') @Allow.signedIn()
  record(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('id', ParseId) id: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    return submitForm(RecordCallDto, form, {
      work: async (input) => {
        await this.riskNotices.recordCall(actor, reference, id, input);
        const view = await this.cases.readCaseTo(actor, reference, 'case.read');
        const open = view.duties.filter(({ key, outcome }) => key.startsWith(`EP11/notice-${id}/phone/`) && outcome === 'open');
        const isOpen = open.some(({ key }) => key.endsWith(`/${input.to}`));
        const text = isOpen ? STILL_OPEN[input.outcome] : open.length > 0 ? 'This leg is done. The other person is still to be called.' : 'Both have been told by phone.';
        return redirect(`/cases/${reference}/risk-notices/${id}`, { title: 'The call is recorded', ...(text && { text }) });
      },
      again: () => this.ask(actor, reference, id),
    });
  }
}

/** What is still to be done after a call that leaves its leg open. */
const STILL_OPEN: Partial<Record<string, string>> = {
  voicemail: 'A voicemail counts once they call back or acknowledge the e-mail. Until then, try again today.',
  'no-answer': 'No answer does not close the leg: try again today.',
};
