import { Module } from '@nestjs/common';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { PlacementsService } from './placements.service.js';
import { EndingsPages } from './endings.pages.js';
import { KeyWorkerNoticesPages } from './key-worker-notices.pages.js';
import { PlacementsPages } from './placements.pages.js';
import { PlacementsApi } from './placements.api.js';

@Module({ imports: [YoungPeopleModule], controllers: [PlacementsApi, EndingsPages, KeyWorkerNoticesPages, PlacementsPages], providers: [PlacementsService], exports: [PlacementsService] })
export class PlacementsModule {}
