import { Module } from '@nestjs/common';
import { EmergenciesModule } from '../emergencies/emergencies.module.js';
import { OwnFileModule } from '../own-file/own-file.module.js';
import { RecordsModule } from '../records/records.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { MeConsentPages } from './me-consent.pages.js';
import { MeOwnFileApi } from './me-own-file.api.js';
import { MeOwnFilePages } from './me-own-file.pages.js';
import { MeVoiceApi } from './me-voice.api.js';
import { MeVoicePages } from './me-voice.pages.js';
import { MeApi } from './me.api.js';
import { MePages } from './me.pages.js';
import { OwnCaseService } from './own-case.service.js';
import { OwnConsentService } from './own-consent.service.js';
import { OwnVoice } from './own-voice.service.js';
import { WhoLooked } from './who-looked.service.js';

/** A young person's own pages. */
@Module({
  imports: [EmergenciesModule, OwnFileModule, RecordsModule, SharingModule, YoungPeopleModule],
  controllers: [MeApi, MeVoiceApi, MePages, MeVoicePages, MeConsentPages, MeOwnFileApi, MeOwnFilePages],
  providers: [OwnCaseService, OwnConsentService, OwnVoice, WhoLooked],
})
export class MeModule {}
