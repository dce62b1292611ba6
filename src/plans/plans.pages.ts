import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { instantParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { PLAN_PARTIES } from './plan-agreement.entity.js';
import { planPage } from './plan-page.js';
import { whatIsNext } from './plan-progress.js';
import { AgreePlanDto } from './plans.dto.js';
import { PlansService } from './plans.service.js';

/** The education plan of a placement: where it stands, and the three agreements to it (KW3, EP8). */
@Controller('cases/:reference/placements/:placementId/plan')
export class PlansPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly plans: PlansService,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('placementId', ParseId) placementId: number): Promise<Page> {
    return page('plans/show', planPage(await this.cases.readCaseTo(actor, reference, 'case.read', placementId), placementId, actor));
  }

  @Get('agree') @Allow.signedIn()
  askToAgree(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Query('party') party?: string,
  ): Promise<Page> {
    return this.agreePage(actor, reference, placementId, party);
  }

  @Post('agree') @Allow.signedIn()
  agree(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    return submitForm(AgreePlanDto, form, {
      work: async (input) => {
        await this.plans.agreePlan(actor, reference, placementId, input);
        const model = planPage(await this.cases.readCaseTo(actor, reference, 'case.read', placementId), placementId, actor);
        const title = model.isAgreed ? 'The plan is agreed' : `The ${PLAN_PARTIES[input.party]}’s agreement is recorded`;
        return redirect(`/cases/${reference}/placements/${placementId}/plan`, { title, text: whatIsNext(model) });
      },
      again: () => this.agreePage(actor, reference, placementId, form.party),
    });
  }

  private async agreePage(actor: SignedIn, reference: string, placementId: number, party: unknown): Promise<Page> {
    const model = planPage(await this.cases.readCaseTo(actor, reference, 'plan.agree', placementId), placementId, actor);
    const who = model.parties.find((one) => one.party === party) ?? model.parties.find(({ agreement }) => agreement === null) ?? model.parties[0];
    return page('plans/agree', { ...model, who, values: instantParts('agreedAt', model.case.now) });
  }
}
