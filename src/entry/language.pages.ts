import { Controller, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { LANGUAGES } from '../me/languages.js';
import { Allow } from '../web/allow.js';
import { redirect, type Redirect } from '../web/answers.js';
import { Submitted, type FormValues } from '../web/forms.js';
import { WebSettings } from '../web/web-settings.js';
import { ownPath } from './own-path.js';

/** In which language a young person reads their own pages. */
@ApiExcludeController()
@Controller('me/language')
export class LanguagePages {
  constructor(private readonly settings: WebSettings) {}

  /** Kept by the browser until it is closed, and nowhere else: the page where somebody comes in is read before it is known who they are. */
  @Post()
  @Allow.public()
  choose(@Submitted() { language, next }: FormValues, @Res({ passthrough: true }) reply: FastifyReply): Redirect {
    const chosen = String(language);
    if (Object.hasOwn(LANGUAGES, chosen)) void reply.setCookie(this.settings.languageCookie, chosen, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.settings.secureCookies });
    return redirect(ownPath(next));
  }
}
