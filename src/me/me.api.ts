import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { OwnLooksAnswer, OwnCallsAnswer, OwnDatesAnswer, OwnPeopleAnswer, OwnPlansAnswer, OwnSayingsAnswer } from './me.answers.js';
import { LooksQuery } from './me.dto.js';
import { callsOf } from './own-calls.js';
import { OwnCaseService } from './own-case.service.js';
import { datesOf } from './own-dates.js';
import { peopleOf } from './own-people.js';
import { plansOf } from './own-plan.js';
import { sayingsOf } from './own-said.js';
import { WhoLooked } from './who-looked.service.js';

/** A young person's own pages, for programs: what each page shows. */
@ApiTags('Young person')
@Controller('api/v1/me')
export class MeApi {
  constructor(
    private readonly ownCase: OwnCaseService,
    private readonly whoLooked: WhoLooked,
  ) {}

  @Get('people')
  @Allow.youngPerson()
  @Operation('A young person’s own people, and how to reach them', { answers: OwnPeopleAnswer })
  async people(@CurrentActor() actor: SignedIn) {
    return answer({ items: peopleOf(await this.ownCase.read(actor)) });
  }

  @Get('plan')
  @Allow.youngPerson()
  @Operation('A young person’s own plans', { answers: OwnPlansAnswer })
  async plan(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest) {
    return answer({ items: plansOf(await this.ownCase.read(actor), visitor?.level === 'full') });
  }

  @Get('dates')
  @Allow.youngPerson()
  @Operation('A young person’s own dates, in plain words, each with why', { answers: OwnDatesAnswer })
  async dates(@CurrentActor() actor: SignedIn) {
    return answer({ items: datesOf(await this.ownCase.read(actor)).map(({ sort: _, ...date }) => date) });
  }

  @Get('said')
  @Allow.youngPersonInFull()
  @Operation('What the young person said, and what was done about it', { answers: OwnSayingsAnswer })
  async said(@CurrentActor() actor: SignedIn) {
    return answer({ items: sayingsOf(await this.ownCase.read(actor), actor.personId) });
  }

  @Get('emergencies')
  @Allow.youngPerson()
  @Operation('The young person’s own calls for help, and what became of them', { answers: OwnCallsAnswer })
  async calls(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest) {
    return answer({ items: callsOf(await this.ownCase.read(actor), actor.personId, visitor?.level === 'full') });
  }

  @Get('looked')
  @Allow.youngPersonInFull()
  @Operation('Who looked at the young person’s file: from where, as what, when and why', { answers: OwnLooksAnswer })
  async looked(@CurrentActor() actor: SignedIn, @Query() { before }: LooksQuery) {
    return answer(await this.whoLooked.readLooks(actor, before ?? null));
  }
}
