import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApprovalViews } from '../approvals/approval-view.service.js';
import { ApprovalAnswer } from '../approvals/approvals.answers.js';
import { collectionYearOn } from '../domain/statutory/care-leaver-return.js';
import { londonDate } from '../domain/time/london.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { AnswersSecret } from '../web/api/answers-secret.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { ReturnAnswer, StatutoryFileAnswer } from './statutory-returns.answers.js';
import { AskReturnDto, ReturnQuery } from './statutory-returns.query.js';
import { StatutoryReturns } from './statutory-returns.service.js';

@ApiTags('Statutory returns')
@Controller('api/v1')
export class StatutoryReturnsApi {
  constructor(
    private readonly returns: StatutoryReturns,
    private readonly approvals: ApprovalViews,
  ) {}

  @Get('statutory-returns')
  @Allow.signedIn()
  @Operation("Your authority's care leavers as the yearly return has them (SSDA903, OC3), and what is to be put right", { answers: ReturnAnswer })
  async check(@CurrentActor() actor: SignedIn, @Query() { year }: ReturnQuery) {
    return answer(await this.returns.check(actor, year ?? collectionYearOn(londonDate(actor.asOf))));
  }

  @Post('statutory-returns/exports')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Asks for the file of a return, which a second person has to approve', { answers: ApprovalAnswer, status: 201 })
  async ask(@CurrentActor() actor: SignedIn, @Body() { file, year }: AskReturnDto) {
    const { id } = await this.returns.ask(actor, file, year);
    return answer(await this.approvals.read(actor, id), { location: `/api/v1/approvals/${id}` });
  }

  @Post('approvals/:id/return')
  @Allow.signedIn()
  @NeedsProof()
  @AnswersSecret()
  @Operation('Fetches a return that was approved, once', { answers: StatutoryFileAnswer })
  async fetch(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(await this.returns.fetch(actor, id));
  }
}
