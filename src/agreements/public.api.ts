import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { KEPT_FIVE_MINUTES } from '../web/content-security.js';
import { answer } from '../web/api/answer.js';
import { PublicProvidersQuery } from './public.pages.js';
import { PublicProviders } from './public-providers.service.js';

/** What the public pages say, for programs: no access token, and the same for everybody, so it may be kept for five minutes (VS7). */
@ApiExcludeController()
@Controller('api/public')
export class PublicApi {
  constructor(private readonly providers: PublicProviders) {}

  @Get('providers')
  @Allow.public()
  @Header('cache-control', KEPT_FIVE_MINUTES)
  @Header('access-control-allow-origin', '*')
  async list(@Query() query: PublicProvidersQuery) {
    const items = await this.providers.listProviders(query);
    return answer({ items, total: items.length, virtualSchools: await this.providers.listVirtualSchools() });
  }
}
