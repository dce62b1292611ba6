import { IsNull, type EntityManager } from 'typeorm';
import { inRole } from '../database/unit-of-work.js';
import { agreementOfDuty, canBeHeld, isDecided, isOwedByPost } from '../domain/agreement/holds.js';
import type { Role } from '../domain/agreement/roles.js';
import { canInOrganisation, type Actor, type OrganisationAction } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { invalid, notAllowed } from '../errors.js';
import { withOwnPosts } from '../people/own-posts.js';
import { alreadyDecided, holdDaysFaults, holdDecisionFaults, holdOver, refusedByAnother, secondPerson } from '../records/hold-faults.js';
import type { RecordInput } from '../records/record-form.js';
import { OrganisationRecord } from './organisation-record.entity.js';

type Owner = Pick<OrganisationRecord, 'providerId' | 'authorityCode' | 'agreementId'>;

interface HeldDuty {
  owedBy: readonly Role[];
  outcome: 'open' | 'met' | 'no longer owed';
}

/** Also of a provider elsewhere with which the authority signed. */
async function dutyOf(manager: EntityManager, { providerId, authorityCode }: Owner, key: string): Promise<HeldDuty | undefined> {
  const [duty] = await inRole('engine', () => manager.query<HeldDuty[]>('SELECT owed_by AS "owedBy", outcome FROM duty WHERE key = $1 AND (provider_id = $2 OR authority_code = $3)', [key, providerId, authorityCode]));
  return duty;
}

/** Whether a hold can be asked for here. Errors: INVALID (UNKNOWN_DUTY where the duty is not an open one of this provider, authority or agreement; TOO_EARLY, TOO_LATE of its end). */
export async function refuseHold(manager: EntityManager, owner: Owner, input: RecordInput, today: LocalDate): Promise<void> {
  const key = String(input.dutyKey);
  const duty = await dutyOf(manager, owner, key);
  const isHere = duty?.outcome === 'open' && agreementOfDuty(key) === owner.agreementId && canBeHeld(key);
  const faults = [
    !isHere && { code: 'UNKNOWN_DUTY', field: 'dutyKey', sentence: 'This is not an open duty here that can be put on hold. Start from its line on the page of the organisation.' },
    ...holdDaysFaults(input.happenedOn, String(input.until), today),
  ].filter((reason) => reason !== false);
  if (faults.length > 0) throw invalid(faults);
}

/** Whether somebody is a second person for a hold on what an organisation owes: they did not ask for it, and are in no post of that authority that owes it. */
export const isSecondPerson = ({ personId, posts }: Pick<Actor, 'personId' | 'posts'>, areaCode: string, askedBy: number | null, owedBy: readonly Role[]): boolean =>
  askedBy !== personId && !isOwedByPost(posts.filter(({ authorityCode }) => authorityCode === areaCode).map(({ post }) => post), owedBy);

/**
 * Whether somebody may decide on a hold. Errors: SECOND_PERSON (403) for whoever asked for it or owes its duty, NOT_ALLOWED for whoever may
 * only as cover, INVALID (NOT_TODAY, REQUIRED), ALREADY_DECIDED, HOLD_OVER (409) of what can only be refused any more.
 */
export async function refuseDeciding(manager: EntityManager, actor: Actor, hold: OrganisationRecord, { areaCode, input, today }: { areaCode: string; input: RecordInput; today: LocalDate }): Promise<void> {
  const duty = await dutyOf(manager, hold, String(hold.details.dutyKey));
  if (!isSecondPerson(actor, areaCode, hold.recordedBy, duty?.owedBy ?? [])) throw secondPerson();
  const own = await withOwnPosts(manager, actor, today);
  if (!canInOrganisation(own, `${hold.kind}-decision.record` as OrganisationAction, areaCode, hold.providerId)) throw notAllowed('decide on this hold: whoever covers for somebody does not');
  const faults = holdDecisionFaults(input, today).filter((reason) => reason !== false);
  if (faults.length > 0) throw invalid(faults);
  if (isDecided(hold, await manager.findBy(OrganisationRecord, { aboutId: hold.id, takenBackAt: IsNull() }))) throw alreadyDecided();
  if (input.decision === 'approved' && (duty?.outcome !== 'open' || String(hold.details.until) <= today)) throw holdOver();
}

/** Whether somebody may take a decision on a hold back: a refusal as they might have made it. Errors: SECOND_PERSON (403). */
export async function refuseTakingBack(manager: EntityManager, actor: Actor, { aboutId, details }: OrganisationRecord, areaCode: string): Promise<void> {
  if (details.decision !== 'refused') return;
  const hold = await manager.findOneByOrFail(OrganisationRecord, { id: Number(aboutId) });
  const duty = await dutyOf(manager, hold, String(hold.details.dutyKey));
  if (!isSecondPerson(actor, areaCode, hold.recordedBy, duty?.owedBy ?? [])) throw refusedByAnother();
}
