import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/records.module.js';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { DisclosureLog } from './disclosure-log.service.js';
import { SharingApi } from './sharing.api.js';
import { SharingPages } from './sharing.pages.js';
import { SharingService } from './sharing.service.js';

/** Consent and sharing (KW1, P7). */
@Module({ imports: [RecordsModule, YoungPeopleModule], controllers: [SharingApi, SharingPages], providers: [DisclosureLog, SharingService], exports: [DisclosureLog, SharingService] })
export class SharingModule {}
