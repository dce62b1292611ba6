import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { PlansService } from './plans.service.js';
import { PlanSectionsPages } from './plan-sections.pages.js';
import { PlansPages } from './plans.pages.js';
import { PlansApi } from './plans.api.js';

@Module({ imports: [DocumentsModule, YoungPeopleModule], controllers: [PlansApi, PlansPages, PlanSectionsPages], providers: [PlansService], exports: [PlansService] })
export class PlansModule {}
