import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseChanges } from '../young-people/case-changes.service.js';
import type { CaseView } from '../young-people/case-view.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { found } from '../young-people/found.js';
import { RiskNoticeStateService } from './risk-notice-state.service.js';
import { presentRiskNotice, presentRiskRecipients, RiskNoticeAnswer, RiskRecipientsAnswer } from './risk-notices.answers.js';
import { RecordCallDto, RecordMeetingDto, ReportRiskDto } from './risk-notices.dto.js';
import { RiskNoticesService } from './risk-notices.service.js';

/** EP11: every change answers with the notice as it stands then, its four legs included. */
@ApiTags('Risk notices')
@Controller('api/v1/cases/:reference/risk-notices')
export class RiskNoticesApi {
  constructor(
    private readonly views: CaseViewService,
    private readonly changes: CaseChanges,
    private readonly notices: RiskNoticesService,
    private readonly states: RiskNoticeStateService,
  ) {}

  @Post()
  @Allow.signedIn()
  @Operation('Reports that a learner may not be able to stay: four legs are owed that day (EP11)', { answers: RiskNoticeAnswer, status: 201, version: 'case', changes: true })
  async report(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @IfMatch() ifMatch: number | null,
    @Body() input: ReportRiskDto,
  ) {
    const { result, view } = await this.changes.change(actor, reference, ifMatch, () => this.notices.reportRisk(actor, reference, input));
    return noticeIn(view, result.id, true);
  }

  @Get(':noticeId')
  @Allow.signedIn()
  @Operation('A risk notice with its four legs', { answers: RiskNoticeAnswer, version: 'case' })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('noticeId', ParseId) noticeId: number) {
    return noticeIn(await this.views.readCaseTo(actor, reference, 'case.read'), noticeId);
  }

  @Get(':noticeId/recipients')
  @Allow.signedIn()
  @Operation('Whom a risk notice is for, their numbers, and what became of the e-mails to them (EP11)', { answers: RiskRecipientsAnswer })
  async recipients(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('noticeId', ParseId) noticeId: number) {
    const { placementId } = found((await this.views.readCaseTo(actor, reference, 'case.read')).riskNotices, noticeId, 'risk notice');
    return answer(presentRiskRecipients(await this.states.riskNoticeState(actor, reference, noticeId, placementId)));
  }

  @Post(':noticeId/calls')
  @Allow.signedIn()
  @Operation('Records who was called, when, and how it ended: a phone leg (EP11)', { answers: RiskNoticeAnswer, status: 201, version: 'case', changes: true })
  async call(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('noticeId', ParseId) noticeId: number,
    @IfMatch() ifMatch: number | null,
    @Body() input: RecordCallDto,
  ) {
    const { view } = await this.changes.change(actor, reference, ifMatch, () => this.notices.recordCall(actor, reference, noticeId, input));
    return noticeIn(view, noticeId, true);
  }

  @Post(':noticeId/acknowledgements')
  @Allow.signedIn()
  @Operation('The key worker or the Virtual School says that the e-mail is read (EP11)', { answers: RiskNoticeAnswer, status: 201, version: 'case', changes: true })
  async acknowledge(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('noticeId', ParseId) noticeId: number,
    @IfMatch() ifMatch: number | null,
  ) {
    const { view } = await this.changes.change(actor, reference, ifMatch, () => this.notices.acknowledgeRisk(actor, reference, noticeId));
    return noticeIn(view, noticeId, true);
  }

  @Post(':noticeId/meetings')
  @Allow.signedIn()
  @Operation("Records the professionals' meeting (EP11M)", { answers: RiskNoticeAnswer, status: 201, version: 'case', changes: true })
  async meet(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('noticeId', ParseId) noticeId: number,
    @IfMatch() ifMatch: number | null,
    @Body() input: RecordMeetingDto,
  ) {
    const { view } = await this.changes.change(actor, reference, ifMatch, () => this.notices.recordMeeting(actor, reference, noticeId, input));
    return noticeIn(view, noticeId, true);
  }
}

function noticeIn(view: CaseView, noticeId: number, created = false) {
  const notice = presentRiskNotice(found(view.riskNotices, noticeId, 'risk notice'), view);
  return answer(notice, { version: view.version, ...(created && { location: `/api/v1/cases/${view.reference}/risk-notices/${noticeId}` }) });
}
