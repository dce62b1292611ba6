import { Module } from '@nestjs/common';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { RecordChoices } from './record-choices.service.js';
import { RecordListService } from './record-list.service.js';
import { RECORD_APIS, RecordListApi } from './records.api.js';
import { RecordsPages } from './records.pages.js';
import { RecordsService } from './records.service.js';

@Module({
  imports: [YoungPeopleModule],
  controllers: [RecordListApi, ...RECORD_APIS, RecordsPages],
  providers: [RecordChoices, RecordListService, RecordsService],
  exports: [RecordListService, RecordsService],
})
export class RecordsModule {}
