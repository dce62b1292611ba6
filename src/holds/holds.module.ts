import { Module } from '@nestjs/common';
import { HoldsApi } from './holds.api.js';
import { HoldsPages } from './holds.pages.js';
import { HoldsAsked } from './holds.service.js';

@Module({ controllers: [HoldsApi, HoldsPages], providers: [HoldsAsked] })
export class HoldsModule {}
