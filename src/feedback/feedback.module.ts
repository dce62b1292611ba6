import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { FeedbackApi } from './feedback.api.js';
import { FeedbackPages } from './feedback.pages.js';
import { FeedbackService } from './feedback.service.js';

/** What people think of the service. */
@Module({ imports: [SignInModule], controllers: [FeedbackApi, FeedbackPages], providers: [FeedbackService] })
export class FeedbackModule {}
