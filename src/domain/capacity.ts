import { POSTS, ROLES } from './agreement/roles.js';
import { PERMISSIONS, relationsTo, type Action, type Actor, type CaseParties, type Relation } from './permissions.js';
import type { Purpose } from './purposes.js';
import { inspectionsRunning } from './relations.js';
import type { LocalDate } from './time/local-date.js';

/**
 * As what somebody acts in a case: of all that they are to it, the first that the policy lets do this (the relations' own
 * order, the closest part first). Null where none does: the policy refuses then.
 */
export function capacityFor(actor: Actor, action: Action, parties: CaseParties, today: LocalDate): Relation | null {
  const allowed: readonly Relation[] = PERMISSIONS[action];
  return relationsTo(actor, parties, today).find((relation) => allowed.includes(relation)) ?? null;
}

/** What the trail says of somebody acting in a case: as what, and, where that part is exceptional, for what purpose and where its reason is kept. */
export function tracedAs(actor: Actor, action: Action, parties: CaseParties, today: LocalDate): { capacity: Relation | null; purpose?: Purpose; reason?: string } {
  const capacity = capacityFor(actor, action, parties, today);
  if (capacity === 'emergency-access') return { capacity, purpose: 'emergency-access', reason: reference('emergency-access', actor.emergencyAccess.find(({ caseId }) => caseId === parties.id)) };
  if (capacity === 'inspector') return { capacity, purpose: 'inspection', reason: reference('inspection', inspectionOf(actor, parties)) };
  return { capacity };
}

/** The one that lists the case, which opens a restricted one too; else one of all cases. */
function inspectionOf(actor: Actor, { id, homeAuthorityCode }: CaseParties): Actor['inspections'][number] | undefined {
  const running = inspectionsRunning(actor).filter(({ authorityCode }) => authorityCode === homeAuthorityCode);
  return running.find(({ caseIds }) => caseIds?.includes(id)) ?? running.find(({ caseIds }) => caseIds === null);
}

/** By which inspections somebody reads lists as an inspector: those that run, of an authority where no post of theirs shows its cases. */
export const inspectionsOfLists = (actor: Actor): Actor['inspections'] =>
  inspectionsRunning(actor).filter(({ authorityCode }) => !actor.posts.some((held) => held.authorityCode === authorityCode));

const reference = (noun: string, row: { id?: number } | undefined): string | undefined => (row?.id === undefined ? undefined : `${noun}-${row.id}`);

const NAMES: Record<string, { name: string } | undefined> = {
  ...POSTS,
  ...ROLES,
  'local-virtual-school': { name: "Virtual School of the provider's area" },
  'young-person': { name: 'the young person themselves' },
  inspector: { name: 'inspector' },
  'emergency-access': { name: 'emergency access' },
  colleague: { name: 'a colleague without a part in it' },
};

/** As what somebody acted, in words. */
export const capacityInWords = (capacity: string): string => NAMES[capacity]?.name ?? capacity;
