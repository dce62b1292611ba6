import { Module } from '@nestjs/common';
import { TimelineService } from '../audit/timeline.service.js';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { CaseExportsApi } from './case-exports.api.js';
import { CaseExportPages } from './case-exports.pages.js';
import { CaseExports } from './case-exports.service.js';
import { CaseChoicesService } from './case-choices.service.js';
import { CaseMessages } from './case-messages.service.js';
import { CasePages } from './case.pages.js';
import { CasesSheet } from './cases.sheet.js';
import { CasesPages } from './cases.pages.js';
import { SealedSearch } from './sealed-search.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { YoungPeopleModule } from './young-people.module.js';
import { CasesApi } from './cases.api.js';
import { TimelineApi } from '../audit/timeline.api.js';

/** The case list and the pages of a case. */
@Module({ imports: [ApprovalsModule, SharingModule, YoungPeopleModule], controllers: [TimelineApi, CaseExportsApi, CaseExportPages, CasesApi, CasesPages, CasesSheet, CasePages], providers: [CaseChoicesService, CaseExports, CaseMessages, SealedSearch, TimelineService] })
export class CasePagesModule {}
