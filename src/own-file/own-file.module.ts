import { Module } from '@nestjs/common';
import { SharingModule } from '../sharing/sharing.module.js';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { OwnFileMaker } from './own-file-maker.service.js';
import { OwnFilesApi } from './own-files.api.js';
import { OwnFilesPages } from './own-files.pages.js';
import { OwnFiles } from './own-files.service.js';
import { OwnRequests } from './own-request.service.js';

/** Everything that is held about one young person, for them. */
@Module({ imports: [SharingModule, YoungPeopleModule], controllers: [OwnFilesApi, OwnFilesPages], providers: [OwnFileMaker, OwnFiles, OwnRequests], exports: [OwnRequests] })
export class OwnFileModule {}
