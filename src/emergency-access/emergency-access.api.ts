import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { EmergencyAccessList } from './emergency-access-list.service.js';
import { EmergencyAccessAnswer, EmergencyAccessListAnswer, OpenedAnswer } from './emergency-access.answers.js';
import { BreakGlassDto, JudgeDto } from './emergency-access.dto.js';
import { EmergencyAccessService } from './emergency-access.service.js';

@ApiTags('Emergency access')
@Controller('api/v1/emergency-access')
export class EmergencyAccessApi {
  constructor(
    private readonly access: EmergencyAccessService,
    private readonly list: EmergencyAccessList,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation("Which of your authority's cases were opened in an emergency, for whoever judges it", { answers: EmergencyAccessListAnswer })
  async read(@CurrentActor() actor: SignedIn) {
    const items = await this.list.listAccess(actor, actor.authorityCode);
    return answer({ items, total: items.length, after: null });
  }

  @Get(':id')
  @Allow.signedIn()
  @Operation('One opening: who, why, and what they did', { answers: EmergencyAccessAnswer })
  async readOne(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(await this.list.readAccess(actor, id));
  }

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Opens a case in an emergency, for 60 minutes, without a part in it; the data protection lead is told', {
    answers: OpenedAnswer, status: 201,
    description: 'Within the remit of your organisation alone. Beyond it the answer is the same as for a case that does not exist.',
  }) // prettier-ignore
  async open(@CurrentActor() actor: SignedIn, @Body() input: BreakGlassDto) {
    const { id, openedAt, untilAt } = await this.access.breakGlass(actor, input);
    return answer({ id, reference: input.reference, openedAt, untilAt }, { location: `/api/v1/cases/${input.reference}` });
  }

  @Post(':id/ending')
  @Allow.signedIn()
  @Operation('Says that your emergency access is over: it ends now', { status: 204 })
  async end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.access.endAccess(actor, id);
  }

  @Post(':id/verdict')
  @Allow.signedIn()
  @Operation('Says whether it was justified, which closes it: the data protection lead or the Virtual Head, never whoever used it', { answers: EmergencyAccessAnswer })
  async judge(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: JudgeDto) {
    await this.access.judge(actor, id, input);
    return answer(await this.list.readAccess(actor, id));
  }
}
