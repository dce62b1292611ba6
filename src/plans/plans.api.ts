import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { PlanSectionName } from '../domain/agreement/plan-sections.js';
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
import { ParseSection } from './parse-section.js';
import { PlanAnswer, PlanSectionAnswer } from './plans.answers.js';
import { AgreePlanDto, WriteSectionDto } from './plans.dto.js';
import { PlansService } from './plans.service.js';

/** The newest education plan of a placement; older ones are read with the placement. The ETag of the plan is its own, and so is each section's. */
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

  @Get('sections/:section')
  @Allow.signedIn()
  @Operation('A section of the education plan', { answers: PlanSectionAnswer, version: 'section' })
  async readSection(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Param('section', ParseSection) section: PlanSectionName,
  ) {
    return sectionIn(await this.views.readCaseTo(actor, reference, 'case.read'), placementId, section);
  }

  @Put('sections/:section')
  @Allow.signedIn()
  @Operation('Writes a section of the education plan (KW3, EP8)', {
    answers: PlanSectionAnswer,
    version: 'section',
    changes: true,
    description:
      'Writing in a plan that somebody has agreed to takes their agreement back; one that all three agreed to is kept, and this begins the next, with a copy of its sections. If-Match "0" asks that the section be empty yet.',
  })
  async writeSection(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Param('section', ParseSection) section: PlanSectionName,
    @IfMatch() ifMatch: number | null,
    @Body() input: WriteSectionDto,
  ) {
    const { view } = await this.changes.change(actor, reference, null, () => this.plans.writeSection(actor, reference, placementId, section, input, ifMatch));
    return sectionIn(view, placementId, section);
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

function sectionIn(view: CaseView, placementId: number, name: PlanSectionName) {
  const section = newestPlan(view, placementId).sections.find((one) => one.section === name);
  if (!section) throw notFound('text in this section of the plan');
  return answer(section, { version: section.version });
}
