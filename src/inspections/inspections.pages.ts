import { Controller, Get, Param, Post } from '@nestjs/common';
import { canInOrganisation } from '../domain/permissions.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { GrantInspectionDto } from './inspections.dto.js';
import { InspectionsService } from './inspections.service.js';

/** Who inspects the authority's cases. */
@Controller('inspections')
export class InspectionsPages {
  constructor(private readonly inspections: InspectionsService) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    return page('inspections/list', { items: await this.inspections.listInspections(actor), mayGrant: canInOrganisation(actor, 'inspection.grant', actor.authorityCode) });
  }

  @Post() @Allow.signedIn() @NeedsProof()
  grant(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(GrantInspectionDto, form, {
      work: async (input) => {
        await this.inspections.grantInspection(actor, input);
        return redirect('/approvals', { title: 'A second person has to approve it', text: `Once they do, ${input.name} may read; somebody from outside gets an invitation by e-mail.` });
      },
      again: () => this.show(actor),
    });
  }

  @Post(':id/invitation') @Allow.signedIn() @NeedsProof()
  invite(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.inspections.inviteAgain(actor, id);
        return redirect('/inspections', 'The invitation is on its way');
      },
      again: () => this.show(actor),
    });
  }

  @Post(':id/ending') @Allow.signedIn()
  end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.inspections.endInspection(actor, id);
        return redirect('/inspections', 'The inspection has ended');
      },
      again: () => this.show(actor),
    });
  }
}
