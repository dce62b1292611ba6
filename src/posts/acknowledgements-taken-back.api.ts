import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { AcknowledgementsTakenBack } from './acknowledgements-taken-back.service.js';
import { TakeAcknowledgementBackDto } from './posts.dto.js';

@ApiTags('People')
@Controller('api/v1/designated-people/:holdingId/acknowledgements/:id')
export class AcknowledgementsTakenBackApi {
  constructor(private readonly acknowledgements: AcknowledgementsTakenBack) {}

  @Post('taking-back')
  @Allow.signedIn()
  @Operation('Takes back that somebody acknowledged a new designated person: it was a mistake, and is owed again (EP2)', { status: 204 })
  async takeBack(@CurrentActor() actor: SignedIn, @Param('holdingId', ParseId) holdingId: number, @Param('id', ParseId) id: number, @Body() input: TakeAcknowledgementBackDto): Promise<void> {
    await this.acknowledgements.takeBack(actor, holdingId, id, input);
  }
}
