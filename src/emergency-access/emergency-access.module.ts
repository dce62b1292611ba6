import { Module } from '@nestjs/common';
import { EmergencyAccessList } from './emergency-access-list.service.js';
import { EmergencyAccessApi } from './emergency-access.api.js';
import { EmergencyAccessPages } from './emergency-access.pages.js';
import { EmergencyAccessService } from './emergency-access.service.js';

@Module({ controllers: [EmergencyAccessApi, EmergencyAccessPages], providers: [EmergencyAccessList, EmergencyAccessService] })
export class EmergencyAccessModule {}
