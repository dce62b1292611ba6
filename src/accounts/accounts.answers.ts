import { Shows } from '../web/api/shows.js';

export class AccountAnswer {
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.flag({ of: 'false for who was put out' }) active: boolean;
  @Shows.flag() hasPassword: boolean;
  @Shows.flag({ of: 'an authenticator app or a passkey' }) hasSecondFactor: boolean;
  @Shows.instant({ nullable: true, of: 'until when an unused invitation counts' }) invitedUntil: Date | null;
  @Shows.instant({ nullable: true }) lastSignedInAt: Date | null;
}

export class AccountsAnswer {
  @Shows.many(() => AccountAnswer) items: AccountAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

export class InvitationAnswer {
  @Shows.id() id: number;
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.instant() expiresAt: Date;
  @Shows.choice(['waiting', 'sent', 'kept'], { of: 'what became of the mail; kept: on the mailbox page of a training installation' }) delivery: string;
}
