import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../errors.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { allowFormsTo } from '../web/content-security.js';
import { CurrentActor } from '../web/current-actor.js';
import { notSignedIn } from '../web/refusals.js';
import { localPath } from '../web/same-origin.js';
import type { SignedIn } from '../web/visitor.js';
import { FlowCookie } from './flow-cookie.js';
import { IdentityProviders } from './identity-providers.service.js';
import { SignInWithQuery } from './single-sign-on.pages.js';
import { SingleSignOn } from './single-sign-on.service.js';

/** Before something sensitive: whoever signs in with their organisation is asked there, anew, whether it is they who sit here. */
@ApiExcludeController()
@Controller('sign-in/with/again')
export class ProofPages {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly signOn: SingleSignOn,
    private readonly flow: FlowCookie,
  ) {}

  @Get()
  @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Query() { next }: SignInWithQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    const { provider, origins } = await this.signOn.show(await this.providerOf(actor));
    allowFormsTo(reply, origins);
    const { organisation } = provider;
    const words = `${organisation} asks you to sign in, though you are signed in there, and leads you back here. What you typed is kept and comes back.`;
    return page('single-sign-on/go', { title: 'Show once more that it is you', organisation, words, action: '/sign-in/with/again', next: localPath(next) });
  }

  @Post()
  @Allow.signedIn()
  async begin(@CurrentActor() actor: SignedIn, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    const { next } = (request.body ?? {}) as { next?: unknown };
    if (!request.visitor?.session) throw notSignedIn();
    const provesSession = request.visitor.session.secretHash;
    return redirect(await this.signOn.begin(await this.providerOf(actor), { browser: this.flow.keep(request, reply), next: localPath(next), provesSession }));
  }

  /** Theirs, where they are connected to one; several are an organisation that is moving from one to another. */
  private async providerOf({ personId, authorityCode, providerId }: SignedIn): Promise<number> {
    const offered = await this.providers.ofOrganisation(authorityCode, providerId);
    const connected = await this.providers.connectedTo(personId);
    const own = offered.find(({ id }) => connected.includes(id)) ?? offered[0];
    if (!own) throw notFound('sign-in of your organisation');
    return own.id;
  }
}
