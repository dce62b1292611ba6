import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permissions.js';
import { SendLog, type SendLogEntry } from '../notifications/send-log.service.js';
import { CaseWork } from './case-work.service.js';

@Injectable()
export class CaseMessages {
  constructor(
    private readonly cases: CaseWork,
    private readonly log: SendLog,
  ) {}

  /** What was sent about a case, the newest first. Errors: NOT_FOUND, NOT_ALLOWED. */
  async listMessages(actor: Actor, reference: string): Promise<SendLogEntry[]> {
    return this.cases.read(actor, reference, ({ youngPerson }) => this.log.sendLog(youngPerson.id), { action: 'messages.read' });
  }
}
