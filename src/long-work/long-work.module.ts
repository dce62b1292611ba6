import { Module } from '@nestjs/common';
import { LongWorkApi } from './long-work.api.js';
import { LongWorkPages } from './long-work.pages.js';
import { LongWork } from './long-work.service.js';

/** Work that takes longer than somebody waits for a page; a worker does it (`JobsModule`). */
@Module({ controllers: [LongWorkApi, LongWorkPages], providers: [LongWork], exports: [LongWork] })
export class LongWorkModule {}
