import { londonDate } from '../time/london.js';
import type { Calendar } from '../time/working-days.js';
import { agreementDuties } from './agreement-in-case.js';
import { caseEnd } from './case-end.js';
import { withChangedLimits } from './changed-limits.js';
import type { Derivation, Duty } from './duty.js';
import type { CaseFacts } from './facts.js';
import { factsAsAt } from './facts-as-at.js';
import { holdOn } from './holds.js';
import { keyWorkerDuties } from './key-worker.js';
import type { Law } from './law.js';
import { providerDuties } from './provider.js';
import type { SettingsAt } from './settings.js';
import { earlierEnd, settle, type OwedDuty } from './settle.js';
import { socialCareDuties } from './social-care.js';
import { virtualSchoolDuties } from './virtual-school.js';

const RULES: readonly ((facts: CaseFacts, law: Law) => OwedDuty[])[] = [
  socialCareDuties, keyWorkerDuties, providerDuties, virtualSchoolDuties, agreementDuties,
];

/**
 * Every duty that the facts of one young person give, by key, with its outcome as at `now`, and the next instant at which
 * time alone will change the answer: a fact dated in the future acts, a duty opens, the case ends. Until then the answer
 * stays the same. Total: no facts make it fail. Before the young person is registered there are no duties; none opens
 * after the case has ended.
 */
export function deriveDuties(facts: CaseFacts, settings: SettingsAt, calendar: Calendar, now: Date): Derivation {
  const { registeredAt } = facts.youngPerson;
  if (registeredAt > now) return { duties: [], refreshAt: registeredAt };
  const asAt = factsAsAt(facts, now);
  const end = caseEnd(asAt.facts, now);
  const owedBy = (by: SettingsAt): OwedDuty[] => {
    const law: Law = { settings: by, calendar, today: londonDate(now) };
    return RULES.flatMap((rule) => rule(asAt.facts, law)).map((duty) => ({ ...duty, closedBy: earlierEnd(duty.closedBy, end.closedBy) }));
  };
  const owed = withChangedLimits(owedBy, settings, asAt.facts.releases).filter((duty) => end.closedBy === null || londonDate(duty.opensAt) <= end.closedBy.on);
  const duties = owed
    .filter((duty) => duty.opensAt <= now)
    .map((duty): Duty => ({ ...settle(duty, asAt.facts.releases), hold: holdOn(duty.key, asAt.facts.records) }));
  const openings = owed.map((duty) => duty.opensAt).filter((at) => at > now);
  return { duties: duties.sort(byKey), refreshAt: earliest([...openings, asAt.nextAt, end.nextAt]) };
}

/** In the order of their keys. */
export const byKey = (a: Pick<Duty, 'key'>, b: Pick<Duty, 'key'>): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** The first of some instants; null where there is none. */
export function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
}
