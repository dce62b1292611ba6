import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { LongWorkModule } from '../long-work/long-work.module.js';
import { SettingsApi } from './settings.api.js';
import { SettingsPages } from './settings.pages.js';
import { SettingsService } from './settings.service.js';

@Module({ imports: [DutiesModule, LongWorkModule], controllers: [SettingsApi, SettingsPages], providers: [SettingsService] })
export class SettingsModule {}
