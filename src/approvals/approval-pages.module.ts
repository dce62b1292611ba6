import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/imports.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { PostsModule } from '../posts/posts.module.js';
import { RetentionModule } from '../retention/retention.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { ApprovalsApi } from './approvals.api.js';
import { ApprovalsModule } from './approvals.module.js';
import { ApprovalsPages } from './approvals.pages.js';
import { ApprovalDecisions } from './decisions.service.js';

@Module({
  imports: [ApprovalsModule, ImportsModule, InspectionsModule, PostsModule, RetentionModule, SignInModule],
  controllers: [ApprovalsApi, ApprovalsPages],
  providers: [ApprovalDecisions],
})
export class ApprovalPagesModule {}
