import { Injectable } from '@nestjs/common';
import { londonDate } from '../domain/time/london.js';
import { DutyListService } from '../duties/duty-list.service.js';
import { TokensService, type OwnToken } from '../sign-in/tokens.service.js';
import type { SignedIn, TokenUsed } from '../web/visitor.js';
import { WebSettings } from '../web/web-settings.js';
import { eventsOf } from './feed-events.js';
import { icalendarOf } from './icalendar.js';

/** The soonest of somebody's dates: nobody reads more of them in a calendar. */
const MOST = 500;

/** A feed of one's own, with the address that is shown once. */
export interface NewFeed {
  feed: OwnToken;
  address: string;
}

/**
 * What somebody owes, in a calendar program: by an address that is theirs alone, made and ended by themselves. A young person's feeds are
 * kept here too, and read otherwise (`OwnFeeds`).
 */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly duties: DutyListService,
    private readonly tokens: TokensService,
    private readonly settings: WebSettings,
  ) {}

  /** Somebody's feeds that have not ended, the newest first; their addresses are not kept. */
  async listFeeds(personId: number): Promise<OwnToken[]> {
    return this.tokens.feedsOf(personId);
  }

  /** Makes a feed for a year, or until the token it is made with ends. Errors: NAME_TAKEN (409), OUTLIVES (422). */
  async make({ personId, ownCaseId }: SignedIn, name: string, by: TokenUsed | null): Promise<NewFeed> {
    const { token, secret } = await this.tokens.makeFeed(personId, name, by);
    return { feed: token, address: `${this.settings.publicUrl}/api/${ownCaseId === null ? 'calendar' : 'my-calendar'}/${secret}.ics` };
  }

  /** Ends a feed of one's own: its address answers nothing from now on. Errors: NOT_FOUND. */
  async end(personId: number, id: number): Promise<void> {
    await this.tokens.endFeed(personId, id);
  }

  /** The feed itself, as text/calendar: what this person owes now, and the last day of its address. */
  async read(actor: SignedIn, { expiresAt }: TokenUsed): Promise<string> {
    const { items } = await this.duties.listDuties(actor, { mine: true }, null, MOST, 'calendar');
    const ending = { id: 'ending', due: { on: londonDate(expiresAt) }, summary: 'Learner Support: this calendar ends today. Make it a new address.', path: '/account/calendar' };
    return icalendarOf([...eventsOf(items), ending], { publicUrl: this.settings.publicUrl, now: actor.asOf });
  }
}
