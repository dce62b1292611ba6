import { Module } from '@nestjs/common';
import { ApprovalViews } from './approval-view.service.js';
import { Approvals } from './approvals.service.js';

@Module({ providers: [Approvals, ApprovalViews], exports: [Approvals, ApprovalViews] })
export class ApprovalsModule {}
