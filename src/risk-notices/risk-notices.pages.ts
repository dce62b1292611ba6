import { Controller, Get, Param, Post } from '@nestjs/common';
import { RISK_KINDS } from '../domain/agreement/facts.js';
import { placementIn, placementsToRecord } from '../placements/placement-in.js';
import { PlacementsService } from '../placements/placements.service.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { instantParts } from '../web/date-parts.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { found } from '../young-people/found.js';
import { riskNoticeIn, riskNoticePage } from './risk-notice-page.js';
import { RiskNoticeStateService } from './risk-notice-state.service.js';
import { ReportRiskDto } from './risk-notices.dto.js';
import { RiskNoticesService } from './risk-notices.service.js';

/** A learner may not be able to stay: reported on one page, then four legs until midnight (EP11). */
@Controller('cases/:reference/risk-notices')
export class RiskNoticesPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly riskNotices: RiskNoticesService,
    private readonly states: RiskNoticeStateService,
    private readonly placements: PlacementsService,
  ) {}

  @Get('new') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'risk-notice.report');
    return page('risk-notices/new', { case: view, mayCall: view.allowed.includes('risk-call.record'), placements: placementsToRecord(view, 'risk-notice.report'), kinds: RISK_KINDS, values: instantParts('occurredAt', view.now) });
  }

  @Post('new') @Allow.signedIn()
  report(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ReportRiskDto, form, {
      work: async (input) => {
        const { id } = await this.riskNotices.reportRisk(actor, reference, input);
        const { placements } = await this.cases.readCaseTo(actor, reference, 'case.read');
        const mayCall = found(placements, input.placementId, 'placement').allowed.includes('risk-call.record');
        const text = mayCall
          ? 'Both e-mails are on their way. Now call the key worker and the Virtual School key contact, today.'
          : 'Both e-mails are on their way. The provider still owes both calls and the meeting: it is reminded of them.';
        return redirect(`/cases/${reference}/risk-notices/${id}`, { title: 'The risk is reported', text });
      },
      again: () => this.ask(actor, reference),
    });
  }

  @Get(':id') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('id', ParseId) id: number): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'case.read');
    const notice = riskNoticeIn(view, id);
    const isRunning = placementIn(view, notice.placementId).ending === null;
    const blockers = isRunning ? await this.placements.blockersToEnding(actor, reference, notice.placementId) : [];
    const state = await this.states.riskNoticeState(actor, reference, id, notice.placementId);
    return page('risk-notices/show', riskNoticePage(view, notice, state, blockers));
  }

  @Post(':id/acknowledgement') @Allow.signedIn()
  acknowledge(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('id', ParseId) id: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.riskNotices.acknowledgeRisk(actor, reference, id);
        return redirect(`/cases/${reference}/risk-notices/${id}`, {
          title: 'You have acknowledged the notice',
          text: 'The provider sees that you know. Next is the professionals’ meeting.',
        });
      },
      again: () => this.show(actor, reference, id),
    });
  }
}
