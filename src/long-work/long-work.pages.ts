import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { LONG_WORK_KEPT_DAYS, LONG_WORK_KINDS } from '../domain/long-work.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { longWorkPage } from './long-work.presenter.js';
import { LongWork } from './long-work.service.js';

/** Somebody's long work: how far it is, to leave and to come back to. */
@ApiExcludeController()
@Controller('long-work')
export class LongWorkPages {
  constructor(private readonly longWork: LongWork) {}

  @Get() @Allow.signedIn()
  async list(@CurrentActor() actor: SignedIn): Promise<Page> {
    const items = (await this.longWork.list(actor)).map(longWorkPage);
    const others = (await this.longWork.othersUnderWay(actor)).map((one) => ({ ...one, name: LONG_WORK_KINDS[one.kind] }));
    return page('long-work/list', { underWay: items.filter((one) => one.underWay), ended: items.filter((one) => !one.underWay), others, days: LONG_WORK_KEPT_DAYS });
  }

  @Get(':id') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    return page('long-work/show', { work: longWorkPage(await this.longWork.read(actor, id)) });
  }

  @Post(':id/cancelling') @Allow.signedIn()
  cancel(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        const { state } = await this.longWork.cancel(actor, id);
        return redirect(`/long-work/${id}`, state === 'cancelled' ? { title: 'It is cancelled', text: 'Nothing of it was kept.' } : { title: 'It is being cancelled', text: 'It ends at its next step, and nothing of it is kept.' });
      },
      again: () => this.show(actor, id),
    });
  }
}
