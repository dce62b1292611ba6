import { Module } from '@nestjs/common';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { DraftsApi } from './drafts.api.js';
import { MeDraftsApi } from './me-drafts.api.js';
import { OwnDrafts } from './own-drafts.service.js';

/** Drafts for programs; beside the module that the edge has, which knows no case. */
@Module({ imports: [YoungPeopleModule], controllers: [DraftsApi, MeDraftsApi], providers: [OwnDrafts] })
export class DraftsApiModule {}
