import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { invalid, Refusal } from '../errors.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { instantParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { dueInWords, openDuty } from '../young-people/what-is-next.js';
import { PLAN_PARTIES } from './plan-agreement.entity.js';
import { emptiedSections, planPage } from './plan-page.js';
import { PlanForm, AgreePlanDto } from './plans.dto.js';
import { PlansService } from './plans.service.js';

/** The education plan of a placement: read, write, agree (KW3, EP8). */
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

  @Get('edit') @Allow.signedIn()
  edit(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('placementId', ParseId) placementId: number): Promise<Page> {
    return this.editPage(actor, reference, placementId, false);
  }

  @Post('edit') @Allow.signedIn()
  write(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    let isConflict = false;
    return submitForm(PlanForm, form, {
      work: async ({ version, ...text }) => {
        const { plan } = planPage(await this.cases.readCaseTo(actor, reference, 'plan.write', placementId), placementId, actor);
        const emptied = plan ? emptiedSections(plan, text) : [];
        if (emptied.length > 0) throw invalid(emptied);
        try {
          await this.plans.writePlan(actor, reference, placementId, text, version);
        } catch (error) {
          isConflict = error instanceof Refusal && error.status === 412;
          throw error;
        }
        return this.afterwards(actor, reference, placementId, 'The plan is saved');
      },
      again: () => this.editPage(actor, reference, placementId, isConflict),
    });
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
        return this.afterwards(actor, reference, placementId, `The ${PLAN_PARTIES[input.party]}’s agreement is recorded`);
      },
      again: () => this.agreePage(actor, reference, placementId, form.party),
    });
  }

  private async editPage(actor: SignedIn, reference: string, placementId: number, isConflict: boolean): Promise<Page> {
    const model = planPage(await this.cases.readCaseTo(actor, reference, 'plan.write', placementId), placementId, actor);
    const { keyContacts = '', safeguardingIssues = '', youngPersonsWords = '', version = 0 } = model.plan ?? {};
    return page('plans/edit', { ...model, isConflict, values: { keyContacts, safeguardingIssues, youngPersonsWords, version: String(version) } });
  }

  private async agreePage(actor: SignedIn, reference: string, placementId: number, party: unknown): Promise<Page> {
    const model = planPage(await this.cases.readCaseTo(actor, reference, 'plan.agree', placementId), placementId, actor);
    const who = model.parties.find((one) => one.party === party) ?? model.parties.find(({ agreement }) => agreement === null) ?? model.parties[0];
    return page('plans/agree', { ...model, who, values: instantParts('agreedAt', model.case.now) });
  }

  private async afterwards(actor: SignedIn, reference: string, placementId: number, title: string): Promise<Redirect> {
    const { case: view, missing, parties, isAgreed, planDuty } = planPage(await this.cases.readCaseTo(actor, reference, 'case.read', placementId), placementId, actor);
    const review = openDuty(view, 'KW4', placementId);
    const waiting = parties.filter(({ agreement }) => agreement === null).map(({ name }) => `the ${name}`);
    const due = planDuty && planDuty.outcome === 'open' ? ` The plan is to be agreed by all three ${dueInWords(planDuty)}.` : '';
    const text = isAgreed
      ? `All three have agreed.${review ? ` The next review is due ${dueInWords(review)}.` : ''}`
      : missing.length > 0
        ? `${missing.map(({ sentence }) => sentence).join(' ')}${due}`
        : `It waits for the agreement of ${waiting.join(' and ')}.${due}`;
    return redirect(`/cases/${reference}/placements/${placementId}/plan`, { title: isAgreed ? 'The plan is agreed' : title, text });
  }
}
