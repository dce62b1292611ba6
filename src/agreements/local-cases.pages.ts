import { Controller, Get, Query } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { Paging } from '../web/api/keyset.js';
import { CurrentActor } from '../web/current-actor.js';
import { hrefWith } from '../web/links.js';
import type { SignedIn } from '../web/visitor.js';
import { LocalCasesService } from './local-cases.service.js';

const PATH = '/virtual-school/local-cases';

/** For the Virtual School of the area: whose young people are placed there (VS3). */
@Controller('virtual-school/local-cases')
export class LocalCasesPages {
  constructor(private readonly localCases: LocalCasesService) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Query() query: Paging): Promise<Page> {
    const list = await this.localCases.listLocalCases(actor, query.after ?? null, query.limit);
    return page('agreements/local-cases', { ...list, nextHref: list.after && hrefWith(PATH, { after: list.after }), firstHref: query.after ? PATH : null });
  }
}
