import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, OpenWhileChoosing, OpenWhileEnrolling } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { localPath } from '../web/same-origin.js';
import { Doorway } from './doorway.service.js';
import { SignInForm } from './sign-in.dto.js';
import { SignInService } from './sign-in.service.js';

@ApiExcludeController()
@Controller()
export class SignInPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly doorway: Doorway,
  ) {}

  @Get('sign-in')
  @Allow.public()
  form(@Query('next') next: unknown, @Req() request: FastifyRequest): Page | Redirect {
    return request.visitor ? redirect(localPath(next)) : page('sign-in/form', { next: localPath(next) });
  }

  /** A new session each time, never one that the browser brought along; the one before, if any, ends. */
  @Post('sign-in')
  @Allow.public()
  async signIn(@Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(SignInForm, form, {
      work: async ({ email, password, next }) => this.doorway.goOn(await this.signIns.signIn(email, password, this.doorway.whence(request)), { request, reply }, next),
      again: () => page('sign-in/form', { next: localPath(form.next) }),
    });
  }

  @Post('sign-out')
  @Allow.signedIn()
  @OpenWhileEnrolling()
  @OpenWhileChoosing()
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    return this.doorway.leave({ request, reply });
  }
}
