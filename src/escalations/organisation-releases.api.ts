import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { TakeReleaseBackDto } from './escalations.dto.js';
import { OrganisationReleases } from './organisation-releases.service.js';

@ApiTags('Organisations')
@Controller('api/v1/duty-releases/:id')
export class OrganisationReleasesApi {
  constructor(private readonly releases: OrganisationReleases) {}

  @Post('taking-back')
  @Allow.signedIn()
  @Operation("Takes back the reason why a provider's or an authority's own duty is no longer owed: it is owed again", { status: 204 })
  async takeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: TakeReleaseBackDto): Promise<void> {
    await this.releases.takeBack(actor, id, input);
  }
}
