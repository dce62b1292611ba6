import { londonDate, startOfDay } from '../time/london.js';
import type { Calendar } from '../time/working-days.js';
import { authorityOrganisationDuties } from './authority-organisation.js';
import { withChangedLimits } from './changed-limits.js';
import type { Derivation } from './duty.js';
import { holdOn } from './holds.js';
import type { AuthorityFacts, ProviderFacts, TimeOut, ToldFact } from './organisation-facts.js';
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

/** Facts with their days: those of a day to come do not act yet, and the first of them is when to look again. */
type Dated = { on: string } | { fromOn: string; untilOn: string | null } | { signedOn: string; endedOn: string | null } | { sinceOn: string; clearedOn: string | null };

function asAtDay<F extends object>(facts: F, today: string): { facts: F; nextAt: Date | null } {
  const coming: string[] = [];
  const has = (on: string): boolean => on <= today || (coming.push(on), false);
  const begins = (row: Dated): boolean => has('on' in row ? row.on : 'fromOn' in row ? row.fromOn : 'signedOn' in row ? row.signedOn : row.sinceOn);
  const dated = (rows: Dated[]): Dated[] => rows.filter(begins).map(withoutEnd);
  const withoutEnd = <R extends object>(row: R): R =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name === 'out' ? dated(value as TimeOut[]) : name === 'told' ? (value as ToldFact[]).map(withoutEnd) : ENDS.includes(name) && typeof value === 'string' && !has(value) ? null : (value as unknown)])) as R;
  const now = Object.fromEntries(
    Object.entries(facts).map(([name, rows]) => [name, !Array.isArray(rows) ? (rows as unknown) : name === 'changes' ? (rows as object[]).map(withoutEnd) : dated(rows as Dated[])]),
  ) as F;
  const [first] = coming.sort();
  return { facts: now, nextAt: first === undefined ? null : startOfDay(first) };
}

const ENDS: readonly string[] = ['untilOn', 'endedOn', 'clearedOn'];
