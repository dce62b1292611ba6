import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import { can, type Action, type Actor } from '../domain/permissions.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { EscalationQueueService, type QueueItem } from './escalation-queue.service.js';

const DEEDS = ['escalation.take', 'escalation.note', 'escalation.hand-over', 'escalation.resolve'] as const satisfies readonly Action[];

/** Somebody who could take an item over. */
export interface Colleague {
  personId: number;
  name: string;
  posts: string[];
}

/** A queue item as somebody has it before them. */
export interface ItemOnDesk {
  item: QueueItem;
  /** What this person may do with it. */
  allowed: Action[];
  /** Whether they may read the case itself in full. */
  mayReadCase: boolean;
  colleagues: Colleague[];
}

@Injectable()
export class QueueDesk {
  constructor(
    private readonly queue: EscalationQueueService,
    private readonly cases: CaseWork,
  ) {}

  /** One item, what may be done with it, and who else could have it. That they looked is in the case's trail. Errors: NOT_FOUND. */
  async openItem(actor: Actor, id: number): Promise<ItemOnDesk> {
    const { caseReference } = await this.queue.readItem(actor, id);
    return this.cases.read(actor, caseReference, async ({ parties, youngPerson, today }) => {
      const item = await this.queue.readItem(actor, id);
      const colleagues = await transaction().manager.query<Colleague[]>(COLLEAGUES_SQL, [youngPerson.homeAuthorityCode, today, youngPerson.team]);
      return {
        item,
        allowed: item.closedAt ? [] : DEEDS.filter((deed) => can(actor, deed, parties, today)),
        mayReadCase: can(actor, 'case.read', parties, today),
        colleagues: colleagues.filter(({ personId }) => personId !== actor.personId && personId !== item.takenBy?.personId),
      };
    });
  }
}

/** The people of the home authority who work with its queue. $1 authority, $2 today, $3 the case's team. */
const COLLEAGUES_SQL = `
SELECT n.id AS "personId", n.name, array_agg(DISTINCT h.post ORDER BY h.post) AS posts
FROM person n JOIN post_holding h ON h.person_id = n.id
WHERE n.active AND n.authority_code = $1 AND h.authority_code = $1 AND h.post IN ('team-manager', 'key-contact', 'virtual-head')
  AND h.from_on <= $2 AND (h.until_on IS NULL OR h.until_on > $2) AND (h.post <> 'team-manager' OR h.team IS NULL OR h.team = $3)
GROUP BY n.id ORDER BY n.name`;
