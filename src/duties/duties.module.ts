import { Module } from '@nestjs/common';
import { InstallationCalendar } from '../bank-holidays/installation-calendar.service.js';
import { ClockTurns } from './clock-turns.service.js';
import { DutiesService } from './duties.service.js';
import { DutyClock } from './duty-clock.service.js';
import { DutyListService } from './duty-list.service.js';
import { NightlyDerivation } from './nightly-derivation.service.js';
import { DutiesApi } from './duties.api.js';

const services = [ClockTurns, InstallationCalendar, DutiesService, DutyClock, DutyListService, NightlyDerivation];

@Module({ controllers: [DutiesApi], providers: services, exports: services })
export class DutiesModule {}
