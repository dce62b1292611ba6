import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { conflict } from '../errors.js';
import { DisclosureLog } from '../sharing/disclosure-log.service.js';
import type { SignedIn } from '../web/visitor.js';
import { ALONE_CASES, takenOutAlone } from '../sharing/taken-out.js';
import { EscalationQueueService, type QueueFilter, type QueueItem } from './escalation-queue.service.js';

/** The escalation queue as a file. */
@Injectable()
export class QueueFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: EscalationQueueService,
    private readonly disclosures: DisclosureLog,
  ) {}

  /** What the queue shows, with a disclosure for each case in it (P7), where it is no more than one person takes out. Errors: TOO_MANY (409). */
  async few(actor: SignedIn, filter: QueueFilter): Promise<QueueItem[]> {
    return this.unitOfWork.run(async () => {
      const { items, total } = await this.queue.listQueue(actor, filter, null, ALONE_CASES, 'queue-file');
      if (total > ALONE_CASES) throw conflict('TOO_MANY', `This file would have ${total} items, and one person takes out ${ALONE_CASES} at most. Narrow the queue by level or clause, or ask for a file of the cases, which a second person approves.`);
      const references = items.flatMap(({ caseReference }) => caseReference ?? []);
      const today = await takenOutAlone(actor.personId, references);
      if (today > ALONE_CASES) throw conflict('TOO_MANY', `With this file you would have taken out ${today} cases today, and one person takes out ${ALONE_CASES} at most. Ask for a file of the cases, which a second person approves.`);
      await this.disclosures.record(actor.personId, {
        means: 'export', references, items: ['care-status'],
        toWhom: `${actor.name}, ${actor.organisation}`, why: 'to follow up what was missed', basis: 'public task',
      });
      return items;
    });
  }
}
