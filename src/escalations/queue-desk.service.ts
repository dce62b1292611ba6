import { Injectable } from '@nestjs/common';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { canBeHeld } from '../domain/agreement/holds.js';
import type { OrganisationHoldKind } from '../domain/agreement/records.js';
import { can, type Action, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { roleHolders, roleKey, type RoleHolder, type WantedRole } from '../notifications/role-holders.js';
import { holdOffered } from '../organisations/organisation-view.service.js';
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
  /** By which record they may put its duty on hold, and the agreement it is then about; null where they may not, or it cannot be. */
  hold: { kind: 'hold' | OrganisationHoldKind; agreementId: number | null } | null;
  /** Who owes it now, or stands in, with how to reach them; nobody to somebody who does not read the case. */
  owers: RoleHolder[];
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
      const mayReadCase = can(actor, 'case.read', parties, today);
      return {
        item,
        allowed: item.closedAt ? [] : DEEDS.filter((deed) => can(actor, deed, parties, today)),
        mayReadCase,
        hold: !item.closedAt && canBeHeld(item.dutyKey) && can(actor, 'hold.record', parties, today) ? { kind: 'hold', agreementId: null } : null,
        owers: mayReadCase && !item.closedAt ? await owersOf(id) : [],
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
        hold: item.closedAt ? null : holdOffered(actor, item.ofProviderId === null ? 'authority' : 'provider', { key: item.dutyKey, outcome: 'open' }, item.homeAuthorityCode),
        owers: mayWork && !item.closedAt ? await owersOf(id) : [],
        colleagues: colleagues.filter(({ personId }) => personId !== actor.personId && personId !== item.takenBy?.personId),
      };
    });
  }
}

/** Who holds the roles that owe it, each once. */
function owersOf(escalationId: number): Promise<RoleHolder[]> {
  return inRole('engine', async () => {
    const { manager, now } = transaction();
    const wanted = await manager.query<WantedRole[]>(OWERS_SQL, [escalationId]);
    const holders = await roleHolders(manager, wanted, now);
    return [...new Map(wanted.flatMap((one) => holders.get(roleKey(one)) ?? []).map((holder) => [holder.personId, holder])).values()];
  });
}

const OWERS_SQL = `
SELECT d.case_id AS "caseId", d.placement_id AS "placementId", d.provider_id AS "providerId", d.authority_code AS "authorityCode", d.signed_by AS "signedBy", unnest(d.owed_by) AS role
FROM escalation e JOIN duty d ON d.id = e.duty_id WHERE e.id = $1`;
