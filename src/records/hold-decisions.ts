import { IsNull } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import { isDecided } from '../domain/agreement/holds.js';
import type { Role } from '../domain/agreement/roles.js';
import { holdsRole } from '../domain/answering.js';
import { can, type Actor, type CaseParties } from '../domain/permissions.js';
import { notAllowed } from '../errors.js';
import { withOwnPosts } from '../people/own-posts.js';
import type { OpenCase } from '../young-people/case-work.service.js';
import { alreadyDecided, holdOver, refusedByAnother, secondPerson } from './hold-faults.js';
import type { RecordInput } from './record-form.js';
import { CaseRecord } from './record.entity.js';

/** The duty that a hold is on, as far as it says who owes it. */
interface HeldDuty {
  owedBy: readonly Role[];
  placementId: number | null;
}

/** Whether somebody is a second person for a hold in a case: they did not ask for it, and do not owe the duty, themselves or as cover. */
export const isSecondPerson = (actor: Actor, parties: CaseParties, askedBy: number | null, duty: HeldDuty | undefined): boolean =>
  askedBy !== actor.personId && !(duty?.owedBy ?? []).some((role) => holdsRole(actor, role, parties, duty?.placementId ?? null));

const heldDuty = async ({ caseId, details }: CaseRecord): Promise<(HeldDuty & { isOpen: boolean }) | undefined> => {
  const [duty] = await inRole('engine', () => transaction().manager.query<(HeldDuty & { isOpen: boolean })[]>(
    `SELECT owed_by AS "owedBy", placement_id AS "placementId", outcome = 'open' AS "isOpen" FROM duty WHERE case_id = $1 AND key = $2`, [caseId, details.dutyKey]));
  return duty;
};

/**
 * Whether somebody may decide on a hold. Errors: SECOND_PERSON (403) for whoever asked for it or owes its duty, NOT_ALLOWED for whoever may
 * only as cover, ALREADY_DECIDED, HOLD_OVER (409) of what can only be refused any more.
 */
export async function refuseDeciding(actor: Actor, { parties, today }: OpenCase, hold: CaseRecord, { decision }: RecordInput): Promise<void> {
  const { manager } = transaction();
  const duty = await heldDuty(hold);
  if (!isSecondPerson(actor, parties, hold.recordedBy, duty)) throw secondPerson();
  if (!can(await withOwnPosts(manager, actor, today), 'hold-decision.record', parties, today)) throw notAllowed('decide on this hold: whoever covers for somebody does not');
  if (isDecided(hold, await manager.findBy(CaseRecord, { aboutId: hold.id, takenBackAt: IsNull() }))) throw alreadyDecided();
  if (decision === 'approved' && (duty?.isOpen !== true || String(hold.details.until) <= today)) throw holdOver();
}

/** Whether somebody may take a decision on a hold back: a refusal as they might have made it. Errors: SECOND_PERSON (403). */
export async function refuseTakingBack(actor: Actor, { parties }: OpenCase, { aboutId, details }: CaseRecord): Promise<void> {
  if (details.decision !== 'refused') return;
  const hold = await transaction().manager.findOneByOrFail(CaseRecord, { id: Number(aboutId) });
  if (!isSecondPerson(actor, parties, hold.recordedBy, await heldDuty(hold))) throw refusedByAnother();
}
