import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { DutiesModule } from '../duties/duties.module.js';
import { LongWorkModule } from '../long-work/long-work.module.js';
import { ImportConfirmations } from './import-confirmations.service.js';
import { ImportChangesSheet, ImportErrorsSheet, ImportTemplatesSheet } from './import-errors.sheet.js';
import { ImportsPages } from './imports.pages.js';
import { ImportsService } from './imports.service.js';
import { ImportsApi } from './imports.api.js';

@Module({ imports: [ApprovalsModule, DutiesModule, LongWorkModule], controllers: [ImportsApi, ImportsPages, ImportErrorsSheet, ImportChangesSheet, ImportTemplatesSheet], providers: [ImportConfirmations, ImportsService], exports: [ImportConfirmations] })
export class ImportsModule {}
