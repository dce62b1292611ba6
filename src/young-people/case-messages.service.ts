import { Injectable } from '@nestjs/common';
import { can, type Actor } from '../domain/permissions.js';
import { notFound } from '../errors.js';
import { SendLog, type SendLogEntry } from '../notifications/send-log.service.js';
import { CaseWork } from './case-work.service.js';

@Injectable()
export class CaseMessages {
  constructor(
    private readonly cases: CaseWork,
    private readonly log: SendLog,
  ) {}

  /** What was sent about a case, the newest first. Errors: NOT_FOUND. */
  async listMessages(actor: Actor, reference: string): Promise<SendLogEntry[]> {
    return this.cases.read(actor, reference, async ({ youngPerson, parties, today }) => {
      if (!can(actor, 'messages.read', parties, today)) throw notFound('such page');
      return this.log.sendLog(youngPerson.id);
    });
  }
}
