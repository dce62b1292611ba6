import { Controller, Get, Param, Post } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { DesignatedPersonNotices } from './designated-person-notices.service.js';

/** A key worker or key contact reads who the new designated person is, and says so (EP2). */
@Controller('designated-people/:holdingId')
export class DesignatedPersonNoticesPages {
  constructor(private readonly notices: DesignatedPersonNotices) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('holdingId', ParseId) holdingId: number): Promise<Page> {
    return page('posts/designated-person', { holdingId, news: await this.notices.read(actor, holdingId) });
  }

  @Post() @Allow.signedIn()
  acknowledge(@CurrentActor() actor: SignedIn, @Param('holdingId', ParseId) holdingId: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.notices.acknowledge(actor, holdingId);
        return redirect('/', { title: 'You have acknowledged the new designated person', text: 'Nothing more is asked of you for this change.' });
      },
      again: () => this.show(actor, holdingId),
    });
  }
}
