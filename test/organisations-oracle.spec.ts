import { describe, expect, it } from '@jest/globals';
import { CLAUSES } from '../src/domain/agreement/clauses.js';
import { deriveAuthorityDuties, deriveProviderDuties } from '../src/domain/agreement/derive-organisation-duties.js';
import type { Derivation } from '../src/domain/agreement/duty.js';
import type { ProviderFacts } from '../src/domain/agreement/organisation-facts.js';
import { settingsFrom, type SettingChange } from '../src/domain/agreement/settings.js';
import { ENGLAND } from '../src/domain/time/working-days.js';
import { dutyLine } from './support/duty-line.js';
import { expectedAuthorityDuties, expectedProviderDuties } from './support/organisation-oracle.js';
import { authorityOf, providerOf } from './support/random-organisation.js';
import { Random } from './support/random.js';

const HISTORIES = Number(process.env['HISTORIES'] ?? 5_000);
const FIRST = Number(process.env['FIRST'] ?? 1);

describe(`${HISTORIES} random histories of a provider, and as many of an authority`, () => {
  const seen = new Map<string, number>();
  const lines = ({ duties }: Derivation, now: Date): string[] => duties.map((duty) => dutyLine(duty, now)).sort();
  const settingsOf = ({ provider }: ProviderFacts, area: SettingChange[], other: SettingChange[]) => {
    const [ofArea, ofOther] = [settingsFrom(area), settingsFrom(other)];
    return (authorityCode: string) => (authorityCode === provider.authorityCode ? ofArea : ofOther);
  };
  const note = (found: string[]): void => {
    for (const line of found) {
      const clause = line.slice(0, line.indexOf('/'));
      seen.set(`${clause} ${/: (met late|met|open|no longer owed)/.exec(line)?.[1]}`, 1);
      if (!line.includes('held never')) seen.set(`${clause} held`, 1);
    }
  };

  it('give the duties that a second, slow reading of the agreement gives: EP1, EP2, EP6, IM3, IM4, IM5', () => {
    for (let seed = FIRST; seed < FIRST + HISTORIES; seed += 1) {
      const { facts, releases, settings, ofSigning, now } = providerOf(seed);
      const found = lines(deriveProviderDuties(facts, releases, settingsOf(facts, settings, ofSigning), ENGLAND, now), now);
      const expected = expectedProviderDuties(facts, releases, [settings, ofSigning], now);
      if (found.join('\n') !== expected.join('\n')) expect([seed, found]).toEqual([seed, expected]);
      note(found);
    }
  }, 300_000);

  it('give the duties that a second, slow reading of the agreement gives: VS1, VS2, VS7', () => {
    for (let seed = FIRST; seed < FIRST + HISTORIES; seed += 1) {
      const { facts, releases, settings, now } = authorityOf(seed);
      const found = lines(deriveAuthorityDuties(facts, releases, settingsFrom(settings), ENGLAND, now), now);
      const expected = expectedAuthorityDuties(facts, releases, settings, now);
      if (found.join('\n') !== expected.join('\n')) expect([seed, found]).toEqual([seed, expected]);
      note(found);
    }
  }, 300_000);

  it('had each clause open, met, met late and no longer owed among them, and on hold where a key that can be drawn is its own', () => {
    const of = [...Object.values(CLAUSES).filter(({ subject }) => subject !== 'case').map(({ id }) => id), 'IM4'];
    expect(of.flatMap((clause) => ['open', 'met', 'met late', 'no longer owed'].map((outcome) => `${clause} ${outcome}`)).filter((kind) => !seen.has(kind))).toEqual([]);
    expect(['EP1', 'EP2', 'EP6', 'IM3', 'IM5', 'VS1', 'VS2', 'VS7'].filter((clause) => !seen.has(`${clause} held`))).toEqual([]);
  });

  it('give the same duties in any order of the facts', () => {
    for (let seed = FIRST; seed < FIRST + HISTORIES / 10; seed += 1) {
      const { facts, releases, settings, ofSigning, now } = providerOf(seed);
      const random = new Random(seed);
      const { agreements, designatedPeople, changes, contactChecks, records } = facts;
      const other = { ...facts, agreements: random.shuffled(agreements), designatedPeople: random.shuffled(designatedPeople), changes: random.shuffled(changes), contactChecks: random.shuffled(contactChecks), records: random.shuffled(records) };
      const derive = (of: typeof facts) => deriveProviderDuties(of, releases, settingsOf(of, settings, ofSigning), ENGLAND, now);
      expect([seed, derive(other)]).toEqual([seed, derive(facts)]);
    }
  });
});
