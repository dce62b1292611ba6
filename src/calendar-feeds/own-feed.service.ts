import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { notFound } from '../errors.js';
import { WORDS } from '../me/words.js';
import type { SignedIn, TokenUsed } from '../web/visitor.js';
import { WebSettings } from '../web/web-settings.js';
import { icalendarOf } from './icalendar.js';
import { OWN_DAYS_SQL, ownEventsOf, TOLD_CLAUSES, type OwnDay } from './own-feed-events.js';

/** A young person's own dates, for their calendar; in English, since its program has chosen no language. */
@Injectable()
export class OwnFeeds {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: WebSettings,
  ) {}

  /** The feed itself, as text/calendar. It opens no case: a program reads it every hour, and leaves no look at the file. */
  async read({ ownCaseId, asOf }: SignedIn, { expiresAt }: TokenUsed): Promise<string> {
    if (ownCaseId === null) throw notFound('calendar');
    const days = await this.unitOfWork.run(({ manager }) => manager.query<OwnDay[]>(OWN_DAYS_SQL, [ownCaseId, TOLD_CLAUSES, londonDate(asOf)]));
    const ending = { id: 'ending', due: { on: londonDate(expiresAt) }, summary: WORDS.calendar.ends, path: '/me/calendar' };
    return icalendarOf([...ownEventsOf(days), ending], { publicUrl: this.settings.publicUrl, now: asOf, name: WORDS.dates.title });
  }
}
