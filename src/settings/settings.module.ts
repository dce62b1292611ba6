import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { SettingsApi } from './settings.api.js';
import { SettingsPages } from './settings.pages.js';
import { SettingsService } from './settings.service.js';

@Module({ imports: [DutiesModule], controllers: [SettingsApi, SettingsPages], providers: [SettingsService] })
export class SettingsModule {}
