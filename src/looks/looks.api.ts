import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LISTS } from '../domain/lists.js';
import { PURPOSES } from '../domain/purposes.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { LooksQuery } from './looks.query.js';
import { LooksService } from './looks.service.js';

export class CaseLookAnswer {
  @Shows.id() id: number;
  @Shows.instant() at: Date;
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text({ of: 'the authority or provider they work for' }) organisation: string;
  @Shows.text({ nullable: true, of: "the case's reference; null of a list with several of your cases" }) case: string | null;
  @Shows.choice(Object.keys(LISTS), { nullable: true, of: 'the list that was read; null where a case was opened' }) list: string | null;
  @Shows.number({ nullable: true, of: 'how many of your cases stood on it' }) cases: number | null;
  @Shows.text({ nullable: true, of: 'as what: `key-worker`; null where they have no part in the case' }) capacity: string | null;
  @Shows.text({ nullable: true, of: `why: ${Object.keys(PURPOSES).join(', ')}` }) purpose: string | null;
  @Shows.text({ nullable: true, of: 'where the reason of an exceptional purpose is kept: `emergency-access-7`' }) reason: string | null;
  @Shows.choice(['done', 'refused']) outcome: string;
}

export class CaseLooksAnswer {
  @Shows.many(() => CaseLookAnswer) items: CaseLookAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

@ApiTags('Organisations')
@Controller('api/v1/who-looked')
export class LooksApi {
  constructor(private readonly looks: LooksService) {}

  @Get()
  @Allow.signedIn()
  @Operation('Who looked at which case of your authority, or was refused, as what and why: exceptional purposes first; of one case or one person also the lists that were read; for its data protection lead', { answers: CaseLooksAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() query: LooksQuery) {
    const { items, total, after } = await this.looks.listLooks(actor, query);
    return answer({ items, total, after });
  }
}
