import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import type { Page } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { LooksQuery } from './me.dto.js';
import { mePage } from './me-page.js';
import { OwnCaseService } from './own-case.service.js';
import { datesOf } from './own-dates.js';
import { peopleOf } from './own-people.js';
import { plansOf } from './own-plan.js';
import { sayingsOf } from './own-said.js';
import { plainDay } from './plain-days.js';
import { listOfLook, lookerInWords, WhoLooked } from './who-looked.service.js';

/** A young person's own pages, read. */
@ApiExcludeController()
@Controller('me')
export class MePages {
  constructor(
    private readonly ownCase: OwnCaseService,
    private readonly whoLooked: WhoLooked,
  ) {}

  @Get()
  @Allow.youngPerson()
  async start(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest): Promise<Page> {
    const view = await this.ownCase.read(actor);
    return mePage('start', { name: view.preferredName, ended: view.ended, next: datesOf(view)[0] ?? null, keyWorkers: peopleOf(view).filter(({ role }) => role === 'key-worker'), inFull: visitor?.level === 'full' });
  }

  @Get('people')
  @Allow.youngPerson()
  async people(@CurrentActor() actor: SignedIn): Promise<Page> {
    return mePage('people', { people: peopleOf(await this.ownCase.read(actor)) });
  }

  @Get('plan')
  @Allow.youngPerson()
  async plan(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest): Promise<Page> {
    return mePage('plan', { plans: plansOf(await this.ownCase.read(actor), visitor?.level === 'full') });
  }

  @Get('dates')
  @Allow.youngPerson()
  async dates(@CurrentActor() actor: SignedIn): Promise<Page> {
    return mePage('dates', { dates: datesOf(await this.ownCase.read(actor)) });
  }

  @Get('said')
  @Allow.youngPersonInFull()
  async said(@CurrentActor() actor: SignedIn): Promise<Page> {
    return mePage('said', { sayings: sayingsOf(await this.ownCase.read(actor), actor.personId) });
  }

  @Get('looked')
  @Allow.youngPersonInFull()
  async looked(@CurrentActor() actor: SignedIn, @Query() { before }: LooksQuery): Promise<Page> {
    const looks = await this.whoLooked.readLooks(actor, before ?? null);
    const items = looks.items.map((look) => ({ ...look, who: lookerInWords(look), onList: listOfLook(look), day: plainDay(look.on) }));
    return mePage('looked', { items, olderHref: looks.before && `/me/looked?before=${looks.before}`, newestHref: before ? '/me/looked' : null });
  }
}
