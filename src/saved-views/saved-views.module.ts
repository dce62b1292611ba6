import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { SavedViewsApi } from './saved-views.api.js';
import { SavedViewsPages } from './saved-views.pages.js';
import { SavedViews } from './saved-views.service.js';

/** Filters of lists that somebody keeps for themselves, under names of their own. */
@Module({ imports: [OrganisationsModule], controllers: [SavedViewsApi, SavedViewsPages], providers: [SavedViews] })
export class SavedViewsModule {}
