import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { CoverageApi } from './coverage.api.js';
import { CoverageSheet } from './coverage.sheet.js';
import { CoveragePages } from './coverage.pages.js';
import { CoverageService } from './coverage.service.js';

@Module({ imports: [OrganisationsModule], controllers: [CoverageApi, CoverageSheet, CoveragePages], providers: [CoverageService] })
export class CoverageModule {}
