import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { AuthorityAnswer } from '../young-people/contact.answers.js';
import { LocalCasesService } from './local-cases.service.js';

export class LocalCaseAnswer {
  @Shows.text() reference: string;
  @Shows.one(() => AuthorityAnswer) homeAuthority: AuthorityAnswer;
  @Shows.texts({ of: 'the providers in your area at which there is a placement' }) providerNames: string[];
  @Shows.number({ of: 'requests for support or challenge (VS3) that wait for your answer' }) openRequests: number;
}

export class LocalCaseListAnswer {
  @Shows.many(() => LocalCaseAnswer) items: LocalCaseAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: string | null;
}

@ApiTags('Cases')
@Controller('api/v1/local-cases')
export class LocalCasesApi {
  constructor(private readonly localCases: LocalCasesService) {}

  @Get()
  @Allow.signedIn()
  @Operation("Other authorities' young people at providers in your Virtual School's area, of whom you have the limited view, by reference (VS3)", { answers: LocalCaseListAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() { after, limit }: Paging) {
    return answer(await this.localCases.listLocalCases(actor, after ?? null, limit));
  }
}
