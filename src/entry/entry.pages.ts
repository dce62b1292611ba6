import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../errors.js';
import { mePage } from '../me/me-page.js';
import { Allow } from '../web/allow.js';
import { redirect, type Page, type Redirect } from '../web/answers.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { WebSettings } from '../web/web-settings.js';
import { giveSessionCookie } from '../sign-in/session-cookie.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { AskForLinkForm, UseCodeForm, UseLinkForm } from './entry.dto.js';
import { EntryService } from './entry.service.js';

/** A young person's way in, for anybody to stand before. */
@ApiExcludeController()
@Controller('me/enter')
export class EntryPages {
  constructor(
    private readonly entry: EntryService,
    private readonly signIns: SignInService,
    private readonly settings: WebSettings,
  ) {}

  @Get()
  @Allow.public()
  ask(@Req() { visitor }: FastifyRequest): Page | Redirect {
    return visitor?.person.ownReference ? redirect('/me') : mePage('enter');
  }

  @Post()
  @Allow.public()
  send(@Submitted() form: FormValues, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    return submitForm(AskForLinkForm, form, {
      work: async ({ email }) => {
        await this.entry.askForLink(email, request.ip);
        return mePage('enter-sent');
      },
      again: () => mePage('enter'),
    });
  }

  @Get('code')
  @Allow.public()
  askForCode(): Page {
    return mePage('enter-code');
  }

  @Post('code')
  @Allow.public()
  useCode(@Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(UseCodeForm, form, {
      work: async ({ contact, code }) => this.comeIn(await this.entry.useCode(contact, code, request.ip), request, reply),
      again: () => mePage('enter-code'),
    });
  }

  /** Uses the link that the page below carries: opening that page, as a mail scanner does, uses nothing. */
  @Post('link')
  @Allow.public()
  useLink(@Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(UseLinkForm, form, {
      work: async ({ link }) => this.comeIn(await this.entry.useLink(link), request, reply),
      again: () => mePage('enter'),
    });
  }

  @Get(':link')
  @Allow.public()
  open(@Param('link') link: string): Page {
    if (!/^[\w-]{43}$/.test(link)) throw notFound('such page');
    return mePage('enter-open', { link });
  }

  /** A new session each time; the one that the browser brought along, whoever's it was, ends. */
  private async comeIn(secret: string, { visitor }: FastifyRequest, reply: FastifyReply): Promise<Redirect> {
    if (visitor?.session) await this.signIns.endSession(visitor.person.personId, visitor.session.secretHash);
    giveSessionCookie(reply, this.settings, secret);
    return redirect('/me');
  }
}
