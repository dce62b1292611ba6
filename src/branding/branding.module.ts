import { Module } from '@nestjs/common';
import { BrandingApi } from './branding.api.js';
import { BrandingPages } from './branding.pages.js';
import { BrandingService } from './branding.service.js';
import { PublicBranding } from './public-branding.js';

@Module({ controllers: [BrandingApi, BrandingPages, PublicBranding], providers: [BrandingService] })
export class BrandingModule {}
