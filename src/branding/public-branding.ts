import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '../errors.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { KEPT_FIVE_MINUTES } from '../web/content-security.js';
import { BrandingService } from './branding.service.js';

/** What is no secret of anybody's: an authority's colour as a stylesheet, and what it calls the service. */
@ApiExcludeController()
@Controller()
export class PublicBranding {
  constructor(private readonly branding: BrandingService) {}

  /** `/branding/7.css`: a page has no style of its own (docs/security.md, Browser). A row never changes, so it may be kept for a year. */
  @Get('branding/:file')
  @Allow.public()
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  async stylesheet(@Param('file') file: string): Promise<string> {
    const id = /^(\d{1,9})\.css$/.exec(file)?.[1];
    if (id === undefined) throw notFound('stylesheet');
    return `:root{--govuk-brand-colour:${await this.branding.colourOf(Number(id))}}\n`;
  }

  @Get('api/public/authorities/:code/branding')
  @Allow.public()
  @Header('cache-control', KEPT_FIVE_MINUTES)
  @Header('access-control-allow-origin', '*')
  async read(@Param('code') code: string) {
    const branding = await this.branding.publicBranding(code);
    return answer({ serviceName: branding?.serviceName ?? null, colour: branding?.colour ?? null, contact: branding?.contact ?? null });
  }
}
