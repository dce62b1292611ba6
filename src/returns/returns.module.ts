import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { ReturnsPages } from './returns.pages.js';

@Module({ imports: [DutiesModule], controllers: [ReturnsPages] })
export class ReturnsModule {}
