import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { DutiesModule } from '../duties/duties.module.js';
import { AcknowledgementsTakenBackApi } from './acknowledgements-taken-back.api.js';
import { AcknowledgementsTakenBackPages } from './acknowledgements-taken-back.pages.js';
import { AcknowledgementsTakenBack } from './acknowledgements-taken-back.service.js';
import { ContactChecks } from './contact-checks.service.js';
import { AwaitingNoticesApi, DesignatedPersonNoticesApi } from './designated-person-notices.api.js';
import { DesignatedPersonNoticesPages } from './designated-person-notices.pages.js';
import { DesignatedPersonNotices } from './designated-person-notices.service.js';
import { HandoverApi } from './handover.api.js';
import { HandoverPages } from './handover.pages.js';
import { HandoverService } from './handover.service.js';
import { PostsApi } from './posts.api.js';
import { PostsPages } from './posts.pages.js';
import { PostsService } from './posts.service.js';

@Module({
  imports: [ApprovalsModule, DutiesModule],
  controllers: [AcknowledgementsTakenBackApi, AcknowledgementsTakenBackPages, AwaitingNoticesApi, DesignatedPersonNoticesApi, DesignatedPersonNoticesPages, HandoverApi, HandoverPages, PostsApi, PostsPages],
  providers: [AcknowledgementsTakenBack, ContactChecks, DesignatedPersonNotices, HandoverService, PostsService],
  exports: [ContactChecks, DesignatedPersonNotices, PostsService],
})
export class PostsModule {}
