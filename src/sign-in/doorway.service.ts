import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import { redirect, type Confirmation, type Redirect } from '../web/answers.js';
import { hrefWith } from '../web/links.js';
import { localPath } from '../web/same-origin.js';
import { WebSettings } from '../web/web-settings.js';
import { Entrances } from './entrances.service.js';
import { DEVICE_MS, KnownDevices } from './known-devices.js';
import { forgetAll, giveSessionCookie, takeSessionCookie } from './session-cookie.js';
import type { Whence } from './sign-in-attempts.service.js';
import { STEP_MS, type Entered } from './steps/sign-in-steps.service.js';

/** A browser at the door: its request, and the answer that its cookies go with. */
export interface Browser {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What browsers keep of a sign-in, and where they go with it. */
@Injectable()
export class Doorway {
  constructor(
    private readonly entrances: Entrances,
    private readonly devices: KnownDevices,
    private readonly settings: WebSettings,
  ) {}

  /** On with a new session to `next`, a path of our own, or to the second factor. A session that the browser brought along ends, and is never taken over. */
  async goOn({ kind, secret, account }: Entered, { request, reply }: Browser, next: unknown, confirmation: Confirmation | null = null): Promise<Redirect> {
    if (kind === 'step') {
      void reply.setCookie(this.settings.stepCookie, secret, this.options(STEP_MS));
      return redirect(hrefWith('/sign-in/second-factor', { next: localPath(next) }));
    }
    await this.endCurrent(request);
    giveSessionCookie(reply, this.settings, secret);
    if (account !== undefined) void reply.setCookie(this.settings.deviceCookie, this.devices.make(account), this.options(DEVICE_MS));
    if (this.stepOf(request)) void reply.clearCookie(this.settings.stepCookie, this.options(STEP_MS));
    return redirect(localPath(next), confirmation);
  }

  /** Back to `next` with the same session under its new secret: what somebody was about to do goes on. */
  proven(secret: string, { reply }: Pick<Browser, 'reply'>, next: unknown): Redirect {
    giveSessionCookie(reply, this.settings, secret);
    return redirect(localPath(next), { title: 'Thank you, it is you', text: 'Go on with what you were about to do. For 10 minutes you are not asked again.' });
  }

  async leave({ request, reply }: Browser): Promise<Redirect> {
    await this.endCurrent(request);
    takeSessionCookie(reply, this.settings);
    forgetAll(reply);
    return redirect('/sign-in', 'You are signed out');
  }

  /** Where an attempt to sign in comes from. */
  whence = ({ ip, cookies }: FastifyRequest): Whence => ({ address: ip, device: cookies[this.settings.deviceCookie] });

  /** The secret of the browser's sign-in under way. */
  stepOf = ({ cookies }: FastifyRequest): string | undefined => cookies[this.settings.stepCookie];

  private async endCurrent({ visitor }: FastifyRequest): Promise<void> {
    if (!visitor?.session) return;
    await this.entrances.leave(visitor.person.personId, visitor.session.secretHash).catch((error: unknown) => {
      // It has ended already, with all the others.
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
    });
  }

  private options(lastsMs: number) {
    return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: this.settings.secureCookies, maxAge: lastsMs / 1000 };
  }
}
