import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { FiguresApi } from './figures.api.js';
import { FiguresSheet } from './figures.sheet.js';
import { FiguresPages } from './figures.pages.js';
import { FiguresService } from './figures.service.js';
import { PublishFigures } from './publish-figures.service.js';

@Module({ imports: [OrganisationsModule], controllers: [FiguresApi, FiguresSheet, FiguresPages], providers: [FiguresService, PublishFigures] })
export class FiguresModule {}
