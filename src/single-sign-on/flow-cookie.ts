import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newSecret } from '../sign-in/secrets.js';
import { WebSettings } from '../web/web-settings.js';
import { FLOW_MS } from './sign-in-flows.service.js';

/** What tells the browser that began a sign-in from another: a secret of its own, for ten minutes, the same for all its tabs. */
@Injectable()
export class FlowCookie {
  constructor(private readonly settings: WebSettings) {}

  of = (request: FastifyRequest): string | undefined => request.cookies[this.settings.flowCookie];

  /** The browser's secret; a new one where it has none. */
  keep(request: FastifyRequest, reply: FastifyReply): string {
    const secret = this.of(request) ?? newSecret();
    void reply.setCookie(this.settings.flowCookie, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.settings.secureCookies, maxAge: FLOW_MS / 1000 });
    return secret;
  }
}
