import { Module } from '@nestjs/common';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { MeetingsApi } from './meetings.api.js';
import { MeetingsPages } from './meetings.pages.js';
import { ReviewsService } from './reviews.service.js';
import { ReviewsPages } from './reviews.pages.js';
import { ReviewsApi } from './reviews.api.js';

@Module({ imports: [YoungPeopleModule], controllers: [MeetingsApi, MeetingsPages, ReviewsApi, ReviewsPages], providers: [ReviewsService], exports: [ReviewsService] })
export class ReviewsModule {}
