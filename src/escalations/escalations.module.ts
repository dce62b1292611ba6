import { Module } from '@nestjs/common';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { EscalationsCsv } from './escalations.csv.js';
import { EscalationsPages } from './escalations.pages.js';
import { QueueDesk } from './queue-desk.service.js';
import { EscalationQueueService } from './escalation-queue.service.js';
import { EscalationsService } from './escalations.service.js';
import { EscalationsApi } from './escalations.api.js';

@Module({
  imports: [YoungPeopleModule],
  controllers: [EscalationsApi, EscalationsPages, EscalationsCsv],
  providers: [EscalationsService, EscalationQueueService, QueueDesk],
  exports: [EscalationsService, EscalationQueueService],
})
export class EscalationsModule {}
