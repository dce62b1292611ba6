import { Module } from '@nestjs/common';
import { AbsencesApi } from './absences.api.js';
import { AbsencesPages } from './absences.pages.js';
import { AbsencesService } from './absences.service.js';

@Module({ controllers: [AbsencesApi, AbsencesPages], providers: [AbsencesService], exports: [AbsencesService] })
export class AbsencesModule {}
