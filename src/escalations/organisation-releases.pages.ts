import { Controller, Get, Param, Post } from '@nestjs/common';
import { CLAUSES } from '../domain/agreement/clauses.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { TakeReleaseBackDto } from './escalations.dto.js';
import { OrganisationReleases } from './organisation-releases.service.js';
import { organisationHref } from '../organisations/organisation-href.js';

/** The reason why an organisation's duty is no longer owed, taken back: it was a mistake. */
@Controller('duty-releases/:id/taking-back')
export class OrganisationReleasesPages {
  constructor(private readonly releases: OrganisationReleases) {}

  @Get() @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const duty = await this.releases.open(actor, id);
    return page('organisations/release-taking-back', { id, duty, clause: CLAUSES[duty.clause], back: organisationHref(duty) });
  }

  @Post() @Allow.signedIn()
  takeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(TakeReleaseBackDto, form, {
      work: async (input) => {
        const back = organisationHref(await this.releases.open(actor, id));
        await this.releases.takeBack(actor, id, input);
        return redirect(back, { title: 'The duty is owed again', text: 'That it was said not to be, and your reason, are kept.' });
      },
      again: () => this.ask(actor, id),
    });
  }
}
