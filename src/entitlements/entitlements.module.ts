import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { RecordsModule } from '../records/records.module.js';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { EntitlementsPages } from './entitlements.pages.js';
import { StatusLettersApi } from './status-letters.api.js';
import { StatusLetters } from './status-letters.service.js';

@Module({ imports: [DocumentsModule, RecordsModule, YoungPeopleModule], controllers: [EntitlementsPages, StatusLettersApi], providers: [StatusLetters] })
export class EntitlementsModule {}
