import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { CaseChanges } from './case-changes.service.js';
import { CaseListService } from './case-list.service.js';
import { CaseSight } from './case-sight.service.js';
import { CaseViewService } from './case-view.service.js';
import { CaseWork } from './case-work.service.js';
import { KeyWorkersPages } from './key-workers.pages.js';
import { KeyWorkersService } from './key-workers.service.js';
import { RegisterPages } from './register.pages.js';
import { YoungPeopleService } from './young-people.service.js';
import { KeyWorkersApi } from './key-workers.api.js';

const services = [CaseChanges, CaseListService, CaseSight, CaseViewService, CaseWork, KeyWorkersService, YoungPeopleService];

@Module({ imports: [DutiesModule], controllers: [KeyWorkersApi, KeyWorkersPages, RegisterPages], providers: services, exports: services })
export class YoungPeopleModule {}
