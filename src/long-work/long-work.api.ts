import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { pageOf, Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { LongWorkAnswer, LongWorkListAnswer, OthersWorkListAnswer } from './long-work.answers.js';
import { presentLongWork } from './long-work.presenter.js';
import { LongWork } from './long-work.service.js';

@ApiTags('Long work')
@Controller('api/v1/long-work')
export class LongWorkApi {
  constructor(private readonly longWork: LongWork) {}

  @Get()
  @Allow.signedIn()
  @Operation('Your long work: how far it is, and what ended in the last 30 days', { answers: LongWorkListAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() paging: Paging) {
    return answer(pageOf((await this.longWork.list(actor)).map(presentLongWork), paging));
  }

  @Get('of-others')
  @Allow.signedIn()
  @Operation('For an administrator: what others of the authority have under way, in numbers', { answers: OthersWorkListAnswer })
  async ofOthers(@CurrentActor() actor: SignedIn) {
    const items = await this.longWork.othersUnderWay(actor);
    return answer({ items, total: items.length, after: null });
  }

  @Get(':id')
  @Allow.signedIn()
  @Operation('A piece of your long work: how far it is, and where what came of it is read', { answers: LongWorkAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(presentLongWork(await this.longWork.read(actor, id)));
  }

  @Post(':id/cancel')
  @Allow.signedIn()
  @Operation('Cancels a piece of your long work: it ends at its next step, and nothing of it is kept', { answers: LongWorkAnswer })
  async cancel(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(presentLongWork(await this.longWork.cancel(actor, id)));
  }
}
