import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { CalendarFeedsApi } from './calendar-feeds.api.js';
import { CalendarFeedsPages } from './calendar-feeds.pages.js';
import { CalendarFeeds } from './calendar-feeds.service.js';
import { CalendarFeed } from './calendar.feed.js';
import { MeCalendarApi } from './me-calendar.api.js';
import { MeCalendarPages } from './me-calendar.pages.js';
import { OwnCalendarFeed } from './own-calendar.feed.js';
import { OwnFeeds } from './own-feed.service.js';

/** What somebody owes, and a young person's own dates, in a calendar program. */
@Module({ imports: [DutiesModule, SignInModule], controllers: [CalendarFeed, CalendarFeedsApi, CalendarFeedsPages, MeCalendarApi, MeCalendarPages, OwnCalendarFeed], providers: [CalendarFeeds, OwnFeeds] })
export class CalendarFeedsModule {}
