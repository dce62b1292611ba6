import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { Arrivals } from './arrivals.service.js';
import { FlowCookie } from './flow-cookie.js';
import { IdentitiesService } from './identities.service.js';
import { IdentityLinkPages } from './identity-links.pages.js';
import { IdentityLinks } from './identity-links.service.js';
import { IdentityProviders } from './identity-providers.service.js';
import { OpenIdClients } from './openid-clients.service.js';
import { OwnSignInsPages } from './own-sign-ins.pages.js';
import { ProofPages } from './proof.pages.js';
import { SignInFlows } from './sign-in-flows.service.js';
import { SignInsApi } from './sign-ins.api.js';
import { SignInsPages } from './sign-ins.pages.js';
import { SingleSignOnPages } from './single-sign-on.pages.js';
import { SingleSignOn } from './single-sign-on.service.js';

@Module({
  imports: [SignInModule],
  controllers: [ProofPages, SingleSignOnPages, IdentityLinkPages, OwnSignInsPages, SignInsPages, SignInsApi],
  providers: [Arrivals, FlowCookie, IdentitiesService, IdentityLinks, IdentityProviders, OpenIdClients, SignInFlows, SingleSignOn],
})
export class SingleSignOnModule {}
