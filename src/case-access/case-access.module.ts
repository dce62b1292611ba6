import { Module } from '@nestjs/common';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { CaseAccessViews } from './case-access-view.service.js';
import { CaseAccessApi } from './case-access.api.js';
import { CaseAccessPages } from './case-access.pages.js';
import { CaseAccessService } from './case-access.service.js';

@Module({ imports: [YoungPeopleModule], controllers: [CaseAccessApi, CaseAccessPages], providers: [CaseAccessService, CaseAccessViews] })
export class CaseAccessModule {}
