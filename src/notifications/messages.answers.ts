import { CLAUSES } from '../domain/agreement/clauses.js';
import { Shows } from '../web/api/shows.js';

export class SendLogEntryAnswer {
  @Shows.id() noticeId: number;
  @Shows.id() dutyId: number;
  @Shows.text({ of: "the duty's key" }) duty: string;
  @Shows.choice(Object.keys(CLAUSES)) clause: string;
  @Shows.text({ of: 'which reminder, notice or level' }) stage: string;
  @Shows.text({ of: 'the role it is for' }) recipient: string;
  @Shows.choice(['pending', 'sending', 'sent', 'kept', 'failed', 'cancelled', 'waiting', 'overtaken', 'dropped']) state: string;
  @Shows.instant({ of: 'when it was sent; for what was not sent, when it was asked for' }) at: Date;
  @Shows.id({ nullable: true }) messageId: number | null;
  @Shows.text({ nullable: true, of: 'who got it' }) to: string | null;
  @Shows.number() attempts: number;
  @Shows.flag() maybeRepeated: boolean;
  @Shows.text({ nullable: true }) lastError: string | null;
}

export class CaseMessagesAnswer {
  @Shows.many(() => SendLogEntryAnswer) items: SendLogEntryAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
