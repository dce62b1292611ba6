import { Module } from '@nestjs/common';
import { MistakenCasesApi } from './mistaken-cases.api.js';
import { MistakenCasesPages } from './mistaken-cases.pages.js';
import { MistakenCases } from './mistaken-cases.service.js';

@Module({ controllers: [MistakenCasesApi, MistakenCasesPages], providers: [MistakenCases] })
export class MistakenCasesModule {}
