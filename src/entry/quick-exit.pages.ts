import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../clock.js';
import { ENGLAND_BANK_HOLIDAYS } from '../domain/time/bank-holidays.js';
import { londonDate } from '../domain/time/london.js';
import { mePage } from '../me/me-page.js';
import { plainDay } from '../me/plain-days.js';
import { forgetAll, takeSessionCookie } from '../sign-in/session-cookie.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { Allow } from '../web/allow.js';
import { redirect, type Page, type Redirect } from '../web/answers.js';
import { WebSettings } from '../web/web-settings.js';

const SHOWN = 8;

/** The way out of a young person's pages, and the page that stands there afterwards: one that anybody might have open. */
@ApiExcludeController()
@Controller()
export class QuickExitPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly settings: WebSettings,
    private readonly clock: Clock,
  ) {}

  /** Ends the session, so that going back shows nothing. Anybody may leave, whether there is a session still or not. */
  @Post('me/quick-exit')
  @Allow.public()
  async leave(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    await this.end(request, reply);
    return redirect('/bank-holidays');
  }

  @Post('me/sign-out')
  @Allow.youngPerson()
  async finish(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    await this.end(request, reply);
    forgetAll(reply);
    return redirect('/me/enter');
  }

  @Get('bank-holidays')
  @Allow.public()
  neutral(): Page {
    const today = londonDate(this.clock.realNow());
    const days = ENGLAND_BANK_HOLIDAYS.events.filter(({ date }) => date >= today).slice(0, SHOWN);
    return mePage('bank-holidays', { holidays: days.map(({ title, date }) => ({ title, day: plainDay(date) })) });
  }

  private async end({ visitor }: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (visitor && !visitor.person.ownReference) return;
    if (visitor?.session) await this.signIns.endSession(visitor.person.personId, visitor.session.secretHash);
    takeSessionCookie(reply, this.settings);
    void reply.clearCookie(this.settings.languageCookie, { path: '/' });
  }
}
