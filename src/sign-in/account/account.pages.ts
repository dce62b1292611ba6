import { Controller, Get, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow, NeedsProof } from '../../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../../web/answers.js';
import { CurrentActor } from '../../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../../web/forms.js';
import type { SignedIn } from '../../web/visitor.js';
import { Entrances } from '../entrances.service.js';
import { Credentials } from '../passwords/credentials.service.js';
import { SecondFactors } from '../second-factors/second-factors.service.js';
import { SessionsService } from '../sessions.service.js';
import { EndSessionForm } from '../sign-in.dto.js';

/** Who I am here, how I prove it, and where I am signed in. */
@ApiExcludeController()
@Controller('account')
export class AccountPages {
  constructor(
    private readonly sessions: SessionsService,
    private readonly entrances: Entrances,
    private readonly credentials: Credentials,
    private readonly factors: SecondFactors,
  ) {}

  @Get()
  @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest): Promise<Page> {
    const sessions = await this.sessions.listOf(actor.personId);
    return page('sign-in/account', {
      hasPassword: await this.credentials.hasOwn(actor.personId),
      factors: await this.factors.of(actor.personId),
      sessions: sessions.map(({ secretHash, startedAt, lastSeenAt }) => ({
        id: secretHash,
        startedAt,
        lastSeenAt,
        isThisOne: secretHash === visitor?.session?.secretHash,
      })),
    });
  }

  @Post('sessions/end')
  @Allow.signedIn()
  @NeedsProof()
  async endSession(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    return submitForm(EndSessionForm, form, {
      work: async ({ session }) => {
        await this.entrances.leave(actor.personId, session);
        return redirect('/account', 'The session has ended');
      },
      again: () => this.show(actor, request),
    });
  }
}
