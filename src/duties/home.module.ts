import { Module } from '@nestjs/common';
import { HomeDesk } from './home-desk.service.js';
import { HomePages } from './home.pages.js';
import { HomeApi } from './home.api.js';

/** The first page after the sign-in. */
@Module({ controllers: [HomeApi, HomePages], providers: [HomeDesk] })
export class HomeModule {}
