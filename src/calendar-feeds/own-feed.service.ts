import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { notFound } from '../errors.js';
import { WORDS } from '../me/words.js';
import { TokensService, type OwnToken } from '../sign-in/tokens.service.js';
import type { SignedIn, TokenUsed } from '../web/visitor.js';
import { WebSettings } from '../web/web-settings.js';
import type { NewFeed } from './calendar-feeds.service.js';
import { icalendarOf } from './icalendar.js';
import { OWN_DAYS_SQL, ownEventsOf, TOLD_CLAUSES, type OwnDay } from './own-feed-events.js';

/** A young person's own dates in their calendar: by an address that is theirs alone, made and ended by themselves, and ended with their way in. */
@Injectable()
export class OwnFeeds {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: TokensService,
    private readonly settings: WebSettings,
  ) {}

  /** Their feeds that have not ended, the newest first; their addresses are not kept. */
  async listFeeds({ personId }: SignedIn): Promise<OwnToken[]> {
    return this.tokens.feedsOf(personId);
  }

  /** Makes a feed for a year. Errors: NAME_TAKEN (409), OUTLIVES (422). */
  async make({ personId }: SignedIn, name: string, by: TokenUsed | null): Promise<NewFeed> {
    const { token, secret } = await this.tokens.makeFeed(personId, name, by);
    return { feed: token, address: `${this.settings.publicUrl}/api/my-calendar/${secret}.ics` };
  }

  /** Ends a feed: its address answers nothing from now on. Errors: NOT_FOUND. */
  async end({ personId }: SignedIn, id: number): Promise<void> {
    await this.tokens.endFeed(personId, id);
  }

  /** The feed itself, as text/calendar. It opens no case: a program reads it every hour, and leaves no look at the file. */
  async read({ ownCaseId, asOf }: SignedIn, { expiresAt }: TokenUsed): Promise<string> {
    if (ownCaseId === null) throw notFound('calendar');
    const days = await this.unitOfWork.run(({ manager }) => manager.query<OwnDay[]>(OWN_DAYS_SQL, [ownCaseId, TOLD_CLAUSES, londonDate(asOf)]));
    const ending = { id: 'ending', due: { on: londonDate(expiresAt) }, summary: WORDS.calendar.ends, path: '/me/calendar' };
    return icalendarOf([...ownEventsOf(days), ending], { publicUrl: this.settings.publicUrl, now: asOf, name: WORDS.dates.title });
  }
}
