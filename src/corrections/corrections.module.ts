import { Module } from '@nestjs/common';
import { PlacementsModule } from '../placements/placements.module.js';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { CorrectionList } from './correction-list.service.js';
import { CorrectionsApi } from './corrections.api.js';
import { CorrectionsPages } from './corrections.pages.js';
import { CorrectionsService } from './corrections.service.js';

@Module({ imports: [PlacementsModule, YoungPeopleModule], controllers: [CorrectionsApi, CorrectionsPages], providers: [CorrectionList, CorrectionsService] })
export class CorrectionsModule {}
