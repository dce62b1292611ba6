import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CorrectRecordDayDto, TakeRecordBackDto } from './organisation-corrections.dto.js';
import { OrganisationCorrections } from './organisation-corrections.service.js';

@ApiTags('Organisations')
@Controller('api/v1/organisation-records/:id')
export class OrganisationCorrectionsApi {
  constructor(private readonly corrections: OrganisationCorrections) {}

  @Post('correction')
  @Allow.signedIn()
  @Operation('Puts the day right of what an organisation recorded about itself; both days are kept, and duties follow', { status: 204 })
  async correct(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: CorrectRecordDayDto): Promise<void> {
    await this.corrections.correctDay(actor, id, input);
  }

  @Post('taking-back')
  @Allow.signedIn()
  @Operation('Takes back what an organisation recorded about itself: it was a mistake, and does not count any more', { status: 204 })
  async takeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: TakeRecordBackDto): Promise<void> {
    await this.corrections.takeBack(actor, id, input);
  }
}
