import { Module } from '@nestjs/common';
import { AbsenceMails } from './absence-mails.service.js';
import { AbsencesApi } from './absences.api.js';
import { AbsencesPages } from './absences.pages.js';
import { AbsencesService } from './absences.service.js';

@Module({ controllers: [AbsencesApi, AbsencesPages], providers: [AbsenceMails, AbsencesService], exports: [AbsencesService] })
export class AbsencesModule {}
