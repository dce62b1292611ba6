import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../web/allow.js';
import { page, type Page, type Redirect } from '../../web/answers.js';
import { submitForm, Submitted, type FormValues } from '../../web/forms.js';
import { NewPasswordForm } from '../account/password.dto.js';
import { Doorway } from '../doorway.service.js';
import { SHORTEST_PASSWORD } from '../passwords/password-rules.js';
import { SignInSteps } from '../steps/sign-in-steps.service.js';
import { Invitations } from './invitations.service.js';

/** Where an invitation's link leads. Programs that look at links in mails use nothing up: the form does. */
@ApiExcludeController()
@Controller('invitations/:secret')
export class InvitationsPages {
  constructor(
    private readonly invitations: Invitations,
    private readonly steps: SignInSteps,
    private readonly doorway: Doorway,
  ) {}

  @Get()
  @Allow.public()
  async show(@Param('secret') secret: string): Promise<Page> {
    const { name, email, organisation } = await this.invitations.find(secret);
    return page('sign-in/invitation', { invited: { name, email, organisation }, shortest: SHORTEST_PASSWORD, action: `/invitations/${encodeURIComponent(secret)}` });
  }

  @Post()
  @Allow.public()
  accept(@Param('secret') secret: string, @Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(NewPasswordForm, form, {
      work: async ({ password }) => {
        const entered = await this.steps.afterPassword(await this.invitations.accept(secret, password), 'own');
        return this.doorway.goOn(entered, { request, reply }, '/', { title: 'Your password is set', text: 'You sign in with it and your e-mail address from now on.' });
      },
      again: () => this.show(secret),
    });
  }
}
