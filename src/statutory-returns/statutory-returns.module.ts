import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { StatutoryReturnsApi } from './statutory-returns.api.js';
import { StatutoryReturnsPages } from './statutory-returns.pages.js';
import { StatutoryReturns } from './statutory-returns.service.js';

@Module({ imports: [ApprovalsModule, SharingModule], controllers: [StatutoryReturnsApi, StatutoryReturnsPages], providers: [StatutoryReturns] })
export class StatutoryReturnsModule {}
