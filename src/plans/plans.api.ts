import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { notFound } from '../errors.js';
import { placementIn } from '../placements/placement-in.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseChanges } from '../young-people/case-changes.service.js';
import type { CaseView, PlanView } from '../young-people/case-view.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { PlanAnswer } from './plans.answers.js';
import { AgreePlanDto, WritePlanDto } from './plans.dto.js';
import { PlansService } from './plans.service.js';

/** The newest education plan of a placement; older ones are read with the placement. Its ETag is the plan's own. */
@ApiTags('Plans')
@Controller('api/v1/cases/:reference/placements/:placementId/plan')
export class PlansApi {
  constructor(
    private readonly views: CaseViewService,
    private readonly changes: CaseChanges,
    private readonly plans: PlansService,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation('The education plan of a placement', { answers: PlanAnswer, version: 'plan' })
  async read(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
  ) {
    const plan = newestPlan(await this.views.readCaseTo(actor, reference, 'case.read'), placementId);
    return answer(plan, { version: plan.version });
  }

  @Put()
  @Allow.signedIn()
  @Operation('Writes the education plan; sections left out stay as they are (KW3, EP8)', {
    answers: PlanAnswer,
    version: 'plan',
    changes: true,
    description: 'Changing a plan that somebody has agreed to takes their agreement back; one that all three agreed to is kept, and this begins the next. If-Match "0" asks that there be none yet.',
  })
  async write(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @IfMatch() ifMatch: number | null,
    @Body() input: WritePlanDto,
  ) {
    const { view } = await this.changes.change(actor, reference, null, () => this.plans.writePlan(actor, reference, placementId, input, ifMatch));
    const plan = newestPlan(view, placementId);
    return answer(plan, { version: plan.version });
  }

  @Post('agreements')
  @Allow.signedIn()
  @Operation('Records one of the three agreements to the plan (KW3, EP8)', { answers: PlanAnswer, status: 201, version: 'plan', changes: true })
  async agree(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @IfMatch() ifMatch: number | null,
    @Body() input: AgreePlanDto,
  ) {
    const { view } = await this.changes.change(actor, reference, null, () => this.plans.agreePlan(actor, reference, placementId, input, ifMatch));
    const plan = newestPlan(view, placementId);
    return answer(plan, { version: plan.version, location: `/api/v1/cases/${reference}/placements/${placementId}/plan` });
  }
}

function newestPlan(view: CaseView, placementId: number): PlanView {
  const [plan] = placementIn(view, placementId).plans;
  if (!plan) throw notFound('plan');
  return plan;
}
