import { Module } from '@nestjs/common';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { EmergenciesService } from './emergencies.service.js';
import { EmergenciesPages } from './emergencies.pages.js';
import { EmergenciesApi } from './emergencies.api.js';

@Module({ imports: [YoungPeopleModule], controllers: [EmergenciesApi, EmergenciesPages], providers: [EmergenciesService], exports: [EmergenciesService] })
export class EmergenciesModule {}
