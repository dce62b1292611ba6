import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { mePage } from '../me/me-page.js';
import { plainDay } from '../me/plain-days.js';
import { texts } from '../me/languages.js';
import { say } from '../me/words.js';
import { londonDate } from '../domain/time/london.js';
import { Allow } from '../web/allow.js';
import { redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import { EndFeedForm, MakeFeedDto } from './calendar-feeds.dto.js';
import { CalendarFeeds } from './calendar-feeds.service.js';

/** A young person's dates in the calendar of their phone. */
@ApiExcludeController()
@Controller('me/calendar')
export class MeCalendarPages {
  constructor(private readonly feeds: CalendarFeeds) {}

  @Get()
  @Allow.youngPersonInFull()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    const feeds = (await this.feeds.listFeeds(actor.personId)).map((feed) => ({ ...feed, until: say(texts().calendar.until, { on: plainDay(londonDate(feed.expiresAt)) }) }));
    return mePage('calendar', { feeds, values: { name: texts().calendar.phone } });
  }

  /** The address is on the answer itself, and nowhere after it. */
  @Post()
  @Allow.youngPersonInFull()
  make(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(MakeFeedDto, form, {
      work: async ({ name }) => mePage('calendar-made', await this.feeds.make(actor, name, null)),
      again: () => this.show(actor),
    });
  }

  @Post('end')
  @Allow.youngPersonInFull()
  end(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(EndFeedForm, form, {
      work: async ({ feed }) => {
        await this.feeds.end(actor.personId, feed);
        return redirect('/me/calendar', { title: texts().calendar.ended, text: texts().calendar.endedText });
      },
      again: () => this.show(actor),
    });
  }
}
