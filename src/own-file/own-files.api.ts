import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { AnswersSecret } from '../web/api/answers-secret.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { OwnFileAnswer, SubjectRequestAnswer, SubjectRequestsAnswer } from './own-file.answers.js';
import { RequestOwnFileDto } from './own-file.dto.js';
import { OwnFiles } from './own-files.service.js';

@ApiTags('Own file')
@Controller('api/v1/own-files')
export class OwnFilesApi {
  constructor(private readonly files: OwnFiles) {}

  @Get()
  @Allow.signedIn()
  @Operation('Which young people of your authority asked for what is held about them, for its data protection lead and Virtual Head', { answers: SubjectRequestsAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.files.listRequests(actor);
    return answer({ items, total: items.length, after: null });
  }

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Writes down that a young person asked, and how: the reason that the trail points to', { answers: SubjectRequestAnswer, status: 201 })
  async ask(@CurrentActor() actor: SignedIn, @Body() input: RequestOwnFileDto) {
    return answer(await this.files.recordRequest(actor, input), { location: '/api/v1/own-files' });
  }

  @Post(':id/release')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Lets the young person fetch it on their own pages', { status: 204 })
  async release(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.files.release(actor, id);
  }

  @Post(':id/file')
  @Allow.signedIn()
  @NeedsProof()
  @AnswersSecret()
  @Operation('Everything that is held about the young person, and nothing about anybody else; a disclosure', { answers: OwnFileAnswer })
  async give(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(await this.files.giveFile(actor, id));
  }
}
