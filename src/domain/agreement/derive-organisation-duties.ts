import { londonDate, startOfDay } from '../time/london.js';
import type { Calendar } from '../time/working-days.js';
import { authorityOrganisationDuties } from './authority-organisation.js';
import { withChangedLimits } from './changed-limits.js';
import type { Derivation } from './duty.js';
import { holdOn } from './holds.js';
import type { AuthorityFacts, ProviderFacts } from './organisation-facts.js';
import { providerOrganisationDuties } from './provider-organisation.js';
import { byKey, earliest } from './derive-duties.js';
import type { SettingsAt } from './settings.js';
import { settle, type OwedDuty } from './settle.js';

type Releases = Parameters<typeof settle>[1];

/** The provider's duties as at now: EP1, EP2, EP6, IM3, IM4, IM5. Total, like `deriveDuties`, and with the same `refreshAt`. */
export function deriveProviderDuties(facts: ProviderFacts, releases: Releases, settingsOf: (authorityCode: string) => SettingsAt, calendar: Calendar, now: Date): Derivation {
  const today = londonDate(now);
  const { facts: asAt, nextAt } = asAtDay(facts, today);
  const owedWith = (code: string | null, by: SettingsAt | null) => providerOrganisationDuties(asAt, (one) => ({ settings: one === code && by ? by : settingsOf(one), calendar, today }));
  // Each duty goes by the limits of one authority: the area's, or the one that signed.
  const authorities = new Set([facts.provider.authorityCode, ...facts.agreements.map(({ authorityCode }) => authorityCode)]);
  const owed = [...authorities].reduce((duties, code) => withChangedLimits((by) => owedWith(code, by), settingsOf(code), releases, duties), owedWith(null, null));
  return settled(owed, releases, asAt.records, now, nextAt);
}

/** The authority's duties as at now: VS1, VS2, VS7. Before it has joined there are none. */
export function deriveAuthorityDuties(facts: AuthorityFacts, releases: Releases, settings: SettingsAt, calendar: Calendar, now: Date): Derivation {
  const today = londonDate(now);
  const { facts: asAt, nextAt } = asAtDay(facts, today);
  return settled(withChangedLimits((by) => authorityOrganisationDuties(asAt, { settings: by, calendar, today }), settings, releases), releases, asAt.records, now, nextAt);
}

function settled(owed: readonly OwedDuty[], releases: Releases, records: ProviderFacts['records'], now: Date, nextAt: Date | null): Derivation {
  const duties = owed.filter(({ opensAt }) => opensAt <= now).map((duty) => ({ ...settle(duty, releases), hold: holdOn(duty.key, records) }));
  return { duties: duties.sort(byKey), refreshAt: earliest([...owed.map(({ opensAt }) => opensAt).filter((at) => at > now), nextAt]) };
}

/** Facts as at a day: rows of a day to come do not act yet, nor do ends to come, in a list within a row neither; the first such day is when to look again. */
function asAtDay<F extends object>(facts: F, today: string): { facts: F; nextAt: Date | null } {
  const coming: string[] = [];
  const has = (on: string): boolean => on <= today || (coming.push(on), false);
  const begun = (row: object): boolean => Object.entries(row).every(([name, on]) => !BEGINS.includes(name) || typeof on !== 'string' || has(on));
  const asAt = (value: unknown): unknown => (Array.isArray(value) ? (value as object[]).filter(begun).map(rowAsAt) : value);
  const rowAsAt = (row: object): object =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, ENDS.includes(name) && typeof value === 'string' && !has(value) ? null : asAt(value)]));
  const now = Object.fromEntries(Object.entries(facts).map(([name, rows]) => [name, asAt(rows)])) as F;
  const [first] = coming.sort();
  return { facts: now, nextAt: first === undefined ? null : startOfDay(first) };
}

const BEGINS: readonly string[] = ['on', 'fromOn', 'signedOn', 'sinceOn'];
const ENDS: readonly string[] = ['untilOn', 'endedOn', 'clearedOn'];
