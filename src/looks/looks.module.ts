import { Module } from '@nestjs/common';
import { LooksApi } from './looks.api.js';
import { LooksPages } from './looks.pages.js';
import { LooksService } from './looks.service.js';

@Module({ controllers: [LooksApi, LooksPages], providers: [LooksService] })
export class LooksModule {}
