import { Module } from '@nestjs/common';
import { OrganisationsApi } from './organisations.api.js';
import { OrganisationsService } from './organisations.service.js';

@Module({ controllers: [OrganisationsApi], providers: [OrganisationsService], exports: [OrganisationsService] })
export class OrganisationsModule {}
