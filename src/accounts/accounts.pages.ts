import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { hrefWith } from '../web/links.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { AccountsQuery, InvitationQuery, InviteDto } from './accounts.dto.js';
import { AccountsService } from './accounts.service.js';
import { Inviting, type MadeInvitation } from './inviting.service.js';
import type { Organisation } from './organisations-people.js';

/** Who of an organisation signs in: invited, put out, let in again. */
@ApiExcludeController()
@Controller('accounts')
export class AccountsPages {
  constructor(
    private readonly accounts: AccountsService,
    private readonly inviting: Inviting,
  ) {}

  @Get()
  @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Query() query: AccountsQuery): Promise<Page> {
    const { organisation, items, total, after } = await this.accounts.listAccounts(actor, query);
    const whose = textOf(organisation);
    return page('accounts/list', {
      items, total, whose, query, isOwn: (personId: number) => personId === actor.personId,
      action: hrefWith('/accounts/invitations', whose),
      postsHref: hrefWith('/posts', whose),
      firstHref: query.after ? hrefWith('/accounts', { ...whose, search: query.search }) : null,
      nextHref: after && hrefWith('/accounts', { ...whose, search: query.search, after }),
    });
  }

  @Post('invitations')
  @Allow.signedIn()
  @NeedsProof()
  invite(@CurrentActor() actor: SignedIn, @Query() query: InvitationQuery, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(InviteDto, form, {
      work: async (input) => invited(await this.inviting.invite(actor, query, input), hrefWith('/accounts', { authority: query.authority, provider: query.provider?.toString() })),
      again: () => this.show(actor, Object.assign(new AccountsQuery(), query)),
    });
  }

  @Post(':personId/invitation')
  @Allow.signedIn()
  @NeedsProof()
  async inviteAgain(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number): Promise<Redirect> {
    return invited(await this.inviting.inviteAgain(actor, personId), await this.listOf(actor, personId));
  }

  @Get(':personId/deactivation')
  @Allow.signedIn()
  async askDeactivate(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number): Promise<Page> {
    return page('accounts/deactivation', { one: await this.accounts.readPerson(actor, personId), back: await this.listOf(actor, personId) });
  }

  @Post(':personId/deactivation')
  @Allow.signedIn()
  @NeedsProof()
  deactivate(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.accounts.deactivate(actor, personId);
        return redirect(await this.listOf(actor, personId), { title: 'They are put out', text: 'Wherever they were signed in, they are not any more. End their posts too if they have left.' });
      },
      again: () => this.askDeactivate(actor, personId),
    });
  }

  @Post(':personId/reactivation')
  @Allow.signedIn()
  @NeedsProof()
  async reactivate(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number): Promise<Redirect> {
    await this.accounts.reactivate(actor, personId);
    return redirect(await this.listOf(actor, personId), { title: 'They can sign in again', text: 'With the password and the second factor they had. Invite them if they have none.' });
  }

  private async listOf(actor: SignedIn, personId: number): Promise<string> {
    const { authorityCode, providerId } = await this.accounts.readPerson(actor, personId);
    return hrefWith('/accounts', { authority: authorityCode, provider: providerId?.toString() });
  }
}

const textOf = ({ authorityCode, providerId }: Organisation) => (providerId === null ? { authority: authorityCode } : { provider: String(providerId) });

function invited({ name, email, delivery }: MadeInvitation, next: string): Redirect {
  const text = delivery === 'kept' ? 'This installation sends no e-mail: the link is on the mailbox page.' : `A link to choose a password with has gone to ${email}. It works once, for seven days.`;
  return redirect(next, { title: `${name} is invited`, text });
}
