import { Controller, Get, Param, Post } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { AcknowledgementsTakenBack, type Acknowledgement } from './acknowledgements-taken-back.service.js';
import { TakeAcknowledgementBackDto } from './posts.dto.js';

/** An acknowledgement of a new designated person, taken back with a reason (EP2). */
@Controller('designated-people/:holdingId/acknowledgements/:id/taking-back')
export class AcknowledgementsTakenBackPages {
  constructor(private readonly acknowledgements: AcknowledgementsTakenBack) {}

  @Get() @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('holdingId', ParseId) holdingId: number, @Param('id', ParseId) id: number): Promise<Page> {
    const acknowledgement = await this.acknowledgements.open(actor, holdingId, id);
    return page('posts/acknowledgement-taking-back', { holdingId, acknowledgement, back: backFrom(acknowledgement) });
  }

  @Post() @Allow.signedIn()
  takeBack(@CurrentActor() actor: SignedIn, @Param('holdingId', ParseId) holdingId: number, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(TakeAcknowledgementBackDto, form, {
      work: async (input) => {
        const back = backFrom(await this.acknowledgements.open(actor, holdingId, id));
        await this.acknowledgements.takeBack(actor, holdingId, id, input);
        return redirect(back, { title: 'The acknowledgement is taken back', text: 'It is to be acknowledged again. That it was given, and your reason, are kept.' });
      },
      again: () => this.ask(actor, holdingId, id),
    });
  }
}

/** Home for one's own: whoever covered then may not read the notice any more. */
const backFrom = ({ isOwn, providerId }: Acknowledgement): string => (isOwn ? '/' : `/providers/${providerId}`);
