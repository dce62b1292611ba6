import { Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { CODE_PURPOSES, GiveAccessDto, ShowCodeDto } from './own-access.dto.js';
import { OwnAccessService } from './own-access.service.js';

/** The young person's own way in, as their key worker or team manager gives it. */
@Controller('cases/:reference/own-access')
export class OwnAccessPages {
  constructor(
    private readonly views: CaseViewService,
    private readonly access: OwnAccessService,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.views.readCaseTo(actor, reference, 'own-access.give');
    const access = await this.access.readAccess(actor, reference);
    return page('entry/own-access', { case: view, access, values: { email: access.email ?? '', phone: access.phone ?? '' } });
  }

  @Post() @Allow.signedIn() @NeedsProof()
  give(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(GiveAccessDto, form, {
      work: async (input) => {
        await this.access.giveAccess(actor, reference, input);
        return redirect(`/cases/${reference}/own-access`, { title: 'They can come in', text: 'They ask for a link themselves, at the address below. Nothing was sent to them.' });
      },
      again: () => this.show(actor, reference),
    });
  }

  @Post('ending') @Allow.signedIn() @NeedsProof()
  end(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.access.endAccess(actor, reference);
        return redirect(`/cases/${reference}/own-access`, { title: 'Their access has ended', text: 'Where they were signed in they are out now. Their PIN is gone too.' });
      },
      again: () => this.show(actor, reference),
    });
  }

  /** Shown once, in the answer itself: the code is kept nowhere that it could be read from again. */
  @Post('code') @Allow.signedIn() @NeedsProof()
  showCode(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(ShowCodeDto, form, {
      work: async ({ purpose }) => {
        const shown = await this.access.showCode(actor, reference, purpose);
        return page('entry/code', { case: await this.views.readCaseTo(actor, reference, 'own-access.give'), ...shown, purposes: CODE_PURPOSES });
      },
      again: () => this.show(actor, reference),
    });
  }
}
