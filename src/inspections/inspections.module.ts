import { Module } from '@nestjs/common';
import { InspectionsApi } from './inspections.api.js';
import { InspectionsPages } from './inspections.pages.js';
import { InspectionsService } from './inspections.service.js';

@Module({ controllers: [InspectionsApi, InspectionsPages], providers: [InspectionsService] })
export class InspectionsModule {}
