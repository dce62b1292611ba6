import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WebSettings } from '../web/web-settings.js';
import { ABSOLUTE_MS } from './session-limits.js';
import { SignInService } from './sign-in.service.js';

/** The session's secret in the browser. */
@Injectable()
export class SessionCookies {
  constructor(
    private readonly signIns: SignInService,
    private readonly settings: WebSettings,
  ) {}

  /** Gives the browser a new session; the one that it brought along, if any, ends. */
  async replace({ visitor }: FastifyRequest, reply: FastifyReply, secret: string): Promise<void> {
    if (visitor?.session) await this.signIns.endSession(visitor.person.personId, visitor.session.secretHash);
    void reply.setCookie(this.settings.sessionCookie, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.settings.secureCookies, maxAge: ABSOLUTE_MS / 1000 });
  }
}
