import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/duties.module.js';
import { InvitationMails } from '../sign-in/invitations/invitation-mails.service.js';
import { InvitationsPages } from '../sign-in/invitations/invitations.pages.js';
import { Invitations } from '../sign-in/invitations/invitations.service.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { AccountsApi } from './accounts.api.js';
import { AccountsPages } from './accounts.pages.js';
import { AccountsService } from './accounts.service.js';
import { Inviting } from './inviting.service.js';

@Module({
  imports: [DutiesModule, SignInModule],
  controllers: [AccountsApi, AccountsPages, InvitationsPages],
  providers: [AccountsService, InvitationMails, Invitations, Inviting],
})
export class AccountsModule {}
