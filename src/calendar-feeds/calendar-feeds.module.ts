import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { CalendarFeedsApi } from './calendar-feeds.api.js';
import { CalendarFeedsPages } from './calendar-feeds.pages.js';
import { CalendarFeeds } from './calendar-feeds.service.js';
import { CalendarFeed } from './calendar.feed.js';

/** What somebody owes, in a calendar program. */
@Module({ imports: [DutiesModule, SignInModule], controllers: [CalendarFeed, CalendarFeedsApi, CalendarFeedsPages], providers: [CalendarFeeds] })
export class CalendarFeedsModule {}
