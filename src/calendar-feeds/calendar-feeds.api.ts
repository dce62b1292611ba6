import { Body, Controller, Delete, Get, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { AnswersSecret } from '../web/api/answers-secret.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { FeedListAnswer, NewFeedAnswer, shownFeed } from './calendar-feeds.answers.js';
import { MakeFeedDto } from './calendar-feeds.dto.js';
import { CalendarFeeds } from './calendar-feeds.service.js';

@ApiTags('Calendar feeds')
@Controller('api/v1/calendar-feeds')
export class CalendarFeedsApi {
  constructor(private readonly feeds: CalendarFeeds) {}

  @Get()
  @Allow.signedIn()
  @Operation('Your own calendar feeds that have not ended, the newest first', { answers: FeedListAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = (await this.feeds.listFeeds(actor.personId)).map(shownFeed);
    return answer({ items, total: items.length, after: null });
  }

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  @AnswersSecret()
  @Operation('Makes a calendar feed of what you owe', {
    answers: NewFeedAnswer,
    status: 201,
    description: 'It ends after a year, or with the token you use. The address is shown once and answers text/calendar; an Idempotency-Key is not looked at, a name cannot be used twice.',
  })
  async make(@CurrentActor() actor: SignedIn, @Body() { name }: MakeFeedDto, @Req() { visitor }: FastifyRequest) {
    const { feed, address } = await this.feeds.make(actor, name, visitor?.token ?? null);
    return answer({ ...shownFeed(feed), address }, { location: '/api/v1/calendar-feeds' });
  }

  @Delete(':id')
  @Allow.signedIn()
  @Operation('Ends a calendar feed of yours, at once', { status: 204 })
  async end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.feeds.end(actor.personId, id);
  }
}
