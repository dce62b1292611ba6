import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { MistakenCaseListAnswer } from './mistaken-cases.answers.js';
import { MistakenCases } from './mistaken-cases.service.js';

@ApiTags('Cases')
@Controller('api/v1/mistaken-cases')
export class MistakenCasesApi {
  constructor(private readonly mistaken: MistakenCases) {}

  @Get()
  @Allow.signedIn()
  @Operation('Cases that somebody else said were registered by mistake, of which you were told', { answers: MistakenCaseListAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.mistaken.listTold(actor);
    return answer({ items, total: items.length, after: null });
  }
}
