import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from '../errors.js';
import { mePage } from '../me/me-page.js';
import { texts } from '../me/languages.js';
import { Allow } from '../web/allow.js';
import { redirect, type Confirmation, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { notSignedIn } from '../web/refusals.js';
import type { SignedIn } from '../web/visitor.js';
import { WebSettings } from '../web/web-settings.js';
import { giveSessionCookie } from '../sign-in/session-cookie.js';
import { ownPath } from './own-path.js';
import { ChoosePinForm, TypePinForm } from './entry.dto.js';
import { PinsService } from './pins.service.js';
import { StepUp } from './step-up.service.js';

/** A young person's PIN: typed in, and chosen. */
@ApiExcludeController()
@Controller('me/pin')
export class PinPages {
  constructor(
    private readonly pins: PinsService,
    private readonly stepUp: StepUp,
    private readonly settings: WebSettings,
  ) {}

  @Get()
  @Allow.youngPerson()
  async ask(@CurrentActor() actor: SignedIn, @Query('next') next: unknown): Promise<Page> {
    return mePage('pin', { hasPin: await this.pins.hasPin(actor.personId), next: ownPath(next) });
  }

  @Post()
  @Allow.youngPerson()
  type(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(TypePinForm, form, {
      work: async ({ pin, next }) => {
        await this.pins.check(actor.personId, pin, request.ip);
        return this.raise(actor, request, reply, ownPath(next));
      },
      again: () => this.ask(actor, form.next),
    });
  }

  @Get('new')
  @Allow.youngPerson()
  choose(): Page {
    return mePage('pin-new');
  }

  @Post('new')
  @Allow.youngPerson()
  keep(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(ChoosePinForm, form, {
      work: async ({ code, pin, again }) => {
        if (pin !== again) throw invalid([{ code: 'NOT_THE_SAME', field: 'again', sentence: texts().pin.notTheSame }]);
        await this.pins.choose({ personId: actor.personId, caseId: actor.ownCaseId ?? 0 }, code, pin, request.ip, request.visitor?.session?.secretHash ?? '');
        return this.raise(actor, request, reply, '/me', { title: texts().pin.kept, text: texts().pin.keptText });
      },
      again: () => this.choose(),
    });
  }

  private async raise(actor: SignedIn, { visitor }: FastifyRequest, reply: FastifyReply, to: string, said: Confirmation | null = null): Promise<Redirect> {
    if (!visitor?.session) throw notSignedIn();
    giveSessionCookie(reply, this.settings, await this.stepUp.raise(actor.personId, visitor.session.secretHash, 'pin'));
    return redirect(to, said);
  }
}
