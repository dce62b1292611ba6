import { Controller, Get, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import { SessionsService } from './sessions.service.js';
import { EndSessionForm } from './sign-in.dto.js';
import { SignInService } from './sign-in.service.js';

/** Who I am here, and where I am signed in. */
@ApiExcludeController()
@Controller('account')
export class AccountPages {
  constructor(
    private readonly sessions: SessionsService,
    private readonly signIns: SignInService,
  ) {}

  @Get()
  @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest): Promise<Page> {
    const sessions = await this.sessions.listOf(actor.personId);
    return page('sign-in/account', {
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
  async endSession(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    return submitForm(EndSessionForm, form, {
      work: async ({ session }) => {
        await this.signIns.endSession(actor.personId, session);
        return redirect('/account', 'The session has ended');
      },
      again: () => this.show(actor, request),
    });
  }
}
