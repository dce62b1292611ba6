import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../errors.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { allowFormsTo } from '../web/content-security.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { FlowCookie } from './flow-cookie.js';
import { IdentitiesService } from './identities.service.js';
import { IdentityProviders } from './identity-providers.service.js';
import { SingleSignOn } from './single-sign-on.service.js';

/** One's own accounts at one's organisation, and rescues. */
@ApiExcludeController()
@Controller('account/sign-ins')
export class OwnSignInsPages {
  constructor(
    private readonly identities: IdentitiesService,
    private readonly providers: IdentityProviders,
    private readonly signOn: SingleSignOn,
    private readonly flow: FlowCookie,
  ) {}

  @Get()
  @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    const offered = await this.providers.ofOrganisation(actor.authorityCode, actor.providerId);
    const shown = await Promise.all(offered.map(({ id }) => this.signOn.show(id).catch(() => null)));
    allowFormsTo(reply, shown.flatMap((one) => one?.origins ?? []));
    return page('single-sign-on/own', { own: await this.identities.own(actor), offered: shown.flatMap((one) => (one ? [{ id: one.provider.id, organisation: one.provider.organisation }] : [])) });
  }

  /** Goes there to connect: whoever signs in there is known as this person afterwards. */
  @Post(':id')
  @Allow.signedIn()
  @NeedsProof()
  async connect(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    const offered = await this.providers.ofOrganisation(actor.authorityCode, actor.providerId);
    if (!offered.some((one) => one.id === id)) throw notFound('such sign-in');
    return redirect(await this.signOn.begin(id, { browser: this.flow.keep(request, reply), next: '/account/sign-ins', bindsPersonId: actor.personId }));
  }
}
