import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { OrganisationViewService } from '../organisations/organisation-view.service.js';
import { OrganisationsPages } from '../organisations/organisations.pages.js';
import { OrganisationCorrectionsApi } from './organisation-corrections.api.js';
import { OrganisationCorrectionsPages } from './organisation-corrections.pages.js';
import { OrganisationCorrections } from './organisation-corrections.service.js';
import { ORGANISATION_RECORD_APIS, OrganisationViewApi } from './organisation-records.api.js';
import { OrganisationRecordsService } from './organisation-records.service.js';

@Module({
  imports: [DutiesModule],
  controllers: [OrganisationViewApi, OrganisationCorrectionsApi, OrganisationCorrectionsPages, ...ORGANISATION_RECORD_APIS, OrganisationsPages],
  providers: [OrganisationCorrections, OrganisationRecordsService, OrganisationViewService],
  exports: [OrganisationRecordsService, OrganisationViewService],
})
export class OrganisationRecordsModule {}
