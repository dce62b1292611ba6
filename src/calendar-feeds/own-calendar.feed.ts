import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { notFound } from '../errors.js';
import { Allow, ReadsFeed } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { OwnFeeds } from './own-feed.service.js';

/** What a young person's calendar program fetches. Whose it is says the address (`secretOf`). */
@ApiExcludeController()
@Controller('api/my-calendar')
export class OwnCalendarFeed {
  constructor(private readonly feeds: OwnFeeds) {}

  @Get(':address')
  @Allow.youngPersonInFull()
  @ReadsFeed()
  @Header('content-type', 'text/calendar; charset=utf-8')
  async read(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest): Promise<string> {
    if (!visitor?.token) throw notFound('calendar');
    return this.feeds.read(actor, visitor.token);
  }
}
