import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../errors.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { allowFormsTo } from '../web/content-security.js';
import { FlowCookie } from './flow-cookie.js';
import { IdentityLinks } from './identity-links.service.js';
import { IdentityProviders } from './identity-providers.service.js';
import { SingleSignOn } from './single-sign-on.service.js';

/** The one-time link by which somebody connects their organisation's account: a GET shows a button, the POST goes there. */
@ApiExcludeController()
@Controller('sign-in/link/:secret')
export class IdentityLinkPages {
  constructor(
    private readonly links: IdentityLinks,
    private readonly providers: IdentityProviders,
    private readonly signOn: SingleSignOn,
    private readonly flow: FlowCookie,
  ) {}

  @Get()
  @Allow.public()
  async show(@Param('secret') secret: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    const { name, id } = await this.opened(secret);
    const { provider, origins } = await this.signOn.show(id);
    allowFormsTo(reply, origins);
    const { organisation } = provider;
    const words = `You are ${name}. Sign in with ${organisation} now: from then on, whoever signs in there as you do is you here. If you are somebody else, close this page.`;
    return page('single-sign-on/go', { title: 'Connect your account', organisation, words, action: `/sign-in/link/${secret}`, next: null });
  }

  @Post()
  @Allow.public()
  async begin(@Param('secret') secret: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    const { id, personId } = await this.opened(secret);
    return redirect(await this.signOn.begin(id, { browser: this.flow.keep(request, reply), next: '/', bindsPersonId: personId }));
  }

  private async opened(secret: string): Promise<{ id: number; personId: number; name: string }> {
    const { id: personId, name, authorityCode, providerId } = await this.links.personOf(secret);
    const [own] = await this.providers.ofOrganisation(authorityCode, providerId);
    if (!own) throw notFound('sign-in of your organisation');
    return { id: own.id, personId, name };
  }
}
