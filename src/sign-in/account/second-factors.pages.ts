import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, NeedsProof, OpenWhileEnrolling } from '../../web/allow.js';
import { json, page, redirect, type JsonAnswer, type Page, type Redirect } from '../../web/answers.js';
import { CurrentActor } from '../../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../../web/forms.js';
import { ParseId } from '../../web/params.js';
import type { SignedIn } from '../../web/visitor.js';
import { Doorway, type Browser } from '../doorway.service.js';
import { answerOf } from '../second-factors/passkey-answer.js';
import { Passkeys } from '../second-factors/passkeys.service.js';
import { NewPasskeyForm } from '../second-factors/second-factors.dto.js';
import { SecondFactors } from '../second-factors/second-factors.service.js';
import { wrongPasskey } from '../steps/second-step.service.js';
import { Enrolments } from './enrolments.service.js';

/** What somebody has beside their password; the authenticator app has pages of its own (`authenticator-app.pages.ts`). */
@ApiExcludeController()
@Controller('account/second-factors')
export class SecondFactorsPages {
  constructor(
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly enrolments: Enrolments,
    private readonly doorway: Doorway,
  ) {}

  @Get()
  @Allow.signedIn()
  @OpenWhileEnrolling()
  async show(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest): Promise<Page> {
    return page('sign-in/second-factors', { factors: await this.factors.of(actor.personId), isEnrolling: visitor?.session?.enrolling ?? false });
  }

  /** What the script makes the passkey for. */
  @Post('passkey-options')
  @HttpCode(200)
  @Allow.signedIn()
  @OpenWhileEnrolling()
  async passkeyOptions(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest): Promise<JsonAnswer> {
    return json(await this.passkeys.optionsToMake(actor, visitor?.session?.secretHash ?? ''));
  }

  @Post('passkeys')
  @Allow.signedIn()
  @NeedsProof()
  @OpenWhileEnrolling()
  addPasskey(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(NewPasskeyForm, form, {
      work: async ({ name, answer }) => {
        const keep = () => this.passkeys.keep(actor.personId, request.visitor?.session?.secretHash ?? '', name, answerOf(answer));
        return afterAdding(this.doorway, await this.enrolments.add(actor.personId, 'passkey', keep, wrongPasskey), { request, reply });
      },
      again: () => this.show(actor, request),
    });
  }

  @Post('passkeys/:id/removal')
  @Allow.signedIn()
  @NeedsProof()
  removePasskey(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.enrolments.remove(actor.personId, id);
        return redirect('/account/second-factors', 'The passkey is removed');
      },
      again: () => this.show(actor, request),
    });
  }
}

/** With the first factor the session is a new one, and recovery codes come next. */
export async function afterAdding(doorway: Doorway, secret: string | null, browser: Browser): Promise<Redirect> {
  if (secret === null) return redirect('/account/second-factors', 'The second factor is added');
  const confirmation = { title: 'The second factor is set up', text: 'From now on you are asked for it after your password. One thing is left: recovery codes.' };
  return doorway.goOn({ kind: 'session', secret }, browser, '/account/recovery-codes', confirmation);
}
