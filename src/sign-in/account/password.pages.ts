import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GIVEN_PASSWORD_HOURS } from '../../domain/sign-in-changes.js';
import { Allow, OpenWhileChoosing } from '../../web/allow.js';
import { page, type Page, type Redirect } from '../../web/answers.js';
import { CurrentActor } from '../../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../../web/forms.js';
import type { SignedIn } from '../../web/visitor.js';
import { Doorway } from '../doorway.service.js';
import { PasswordChanges } from './password-changes.service.js';
import { PasswordForm } from './password.dto.js';

@ApiExcludeController()
@Controller('account/password')
export class PasswordPages {
  constructor(
    private readonly changes: PasswordChanges,
    private readonly doorway: Doorway,
  ) {}

  @Get()
  @Allow.signedIn()
  @OpenWhileChoosing()
  show(@Req() { visitor }: FastifyRequest): Page {
    return page('sign-in/password', { isChoosing: visitor?.session?.choosing ?? false, givenHours: GIVEN_PASSWORD_HOURS });
  }

  /** Asks for the password itself, so it needs no other proof. */
  @Post()
  @Allow.signedIn()
  @OpenWhileChoosing()
  change(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(PasswordForm, form, {
      work: async ({ current, password }) => {
        const secret = await this.changes.change(actor, current, password, this.doorway.whence(request));
        return this.doorway.goOn({ kind: 'session', secret }, { request, reply }, '/account', { title: 'Your password is changed', text: 'Wherever else you were signed in, you are not any more.' });
      },
      again: () => this.show(request),
    });
  }
}
