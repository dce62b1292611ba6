import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { ApprovalAnswer, ApprovalListAnswer } from './approvals.answers.js';
import { ApprovalViews } from './approval-view.service.js';
import { ApprovalDecisions } from './decisions.service.js';

@ApiTags('Approvals')
@Controller('api/v1/approvals')
export class ApprovalsApi {
  constructor(
    private readonly views: ApprovalViews,
    private readonly decisions: ApprovalDecisions,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation('What takes two people: what you asked for, and what you may decide; the newest first', { answers: ApprovalListAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.views.list(actor);
    return answer({ items, total: items.length, after: null });
  }

  @Get(':id')
  @Allow.signedIn()
  @Operation('One thing that takes two people', { answers: ApprovalAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(await this.views.read(actor, id));
  }

  @Post(':id/approval')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Approves what somebody else asked for: it is done with it', { answers: ApprovalAnswer })
  async approve(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    await this.decisions.approve(actor, id);
    return answer(await this.views.read(actor, id));
  }

  @Post(':id/refusal')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Refuses what somebody else asked for', { answers: ApprovalAnswer })
  async refuse(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    await this.decisions.refuse(actor, id);
    return answer(await this.views.read(actor, id));
  }
}
