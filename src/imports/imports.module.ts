import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { ImportErrorsCsv } from './import-errors.csv.js';
import { ImportsPages } from './imports.pages.js';
import { ImportsService } from './imports.service.js';
import { ImportsApi } from './imports.api.js';

@Module({ imports: [DutiesModule], controllers: [ImportsApi, ImportsPages, ImportErrorsCsv], providers: [ImportsService], exports: [ImportsService] })
export class ImportsModule {}
