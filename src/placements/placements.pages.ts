import { Controller, Get, Param, Post } from '@nestjs/common';
import { londonDate } from '../domain/time/london.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { dueInWords } from '../young-people/what-is-next.js';
import { AgreePlacementDto } from './placements.dto.js';
import { PlacementsService } from './placements.service.js';

/** A placement is agreed: from here on an education plan is owed (KW3). */
@Controller('cases/:reference/placements')
export class PlacementsPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly placements: PlacementsService,
  ) {}

  @Get('new') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'placement.agree');
    return page('placements/new', { case: view, authorities: await this.placements.providersByAuthority(), values: dateParts('agreedOn', londonDate(view.now)) });
  }

  @Post('new') @Allow.signedIn()
  agree(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(AgreePlacementDto, form, {
      work: async (input) => {
        const { id } = await this.placements.agreePlacement(actor, reference, input);
        const view = await this.cases.readCaseTo(actor, reference, 'case.read');
        const plan = view.duties.find(({ key }) => key === `KW3/placement-${id}`);
        const text = plan ? `The education plan is best agreed before the start. All three must agree it ${dueInWords(plan)}.` : undefined;
        return redirect(`/cases/${reference}/placements/${id}/plan`, { title: 'The placement is recorded', text });
      },
      again: () => this.ask(actor, reference),
    });
  }
}
