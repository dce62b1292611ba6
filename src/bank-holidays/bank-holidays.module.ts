import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { LongWorkModule } from '../long-work/long-work.module.js';
import { BankHolidaysApi } from './bank-holidays.api.js';
import { BankHolidaysPages } from './bank-holidays.pages.js';
import { BankHolidaysService } from './bank-holidays.service.js';

@Module({ imports: [DutiesModule, LongWorkModule], controllers: [BankHolidaysApi, BankHolidaysPages], providers: [BankHolidaysService], exports: [BankHolidaysService] })
export class BankHolidaysModule {}
