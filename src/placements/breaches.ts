import type { EntityManager } from 'typeorm';
import { ENDINGS } from '../domain/agreement/facts.js';
import { terminationBlockers, type Blocker } from '../domain/agreement/termination-blockers.js';
import { loadFacts } from '../duties/load-facts.js';
import type { PlacementView } from '../young-people/case-view.js';

/** A coded reason why an ending is a breach, with the sentence to show. */
export interface BreachReason {
  code: string;
  sentence: string;
}

export const breachReason = ({ code, message }: Blocker): BreachReason => ({ code, sentence: message });

/** The placements of a case, each ending with whether it was a breach and why, as the facts of now say (EP12). */
export async function withBreaches(manager: EntityManager, caseId: number, placements: readonly PlacementView[]): Promise<PlacementView[]> {
  const isByProvider = ({ ending }: PlacementView): boolean => ending !== null && ending.kind !== null && ENDINGS[ending.kind].byProvider;
  const facts = placements.some(isByProvider) ? (await loadFacts(manager, [caseId])).get(caseId) : undefined;
  return placements.map((placement) => {
    const recorded = facts?.placements.find(({ id }) => id === placement.id);
    const reasons = recorded?.ending && isByProvider(placement) ? terminationBlockers(recorded, recorded.ending.endedOn).map(breachReason) : [];
    return { ...placement, ending: placement.ending && { ...placement.ending, breach: reasons.length > 0, breachReasons: reasons } };
  });
}
