import { missingSections, PLAN_SECTIONS, type PlanWriter, type WrittenSection } from '../domain/agreement/plan-sections.js';
import { actsFor, type Actor, type CaseParties } from '../domain/relations.js';
import type { Reason } from '../errors.js';
import type { PlanParty } from './plan-agreement.entity.js';

/** Whether this person, or somebody they cover for, gives the agreement themselves, signed in, rather than having it recorded. */
export function speaksFor(actor: Actor, parties: Pick<CaseParties, 'keyWorkerPersonIds'>, providerId: number, party: PlanParty): boolean {
  if (party === 'key-worker') return actsFor(actor).some((id) => parties.keyWorkerPersonIds.includes(id));
  if (party === 'designated-person') return actor.posts.some((post) => post.post === 'designated-person' && post.providerId === providerId);
  return false;
}

/** As which of the two writers of a plan this person writes. */
export function writersOf(actor: Actor, parties: Pick<CaseParties, 'keyWorkerPersonIds'>, providerId: number): PlanWriter[] {
  return (['key-worker', 'designated-person'] as const).filter((writer) => speaksFor(actor, parties, providerId, writer));
}

/** What the agreement says a plan must cover, where it is still empty (KW3). */
export function missingReasons(written: readonly WrittenSection[]): Reason[] {
  return missingSections(written).map((section) => ({ code: 'SECTION_EMPTY', field: section, sentence: `Write “${PLAN_SECTIONS[section].title}”.` }));
}
