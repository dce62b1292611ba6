import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { AuthorityBrandingAnswer } from './branding.answers.js';
import { SetBranding } from './branding.dto.js';
import { BrandingService } from './branding.service.js';

@ApiTags('Settings')
@Controller('api/v1/authorities/:code/branding')
export class BrandingApi {
  constructor(private readonly branding: BrandingService) {}

  @Get()
  @Allow.signedIn()
  @Operation('What the service is called for an authority’s people, its colour, and whom they call', { answers: AuthorityBrandingAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('code') code: string) {
    return answer(await this.branding.readBranding(actor, code));
  }

  @Post()
  @Allow.signedIn()
  @Operation('Sets all of it; what is left out is the installation’s, and what was before stays on record', { answers: AuthorityBrandingAnswer, status: 201 })
  async set(@CurrentActor() actor: SignedIn, @Param('code') code: string, @Body() input: SetBranding) {
    await this.branding.setBranding(actor, code, input);
    return answer(await this.branding.readBranding(actor, code), { location: `/api/v1/authorities/${code}/branding` });
  }
}
