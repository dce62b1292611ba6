import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { EscalationsSheet } from './escalations.sheet.js';
import { EscalationsPages } from './escalations.pages.js';
import { OrganisationEscalations } from './organisation-escalations.service.js';
import { OrganisationReleasesApi } from './organisation-releases.api.js';
import { OrganisationReleasesPages } from './organisation-releases.pages.js';
import { OrganisationReleases } from './organisation-releases.service.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { QueueFile } from './queue-file.service.js';
import { QueueDesk } from './queue-desk.service.js';
import { EscalationQueueService } from './escalation-queue.service.js';
import { EscalationsService } from './escalations.service.js';
import { EscalationsApi } from './escalations.api.js';

@Module({
  imports: [DutiesModule, SharingModule, YoungPeopleModule],
  controllers: [EscalationsApi, EscalationsPages, EscalationsSheet, OrganisationReleasesApi, OrganisationReleasesPages],
  providers: [EscalationsService, EscalationQueueService, QueueDesk, QueueFile, OrganisationEscalations, OrganisationReleases],
  exports: [EscalationsService, EscalationQueueService],
})
export class EscalationsModule {}
