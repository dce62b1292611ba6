import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OwnFileAnswer, OwnRequestAnswer } from '../own-file/own-file.answers.js';
import { OwnRequests } from '../own-file/own-request.service.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { AnswersSecret } from '../web/api/answers-secret.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';

@ApiTags('Young person')
@Controller('api/v1/me/own-file')
export class MeOwnFileApi {
  constructor(private readonly requests: OwnRequests) {}

  @Get()
  @Allow.youngPersonInFull()
  @Operation('Whether the young person asked for what is held about them, and whether it is ready', { answers: OwnRequestAnswer })
  async read(@CurrentActor() actor: SignedIn) {
    return answer(await this.requests.read(actor));
  }

  @Post('requests')
  @Allow.youngPersonInFull()
  @Operation('Asks for everything that is held about the young person', { answers: OwnRequestAnswer, status: 201 })
  async ask(@CurrentActor() actor: SignedIn) {
    return answer(await this.requests.ask(actor), { location: '/api/v1/me/own-file' });
  }

  @Post('file')
  @Allow.youngPersonInFull()
  @AnswersSecret()
  @Operation('Fetches it, once it is ready', { answers: OwnFileAnswer })
  async fetch(@CurrentActor() actor: SignedIn) {
    return answer(await this.requests.fetch(actor));
  }
}
