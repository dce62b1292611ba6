import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CLAUSES } from '../domain/agreement/clauses.js';
import { parseInstant } from '../domain/time/london.js';
import { IdField, InstantField, TextField, WholeNumberField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { MailboxService } from './mailbox.service.js';

export class MailboxQuery {
  @IdField({ description: 'the number of the last message already read', optional: true }) after?: number;
  @WholeNumberField({ description: 'how many at most; 10,000 unless told otherwise', min: 1, max: 10_000, otherwise: 10_000, optional: true }) limit: number = 10_000;
  @TextField({ description: 'part of an address or a name', max: 200, optional: true }) to?: string;
  @TextField({ description: "a case's reference", max: 20, optional: true }) case?: string;
  @TextField({ description: "a duty's key", max: 200, optional: true }) duty?: string;
  @InstantField({ description: 'asked for then or later', optional: true }) since?: string;
}

export class MailReasonAnswer {
  @Shows.text({ of: "the duty's key" }) duty: string;
  @Shows.id() dutyId: number;
  @Shows.choice(Object.keys(CLAUSES)) clause: string;
  @Shows.text({ of: 'which reminder, notice or level' }) stage: string;
  @Shows.text({ of: "the case's reference" }) case: string;
}

export class MailAnswer {
  @Shows.id() id: number;
  @Shows.text({ of: 'the address' }) to: string;
  @Shows.text({ of: 'whose address it is' }) name: string;
  @Shows.text() subject: string;
  @Shows.text() text: string;
  @Shows.instant({ of: 'the time here at which it was asked for' }) when: Date;
  @Shows.choice(['digest', 'urgent']) delivery: string;
  @Shows.choice(['pending', 'sending', 'sent', 'kept', 'failed']) state: string;
  @Shows.instant({ nullable: true }) sentAt: Date | null;
  @Shows.number() attempts: number;
  @Shows.flag({ of: 'the mail server may have had it twice, with the same Message-ID' }) maybeRepeated: boolean;
  @Shows.text({ nullable: true }) lastError: string | null;
  @Shows.many(() => MailReasonAnswer, { of: 'the duties and stages it is about' }) for: MailReasonAnswer[];
}

export class MailboxAnswer {
  @Shows.many(() => MailAnswer) items: MailAnswer[];
  @Shows.number() total: number;
  @Shows.number({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: number | null;
}

@ApiTags('Training')
@Controller('api/v1/training/mailbox')
export class MailboxApi {
  constructor(private readonly mailbox: MailboxService) {}

  @Get()
  @Allow.training()
  @Operation('Every mail that this training installation has sent or would have sent, in the order in which they were asked for', { answers: MailboxAnswer })
  async list(@Query() { since, ...query }: MailboxQuery) {
    const { messages, total, next } = await this.mailbox.listInOrder({ ...query, since: (since && parseInstant(since)) || undefined });
    return answer({ items: messages, total, after: next });
  }
}
