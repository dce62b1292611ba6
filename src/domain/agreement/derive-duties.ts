import type { Calendar } from '../time/working-days.js';
import type { Derivation } from './duty.js';
import type { CaseFacts } from './facts.js';
import { factsAsAt } from './facts-as-at.js';
import { keyWorkerDuties } from './key-worker.js';
import { providerDuties } from './provider.js';
import type { Settings } from './settings.js';
import { settle } from './settle.js';
import { socialCareDuties } from './social-care.js';

/**
 * Every duty that the facts of one young person give, by key, with its outcome as at `now`, and the next instant at which a
 * fact dated in the future will act; until then the answer stays the same. Total: no facts make it fail. Before the young
 * person is registered there are no duties.
 */
export function deriveDuties(facts: CaseFacts, settings: Settings, calendar: Calendar, now: Date): Derivation {
  const { registeredAt } = facts.youngPerson;
  if (registeredAt > now) return { duties: [], refreshAt: registeredAt };
  const asAt = factsAsAt(facts, now);
  const owed = [
    ...socialCareDuties(asAt.facts, settings, calendar),
    ...keyWorkerDuties(asAt.facts),
    ...providerDuties(asAt.facts, settings, calendar),
  ];
  const duties = owed.map((duty) => settle(duty, asAt.facts.releases));
  return { duties: duties.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)), refreshAt: asAt.nextAt };
}
