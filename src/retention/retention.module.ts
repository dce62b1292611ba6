import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { RetentionApi } from './retention.api.js';
import { RetentionPages } from './retention.pages.js';
import { RetentionService } from './retention.service.js';

/** How long each controller keeps what is its own. */
@Module({ imports: [ApprovalsModule], controllers: [RetentionApi, RetentionPages], providers: [RetentionService], exports: [RetentionService] })
export class RetentionModule {}
