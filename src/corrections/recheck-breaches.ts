import type { EntityManager } from 'typeorm';
import { ENDINGS, type CaseFacts } from '../domain/agreement/facts.js';
import { terminationBlockers } from '../domain/agreement/termination-blockers.js';
import { PlacementEnding } from '../placements/placement-ending.entity.js';

/** Says of each ending in a case anew whether it was a breach (EP12): the ending, or what came before it, has been corrected. */
export async function recheckBreaches(manager: EntityManager, facts: CaseFacts): Promise<void> {
  for (const placement of facts.placements) {
    if (placement.ending === null) continue;
    const { id, kind, endedOn } = placement.ending;
    const blockers = ENDINGS[kind].byProvider ? terminationBlockers(placement, endedOn) : [];
    const breachReasons = blockers.map(({ code, message }) => ({ code, sentence: message }));
    await manager.update(PlacementEnding, { id }, { breach: blockers.length > 0, breachReasons });
  }
}
