import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LocalDateField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseChanges } from '../young-people/case-changes.service.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { ClosedCaseAnswer, closedCase } from '../young-people/closed-case.answers.js';
import { placementIn } from './placement-in.js';
import { EndingBlockersAnswer, PlacementAnswer } from './placements.answers.js';
import { AcknowledgeKeyWorkerDto, AgreePlacementDto, EndPlacementDto } from './placements.dto.js';
import { PlacementsService } from './placements.service.js';

export class EndingBlockersQuery {
  @LocalDateField({ description: 'the day of the ending; today unless told otherwise', optional: true }) endedOn?: string;
}

@ApiTags('Placements')
@Controller('api/v1/cases/:reference/placements')
export class PlacementsApi {
  constructor(
    private readonly views: CaseViewService,
    private readonly changes: CaseChanges,
    private readonly placements: PlacementsService,
  ) {}

  @Post()
  @Allow.signedIn()
  @Operation('Records that a placement is agreed (opens KW3)', { answers: PlacementAnswer, status: 201, version: 'case', changes: true })
  async agree(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @IfMatch() ifMatch: number | null,
    @Body() input: AgreePlacementDto,
  ) {
    const { result, view } = await this.changes.change(actor, reference, ifMatch, () => this.placements.agreePlacement(actor, reference, input));
    return answer(placementIn(view, result.id), { version: view.version, location: `/api/v1/cases/${reference}/placements/${result.id}` });
  }

  @Get(':placementId')
  @Allow.signedIn()
  @Operation('A placement with its plans and reviews', { answers: PlacementAnswer, version: 'case' })
  async read(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
  ) {
    const view = await this.views.readCaseTo(actor, reference, 'case.read');
    return answer(placementIn(view, placementId), { version: view.version });
  }

  @Get(':placementId/ending/blockers')
  @Allow.signedIn()
  @Operation('What stands against an ending by the provider, before it is tried (EP12)', { answers: EndingBlockersAnswer })
  async blockers(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('placementId', ParseId) placementId: number, @Query() { endedOn }: EndingBlockersQuery) {
    const items = (await this.placements.blockersToEnding(actor, reference, placementId, endedOn)).map(({ code, message }) => ({ code, sentence: message }));
    return answer({ items, total: items.length, after: null });
  }

  @Post(':placementId/ending')
  @Allow.signedIn()
  @Operation('Ends a placement', {
    answers: [PlacementAnswer, ClosedCaseAnswer],
    status: 201,
    version: 'case',
    changes: true,
    description:
      "A provider's own ending is refused with 409 PROCEDURE_NOT_FOLLOWED and what is missing until EP11 and EP11M are done (EP12). " +
      'If it has happened all the same, send alreadyHappened: it is recorded as a breach. Where the end closes the case to you (it is restricted, or the end is so long ago that the provider sees it no more), the answer says so in place of the placement.',
  })
  async end(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @IfMatch() ifMatch: number | null,
    @Body() input: EndPlacementDto,
  ) {
    const { view } = await this.changes.changeThatMayClose(actor, reference, ifMatch, () => this.placements.endPlacement(actor, reference, placementId, input));
    if (view === null) return answer(closedCase(reference));
    return answer(placementIn(view, placementId), { version: view.version, location: `/api/v1/cases/${reference}/placements/${placementId}` });
  }

  @Post(':placementId/key-worker-acknowledgements')
  @Allow.signedIn()
  @Operation('The designated person acknowledges a new key worker (SC2)', { answers: PlacementAnswer, status: 201, version: 'case', changes: true })
  async acknowledgeKeyWorker(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @IfMatch() ifMatch: number | null,
    @Body() { keyWorkerId }: AcknowledgeKeyWorkerDto,
  ) {
    const work = () => this.placements.acknowledgeKeyWorker(actor, reference, placementId, keyWorkerId);
    const { view } = await this.changes.change(actor, reference, ifMatch, work);
    return answer(placementIn(view, placementId), { version: view.version, location: `/api/v1/cases/${reference}` });
  }
}
