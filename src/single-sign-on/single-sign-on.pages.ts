import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Doorway } from '../sign-in/doorway.service.js';
import { TextField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { allowFormsTo } from '../web/content-security.js';
import { ParseId } from '../web/params.js';
import { localPath } from '../web/same-origin.js';
import { FlowCookie } from './flow-cookie.js';
import { IdentityProviders } from './identity-providers.service.js';
import { SingleSignOn } from './single-sign-on.service.js';

export class SignInWithQuery {
  @TextField({ description: 'organisation or e-mail address', max: 320, optional: true }) who?: string;
  @TextField({ description: 'next page', max: 2000, optional: true }) next?: string;
}

/** Signing in with one's organisation: find it, go there, come back. */
@ApiExcludeController()
@Controller('sign-in/with')
export class SingleSignOnPages {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly signOn: SingleSignOn,
    private readonly doorway: Doorway,
    private readonly flow: FlowCookie,
  ) {}

  @Get()
  @Allow.public()
  async find(@Query() { who, next }: SignInWithQuery): Promise<Page> {
    const found = who === undefined ? [] : await this.providers.find(who);
    return page('single-sign-on/find', { found, who, next: localPath(next) });
  }

  @Get(':id')
  @Allow.public()
  async show(@Param('id', ParseId) id: number, @Query() { next }: SignInWithQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    const { provider, origins } = await this.signOn.show(id);
    allowFormsTo(reply, origins);
    return page('single-sign-on/go', { organisation: provider.organisation, action: `/sign-in/with/${id}`, next: localPath(next) });
  }

  @Post(':id')
  @Allow.public()
  async begin(@Param('id', ParseId) id: number, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    const { next } = (request.body ?? {}) as { next?: unknown };
    return redirect(await this.signOn.begin(id, { browser: this.flow.keep(request, reply), next: localPath(next) }));
  }

  /**
   * The one GET that changes something, because OpenID Connect has it so: it uses up a flow which this browser began with a
   * POST, and begins a new session, never one that the browser brought along; or proves the one it did bring.
   */
  @Get(':id/callback')
  @Allow.public()
  async finish(@Param('id', ParseId) id: number, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    const arrival = await this.signOn.finish(id, request.url.split('?')[1] ?? '', this.flow.of(request), request.visitor?.session ?? null);
    const { kind, secret, next } = arrival;
    return kind === 'proven' ? this.doorway.proven(secret, { reply }, next) : this.doorway.goOn({ kind, secret }, { request, reply }, next);
  }
}
