import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import encodeQR from 'qr';
import { Allow, NeedsProof, OpenWhileEnrolling } from '../../web/allow.js';
import { page, redirect, Redirect, type Page } from '../../web/answers.js';
import { CurrentActor } from '../../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../../web/forms.js';
import type { SignedIn } from '../../web/visitor.js';
import { Doorway } from '../doorway.service.js';
import { CodeForm } from '../second-factors/second-factors.dto.js';
import { TotpFactors } from '../second-factors/totp-factors.service.js';
import { totpUri } from '../second-factors/totp.js';
import { wrongCode } from '../steps/second-step.service.js';
import { Enrolments } from './enrolments.service.js';
import { afterAdding } from './second-factors.pages.js';

const ISSUER = 'Learner Support';

/** Setting up an authenticator app, which needs no script: a secret as QR code and as text, then the app's first code. */
@ApiExcludeController()
@Controller('account/second-factors/app')
export class AuthenticatorAppPages {
  constructor(
    private readonly apps: TotpFactors,
    private readonly enrolments: Enrolments,
    private readonly doorway: Doorway,
  ) {}

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  @OpenWhileEnrolling()
  async begin(@CurrentActor() actor: SignedIn): Promise<Redirect> {
    await this.apps.begin(actor.personId);
    return redirect('/account/second-factors/app');
  }

  @Get()
  @Allow.signedIn()
  @NeedsProof()
  @OpenWhileEnrolling()
  async show(@CurrentActor() actor: SignedIn): Promise<Page | Redirect> {
    const secret = await this.apps.secretBeingSetUp(actor.personId);
    if (secret === null) return redirect('/account/second-factors');
    const svg = encodeQR(totpUri(secret, actor.email ?? actor.name, ISSUER), 'svg');
    return page('sign-in/authenticator-app', { svg, secret: secret.replace(/.{4}(?=.)/g, '$& ') });
  }

  @Post('confirmation')
  @Allow.signedIn()
  @NeedsProof()
  @OpenWhileEnrolling()
  async confirm(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    const shown = await this.show(actor);
    if (shown instanceof Redirect) return shown;
    return submitForm(CodeForm, form, {
      work: async ({ code }) => {
        const secret = await this.enrolments.add(actor.personId, 'app', () => this.apps.confirm(actor.personId, code.replace(/\s/g, '')), wrongCode);
        return afterAdding(this.doorway, secret, { request, reply });
      },
      again: () => shown,
    });
  }

  @Post('removal')
  @Allow.signedIn()
  @NeedsProof()
  remove(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.enrolments.remove(actor.personId, 'app');
        return redirect('/account/second-factors', 'The authenticator app is removed');
      },
      again: () => page('sign-in/second-factors'),
    });
  }
}
