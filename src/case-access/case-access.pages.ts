import { Controller, Get, Param, Post } from '@nestjs/common';
import { POSTS } from '../domain/agreement/roles.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { CaseAccessViews } from './case-access-view.service.js';
import { AdmitDto, ExcludeDto, RestrictDto } from './case-access.dto.js';
import { CaseAccessService } from './case-access.service.js';
import { EXCLUSION_REASONS } from './case-exclusion.entity.js';
import { RESTRICTION_REASONS } from './case-restriction.entity.js';

/** Who is kept out of a case, and whether it is restricted. */
@Controller('cases/:reference/access')
export class CaseAccessPages {
  constructor(
    private readonly access: CaseAccessService,
    private readonly views: CaseAccessViews,
    private readonly cases: CaseViewService,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'access.read');
    const people = await this.views.peopleToChoose(actor, reference);
    return page('case-access/show', { case: view, access: await this.views.readAccess(actor, reference), people, posts: POSTS, reasons: EXCLUSION_REASONS, restrictionReasons: RESTRICTION_REASONS });
  }

  @Post('exclusions') @Allow.signedIn() @NeedsProof()
  exclude(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues) {
    return this.submit(ExcludeDto, actor, reference, form, 'They are kept out of this case from now on', async (input) => void (await this.access.exclude(actor, reference, input)), actor.personId);
  }

  @Post('exclusions/:id/ending') @Allow.signedIn() @NeedsProof()
  endExclusion(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('id', ParseId) id: number, @Submitted() form: FormValues) {
    return this.submit(JustAButton, actor, reference, form, 'The exclusion has ended', () => this.access.endExclusion(actor, reference, id));
  }

  @Post('restriction') @Allow.signedIn() @NeedsProof()
  restrict(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues) {
    return this.submit(RestrictDto, actor, reference, form, 'The case is restricted', async (input) => void (await this.access.restrict(actor, reference, input)));
  }

  @Post('restriction/lifting') @Allow.signedIn() @NeedsProof()
  lift(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues) {
    return this.submit(JustAButton, actor, reference, form, 'The restriction is lifted', () => this.access.liftRestriction(actor, reference));
  }

  @Post('admissions') @Allow.signedIn() @NeedsProof()
  admit(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues) {
    return this.submit(AdmitDto, actor, reference, form, 'They are admitted', async (input) => void (await this.access.admit(actor, reference, input)));
  }

  @Post('admissions/:id/ending') @Allow.signedIn() @NeedsProof()
  endAdmission(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('id', ParseId) id: number, @Submitted() form: FormValues) {
    return this.submit(JustAButton, actor, reference, form, 'The admission has ended', () => this.access.endAdmission(actor, reference, id));
  }

  /** Whoever keeps themselves out cannot come back here. */
  private submit<T extends object>(Form: new () => T, actor: SignedIn, reference: string, form: FormValues, title: string, work: (input: T) => Promise<void>, whoLeaves?: number): Promise<Redirect | Page> {
    const to = whoLeaves !== undefined && Number(form['personId']) === whoLeaves ? '/cases' : `/cases/${reference}/access`;
    return submitForm(Form, form, {
      work: async (input) => {
        await work(input);
        return redirect(to, title);
      },
      again: () => this.show(actor, reference),
    });
  }
}
