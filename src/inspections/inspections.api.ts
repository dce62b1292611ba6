import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApprovalViews } from '../approvals/approval-view.service.js';
import { ApprovalAnswer } from '../approvals/approvals.answers.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { InspectionListAnswer } from './inspections.answers.js';
import { GrantInspectionDto } from './inspections.dto.js';
import { InspectionsService } from './inspections.service.js';

@ApiTags('Inspections')
@Controller('api/v1/inspections')
export class InspectionsApi {
  constructor(
    private readonly inspections: InspectionsService,
    private readonly approvals: ApprovalViews,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation("Who inspects your authority's cases, and until when", { answers: InspectionListAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.inspections.listInspections(actor);
    return answer({ items, total: items.length, after: null });
  }

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Asks a second person to let somebody read all cases of your authority, or those named, to the end of a day; somebody of no organisation here is invited then', { answers: ApprovalAnswer, status: 201 })
  async grant(@CurrentActor() actor: SignedIn, @Body() input: GrantInspectionDto) {
    const id = await this.inspections.grantInspection(actor, input);
    return answer(await this.approvals.read(actor, id), { location: `/api/v1/approvals/${id}` });
  }

  @Post(':id/invitation')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Invites an inspector of no organisation here once more, by mail, in place of the last link', { status: 204 })
  async invite(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.inspections.inviteAgain(actor, id);
  }

  @Post(':id/ending')
  @Allow.signedIn()
  @Operation('Ends an inspection now; whoever was invited for it is put out', { status: 204 })
  async end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.inspections.endInspection(actor, id);
  }
}
