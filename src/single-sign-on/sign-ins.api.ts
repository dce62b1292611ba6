import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { AnswersSecret } from '../web/api/answers-secret.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { WebSettings } from '../web/web-settings.js';
import { SubjectDto } from './identities.dto.js';
import { IdentitiesService } from './identities.service.js';
import { IdentityLinkAnswer, PersonSignInAnswer, SignInListAnswer } from './sign-ins.answers.js';
import { IdentityProviders } from './identity-providers.service.js';

@ApiTags('Sign-ins')
@Controller('api/v1')
export class SignInsApi {
  constructor(
    private readonly identities: IdentitiesService,
    private readonly providers: IdentityProviders,
    private readonly settings: WebSettings,
  ) {}

  @Get('me/sign-ins')
  @Allow.signedIn()
  @Operation('What you sign in with yourself: accounts connected, and rescues', { answers: PersonSignInAnswer })
  async own(@CurrentActor() actor: SignedIn) {
    return answer(await this.identities.own(actor));
  }

  @Get('sign-ins')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('How the people of your organisation sign in, for its administrator', { answers: SignInListAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.identities.list(actor);
    const organisationSignIns = await this.providers.ofOrganisation(actor.authorityCode, actor.providerId);
    return answer({ items, total: items.length, after: null, organisationSignIns });
  }

  @Post('people/:personId/identities')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Enters what the sign-in of your organisation calls one of its people', { answers: PersonSignInAnswer, status: 201 })
  async enterSubject(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number, @Body() { identityProvider, subject }: SubjectDto) {
    await this.identities.enterSubject(actor, personId, identityProvider, subject);
    const found = (await this.identities.list(actor)).find((one) => one.personId === personId);
    return answer(found ?? {}, { location: '/api/v1/sign-ins' });
  }

  @Post('people/:personId/identity-links')
  @Allow.signedIn()
  @NeedsProof()
  @AnswersSecret()
  @Operation('Makes a one-time link by which somebody connects their account; earlier ones of theirs end', { answers: IdentityLinkAnswer, status: 201 })
  async makeLink(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number) {
    return answer({ link: `${this.settings.publicUrl}/sign-in/link/${await this.identities.makeLink(actor, personId)}` }, { location: '/api/v1/sign-ins' });
  }

  @Delete('identities/:id')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Ends a connection, and the sessions of its person', { status: 204 })
  async disconnect(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.identities.disconnect(actor, id);
  }
}
