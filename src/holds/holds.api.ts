import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { HoldAskedListAnswer } from './holds.answers.js';
import { HoldsAsked } from './holds.service.js';

@ApiTags('Duties')
@Controller('api/v1/holds')
export class HoldsApi {
  constructor(private readonly holds: HoldsAsked) {}

  @Get()
  @Allow.signedIn()
  @Operation('Holds that somebody asked for and that wait for you as the second person', { answers: HoldAskedListAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.holds.list(actor);
    return answer({ items, total: items.length, after: null });
  }
}
