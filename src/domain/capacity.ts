import { POSTS, ROLES } from './agreement/roles.js';
import { PERMISSIONS, relationsTo, type Action, type Actor, type CaseParties, type Relation } from './permissions.js';
import type { Purpose } from './purposes.js';
import { inspectionsOf } from './relations.js';
import type { LocalDate } from './time/local-date.js';

/**
 * As what somebody acts in a case: of all that they are to it, the first that the policy lets do this (the relations' own
 * order, the closest part first). Null where none does: the policy refuses then.
 */
export function capacityFor(actor: Actor, action: Action, parties: CaseParties, today: LocalDate): Relation | null {
  const allowed: readonly Relation[] = PERMISSIONS[action];
  return relationsTo(actor, parties, today).find((relation) => allowed.includes(relation)) ?? null;
}

/** For what exceptional purpose somebody acts who is only let in for a time, and where its reason is kept; undefined for an everyday part. */
export function exceptionalPurpose(capacity: Relation | null, actor: Actor, parties: CaseParties): { purpose: Purpose; reason: string } | undefined {
  const { id } = (capacity === 'emergency-access' ? actor.emergencyAccess.find(({ caseId, untilAt }) => caseId === parties.id && untilAt > actor.asOf) : capacity === 'inspector' ? inspectionsOf(actor, parties)[0] : undefined) ?? {};
  if (id === undefined) return undefined;
  return capacity === 'inspector' ? { purpose: 'inspection', reason: `inspection-${id}` } : { purpose: 'emergency-access', reason: `emergency-access-${id}` };
}

const NAMES: Record<string, { name: string } | undefined> = {
  ...POSTS,
  ...ROLES,
  'local-virtual-school': { name: "Virtual School of the provider's area" },
  'young-person': { name: 'the young person themselves' },
  'emergency-access': { name: 'emergency access' },
  inspector: { name: 'inspector' },
  colleague: { name: 'somebody of the same organisation' },
};

/** As what somebody acted, in words. */
export const capacityInWords = (capacity: string): string => NAMES[capacity]?.name ?? capacity;
