import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { AccountsAnswer, InvitationAnswer } from './accounts.answers.js';
import { AccountsQuery, InvitationQuery, InviteDto } from './accounts.dto.js';
import { AccountsService } from './accounts.service.js';
import { Inviting } from './inviting.service.js';

@ApiTags('People')
@Controller('api/v1/accounts')
export class AccountsApi {
  constructor(
    private readonly accounts: AccountsService,
    private readonly inviting: Inviting,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation('The people of an organisation, and how each of them signs in', { answers: AccountsAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() query: AccountsQuery) {
    const { items, total, after } = await this.accounts.listAccounts(actor, query);
    return answer({ items, total, after });
  }

  @Post('invitations')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Invites somebody of an organisation by e-mail: a link to choose a password with, once, within seven days', { answers: InvitationAnswer, status: 201 })
  async invite(@CurrentActor() actor: SignedIn, @Query() query: InvitationQuery, @Body() input: InviteDto) {
    return answer(await this.inviting.invite(actor, query, input), { location: '/api/v1/accounts' });
  }

  @Post(':personId/invitation')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Invites somebody who is there, in place of their last invitation', { answers: InvitationAnswer, status: 201 })
  async inviteAgain(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number) {
    return answer(await this.inviting.inviteAgain(actor, personId), { location: '/api/v1/accounts' });
  }

  @Post(':personId/deactivation')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Puts somebody out at once: their sessions and access tokens end', { status: 204 })
  async deactivate(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number): Promise<void> {
    await this.accounts.deactivate(actor, personId);
  }

  @Post(':personId/reactivation')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Lets somebody sign in again, with the password and second factor they had', { status: 204 })
  async reactivate(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number): Promise<void> {
    await this.accounts.reactivate(actor, personId);
  }
}
