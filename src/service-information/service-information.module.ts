import { Module } from '@nestjs/common';
import { ServiceInformationPages } from './service-information.pages.js';

/** Help, accessibility, privacy and cookies: pages about the service itself. */
@Module({ controllers: [ServiceInformationPages] })
export class ServiceInformationModule {}
