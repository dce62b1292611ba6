import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import { WebSettings } from '../web/web-settings.js';
import { DisconnectForm, LinkForm, SubjectForm } from './identities.dto.js';
import { IdentitiesService } from './identities.service.js';
import { LINK_DAYS } from './identity-links.service.js';
import { IdentityProviders } from './identity-providers.service.js';

/** How the people of an organisation sign in, for its administrator. */
@ApiExcludeController()
@Controller('administration/sign-ins')
export class SignInsPages {
  constructor(
    private readonly identities: IdentitiesService,
    private readonly providers: IdentityProviders,
    private readonly settings: WebSettings,
  ) {}

  @Get()
  @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    const people = await this.identities.list(actor);
    return page('single-sign-on/administration', { people, offered: await this.providers.ofOrganisation(actor.authorityCode, actor.providerId), values: {} });
  }

  /** The link is on the answer itself, and nowhere after it. */
  @Post('links')
  @Allow.signedIn()
  @NeedsProof()
  makeLink(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(LinkForm, form, {
      work: async ({ personId }) => {
        const secret = await this.identities.makeLink(actor, personId);
        return page('single-sign-on/link-made', { link: `${this.settings.publicUrl}/sign-in/link/${secret}`, days: LINK_DAYS });
      },
      again: () => this.show(actor),
    });
  }

  @Post('subjects')
  @Allow.signedIn()
  @NeedsProof()
  enterSubject(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(SubjectForm, form, {
      work: async ({ personId, identityProvider, subject }) => {
        await this.identities.enterSubject(actor, personId, identityProvider, subject);
        return redirect('/administration/sign-ins', 'The account is connected');
      },
      again: () => this.show(actor),
    });
  }

  @Post('ending')
  @Allow.signedIn()
  @NeedsProof()
  disconnect(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(DisconnectForm, form, {
      work: async ({ identity }) => {
        await this.identities.disconnect(actor, identity);
        return redirect('/administration/sign-ins', { title: 'The account is no longer connected', text: 'Where this person was signed in, they no longer are.' });
      },
      again: () => this.show(actor),
    });
  }
}
