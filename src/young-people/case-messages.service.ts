import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permissions.js';
import { unseenEmergencies } from '../emergencies/quiet-emergencies.js';
import { SendLog, type SendLogEntry } from '../notifications/send-log.service.js';
import { CaseWork } from './case-work.service.js';

@Injectable()
export class CaseMessages {
  constructor(
    private readonly cases: CaseWork,
    private readonly log: SendLog,
  ) {}

  /** What was sent about a case, the newest first; nothing of an emergency that this person knows nothing of. Errors: NOT_FOUND, NOT_ALLOWED. */
  async listMessages(actor: Actor, reference: string): Promise<SendLogEntry[]> {
    return this.cases.read(actor, reference, async (opened) => {
      const unseen = (await unseenEmergencies(actor, opened)).map(({ id }) => `KW8/emergency-${id}`);
      return (await this.log.sendLog(opened.youngPerson.id)).filter(({ duty }) => !unseen.includes(duty));
    }, { action: 'messages.read' });
  }
}
