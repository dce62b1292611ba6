import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { MailboxPages } from '../notifications/mailbox.pages.js';
import { ClockPages } from './clock.pages.js';
import { TrainingClock } from './training-clock.service.js';
import { TrainingApi } from './training.api.js';
import { MailboxApi } from '../notifications/mailbox.api.js';

@Module({ imports: [DutiesModule], controllers: [MailboxApi, TrainingApi, ClockPages, MailboxPages], providers: [TrainingClock], exports: [TrainingClock] })
export class TrainingModule {}
