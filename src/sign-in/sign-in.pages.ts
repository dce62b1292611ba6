import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { localPath } from '../web/same-origin.js';
import { WebSettings } from '../web/web-settings.js';
import { ABSOLUTE_MS } from './session-limits.js';
import { SignInForm } from './sign-in.dto.js';
import { SignInService } from './sign-in.service.js';

@ApiExcludeController()
@Controller()
export class SignInPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly settings: WebSettings,
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
      work: async ({ email, password, next }) => {
        const secret = await this.signIns.signIn(email, password, request.ip);
        await this.endCurrent(request);
        void reply.setCookie(this.settings.sessionCookie, secret, this.cookie());
        return redirect(localPath(next));
      },
      again: () => page('sign-in/form', { next: localPath(form.next) }),
    });
  }

  @Post('sign-out')
  @Allow.signedIn()
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    await this.endCurrent(request);
    void reply.clearCookie(this.settings.sessionCookie, this.cookie());
    return redirect('/sign-in', 'You are signed out');
  }

  private async endCurrent({ visitor }: FastifyRequest): Promise<void> {
    if (visitor?.session) await this.signIns.endSession(visitor.person.personId, visitor.session.secretHash);
  }

  private cookie() {
    return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: this.settings.secureCookies, maxAge: ABSOLUTE_MS / 1000 };
  }
}
