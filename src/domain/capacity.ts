import { POSTS, ROLES } from './agreement/roles.js';
import { PERMISSIONS, relationsTo, type Action, type Actor, type CaseParties, type Relation } from './permissions.js';
import type { LocalDate } from './time/local-date.js';

/**
 * As what somebody acts in a case: of all that they are to it, the first that the policy lets do this (the relations' own
 * order, the closest part first). Null where none does: the policy refuses then.
 */
export function capacityFor(actor: Actor, action: Action, parties: CaseParties, today: LocalDate): Relation | null {
  const allowed: readonly Relation[] = PERMISSIONS[action];
  return relationsTo(actor, parties, today).find((relation) => allowed.includes(relation)) ?? null;
}

const NAMES: Record<string, { name: string } | undefined> = {
  ...POSTS,
  ...ROLES,
  'local-virtual-school': { name: "Virtual School of the provider's area" },
  'young-person': { name: 'the young person themselves' },
  'emergency-access': { name: 'emergency access' },
};

/** As what somebody acted, in words. */
export const capacityInWords = (capacity: string): string => NAMES[capacity]?.name ?? capacity;
