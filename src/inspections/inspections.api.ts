import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { found } from '../young-people/found.js';
import { InspectionAnswer, InspectionListAnswer } from './inspections.answers.js';
import { GrantInspectionDto } from './inspections.dto.js';
import { InspectionsService } from './inspections.service.js';

@ApiTags('Inspections')
@Controller('api/v1/inspections')
export class InspectionsApi {
  constructor(private readonly inspections: InspectionsService) {}

  @Get()
  @Allow.signedIn()
  @Operation("Who inspects your authority's cases, and until when", { answers: InspectionListAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.inspections.listInspections(actor);
    return answer({ items, total: items.length, after: null });
  }

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Lets somebody read all cases of your authority, or those named, to the end of a day', { answers: InspectionAnswer, status: 201 })
  async grant(@CurrentActor() actor: SignedIn, @Body() input: GrantInspectionDto) {
    const { id } = await this.inspections.grantInspection(actor, input);
    return answer(found(await this.inspections.listInspections(actor), id, 'inspection'), { location: '/api/v1/inspections' });
  }

  @Post(':id/ending')
  @Allow.signedIn()
  @Operation('Ends an inspection now', { status: 204 })
  async end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.inspections.endInspection(actor, id);
  }
}
