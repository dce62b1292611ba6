import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { CoverageAnswer } from './coverage.answers.js';
import { CoverageQuery } from './coverage.query.js';
import { CoverageService } from './coverage.service.js';

@ApiTags('Duties')
@Controller('api/v1/coverage')
export class CoverageApi {
  constructor(private readonly coverage: CoverageService) {}

  @Get()
  @Allow.signedIn()
  @Operation('Each clause, how it is kept, and how many of its duties are open, in time and late, in the cases you see; for a Director, of all young people of the authority, as numbers alone', { answers: CoverageAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() query: CoverageQuery) {
    const { items, unmetNeeds } = await this.coverage.coverageFor(actor, query);
    return answer({ items, total: items.length, after: null, unmetNeeds });
  }
}
