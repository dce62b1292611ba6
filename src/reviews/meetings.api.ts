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
import { RecordMeetingOfCaseDto } from './meetings.dto.js';
import { ReviewAnswer } from './reviews.answers.js';
import { ReviewsService } from './reviews.service.js';

@ApiTags('Reviews')
@Controller('api/v1/cases/:reference/meetings')
export class MeetingsApi {
  constructor(
    private readonly views: CaseViewService,
    private readonly changes: CaseChanges,
    private readonly reviews: ReviewsService,
  ) {}

  @Post()
  @Allow.signedIn()
  @Operation('Records a meeting once, whatever it was held as: about some placements, or about none', { answers: ReviewAnswer, status: 201, version: 'case', changes: true })
  async record(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @IfMatch() ifMatch: number | null, @Body() input: RecordMeetingOfCaseDto) {
    const { result, view } = await this.changes.change(actor, reference, ifMatch, () => this.reviews.recordMeeting(actor, reference, input));
    return answer(found(meetingsIn(view), result.id, 'meeting'), { version: view.version, location: `/api/v1/cases/${reference}/meetings/${result.id}` });
  }

  @Get(':meetingId')
  @Allow.signedIn()
  @Operation('A meeting, whatever it was held as', { answers: ReviewAnswer, version: 'case' })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('meetingId', ParseId) meetingId: number) {
    const view = await this.views.readCaseTo(actor, reference, 'case.read');
    return answer(found(meetingsIn(view), meetingId, 'meeting'), { version: view.version });
  }
}

const meetingsIn = ({ meetings, placements }: CaseView) => [...meetings, ...placements.flatMap(({ reviews }) => reviews)];
