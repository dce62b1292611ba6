import { Module } from '@nestjs/common';
import { PlacementsModule } from '../placements/placements.module.js';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { RiskNoticesService } from './risk-notices.service.js';
import { ProfessionalsMeetingsPages } from './professionals-meetings.pages.js';
import { RiskCallsPages } from './risk-calls.pages.js';
import { RiskNoticesPages } from './risk-notices.pages.js';
import { RiskNoticeStateService } from './risk-notice-state.service.js';
import { RiskNoticesApi } from './risk-notices.api.js';

@Module({
  imports: [PlacementsModule, YoungPeopleModule],
  controllers: [RiskNoticesApi, ProfessionalsMeetingsPages, RiskCallsPages, RiskNoticesPages],
  providers: [RiskNoticesService, RiskNoticeStateService],
  exports: [RiskNoticesService],
})
export class RiskNoticesModule {}
