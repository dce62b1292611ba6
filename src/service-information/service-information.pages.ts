import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '../errors.js';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { cookiesOf } from './cookies.js';
import { HELP, PICTURE_SIZE, type HelpFor } from './help.js';
import { WebSettings } from '../web/web-settings.js';

/** What anybody may want to know about the service itself, without signing in: help, and what the law asks a service to say. */
@ApiExcludeController()
@Controller()
export class ServiceInformationPages {
  constructor(private readonly settings: WebSettings) {}

  @Get('help') @Allow.public()
  help(): Page {
    return page('service-information/help', { roles: Object.entries(HELP).map(([key, { title, intro }]) => ({ href: `/help/${key}`, title, intro })) });
  }

  @Get('help/:role') @Allow.public()
  helpFor(@Param('role') role: string): Page {
    if (!Object.hasOwn(HELP, role)) throw notFound('such page');
    return page('service-information/help-for', { ...HELP[role as HelpFor], size: PICTURE_SIZE });
  }

  @Get('accessibility') @Allow.public()
  accessibility(): Page {
    return page('service-information/accessibility');
  }

  @Get('privacy') @Allow.public()
  privacy(): Page {
    return page('service-information/privacy');
  }

  @Get('cookies') @Allow.public()
  cookies(): Page {
    return page('service-information/cookies', { cookies: cookiesOf(this.settings) });
  }
}
