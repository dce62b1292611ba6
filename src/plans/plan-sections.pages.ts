import { Controller, Get, Param, Post, type StreamableFile } from '@nestjs/common';
import { PrintedDocuments } from '../documents/printed-documents.service.js';
import { PLAN_SECTIONS, type PlanSectionName } from '../domain/agreement/plan-sections.js';
import { notFound, Refusal } from '../errors.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { ParseSection } from './parse-section.js';
import { planDocument } from './plan-document.js';
import { documentOf, planPage } from './plan-page.js';
import { whatIsNext } from './plan-progress.js';
import { SectionForm } from './plans.dto.js';
import { PlansService } from './plans.service.js';

/** The document behind a plan: a section a page to write, and a version on one page to read and print. */
@Controller('cases/:reference/placements/:placementId/plan')
export class PlanSectionsPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly plans: PlansService,
    private readonly documents: PrintedDocuments,
  ) {}

  @Get('sections/:section') @Allow.signedIn()
  ask(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Param('section', ParseSection) section: PlanSectionName,
  ): Promise<Page> {
    return this.sectionPage(actor, reference, placementId, section, false);
  }

  @Post('sections/:section') @Allow.signedIn()
  write(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Param('section', ParseSection) section: PlanSectionName,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    let isConflict = false;
    return submitForm(SectionForm, form, {
      work: async ({ version, text }) => {
        try {
          await this.plans.writeSection(actor, reference, placementId, section, { text }, version);
        } catch (error) {
          isConflict = error instanceof Refusal && error.status === 412;
          throw error;
        }
        const model = planPage(await this.cases.readCaseTo(actor, reference, 'case.read', placementId), placementId, actor);
        return redirect(`/cases/${reference}/placements/${placementId}/plan`, { title: `“${PLAN_SECTIONS[section].title}” is saved`, text: whatIsNext(model) });
      },
      again: () => this.sectionPage(actor, reference, placementId, section, isConflict),
    });
  }

  @Get('versions/:number') @Allow.signedIn()
  async read(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Param('number', ParseId) number: number,
  ): Promise<Page> {
    const { model, version } = await this.versionOf(actor, reference, placementId, number);
    return page('plans/version', { ...model, version, sections: documentOf(version) });
  }

  /** The same on paper, for somebody who is to have it without a screen. */
  @Get('versions/:number/pdf') @Allow.signedIn()
  async print(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Param('number', ParseId) number: number,
  ): Promise<StreamableFile> {
    const { model, version } = await this.versionOf(actor, reference, placementId, number);
    return this.documents.pdf(planDocument(model.case, model.placement, version));
  }

  private async versionOf(actor: SignedIn, reference: string, placementId: number, number: number) {
    const model = planPage(await this.cases.readCaseTo(actor, reference, 'case.read', placementId), placementId, actor);
    const version = model.placement.plans.find((one) => one.number === number);
    if (!version) throw notFound('version of the plan');
    return { model, version };
  }

  private async sectionPage(actor: SignedIn, reference: string, placementId: number, name: PlanSectionName, isConflict: boolean): Promise<Page> {
    const model = planPage(await this.cases.readCaseTo(actor, reference, 'case.read', placementId), placementId, actor);
    const section = model.sections.find((one) => one.name === name);
    return page('plans/section', { ...model, section, isConflict, values: { text: section?.written?.text ?? '', version: String(section?.written?.version ?? 0) } });
  }
}
