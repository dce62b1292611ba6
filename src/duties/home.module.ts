import { Module } from '@nestjs/common';
import { AbsencesModule } from '../absences/absences.module.js';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { EscalationsModule } from '../escalations/escalations.module.js';
import { HoldsModule } from '../holds/holds.module.js';
import { LongWorkModule } from '../long-work/long-work.module.js';
import { PostsModule } from '../posts/posts.module.js';
import { AwaitingDecisions } from './awaiting-decision.service.js';
import { DutiesModule } from './duties.module.js';
import { HomePages } from './home.pages.js';
import { HomeApi } from './home.api.js';

/** The first page after the sign-in. */
@Module({ imports: [AbsencesModule, ApprovalsModule, DutiesModule, EscalationsModule, HoldsModule, LongWorkModule, PostsModule], controllers: [HomeApi, HomePages], providers: [AwaitingDecisions] })
export class HomeModule {}
