import { Injectable } from '@nestjs/common';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { can, type Action, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { Escalation } from './escalation.entity.js';
import { OrganisationEscalations } from './organisation-escalations.service.js';
import { organisationColleagues, queueColleagues, type Colleague } from './queue-colleagues.js';
import { EscalationQueueService, type QueueItem } from './escalation-queue.service.js';

const DEEDS = ['escalation.take', 'escalation.note', 'escalation.hand-over', 'escalation.resolve'] as const satisfies readonly Action[];

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
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationEscalations,
  ) {}

  /** One item, what may be done with it, and who else could have it. That they looked is in the case's trail. Errors: NOT_FOUND. */
  async openItem(actor: Actor, id: number): Promise<ItemOnDesk> {
    const { caseReference } = await this.queue.readItem(actor, id);
    if (caseReference === null) return this.openOrganisationItem(actor, id);
    return this.cases.read(actor, caseReference, async ({ parties, youngPerson, today }) => {
      const item = await this.queue.readItem(actor, id);
      const colleagues = await queueColleagues(transaction().manager, youngPerson.id, today);
      return {
        item,
        allowed: item.closedAt ? [] : DEEDS.filter((deed) => can(actor, deed, parties, today)),
        mayReadCase: can(actor, 'case.read', parties, today),
        colleagues: colleagues.filter(({ personId }) => personId !== actor.personId && personId !== item.takenBy?.personId),
      };
    }, { action: 'escalation.read' });
  }

  private async openOrganisationItem(actor: Actor, id: number): Promise<ItemOnDesk> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const item = await this.queue.readItem(actor, id);
      const { dutyId } = await manager.findOneByOrFail(Escalation, { id });
      const mayWork = await this.organisations.mayWork(actor, dutyId);
      const colleagues = await organisationColleagues(manager, dutyId, londonDate(now));
      return {
        item,
        allowed: mayWork && !item.closedAt ? [...DEEDS] : [],
        mayReadCase: false,
        colleagues: colleagues.filter(({ personId }) => personId !== actor.personId && personId !== item.takenBy?.personId),
      };
    });
  }
}
