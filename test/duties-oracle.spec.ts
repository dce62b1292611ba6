import { describe, expect, it } from '@jest/globals';
import { CLAUSES } from '../src/domain/agreement/clauses.js';
import { deriveDuties } from '../src/domain/agreement/derive-duties.js';
import { cameIntoCareOn, inCareOn } from '../src/domain/agreement/care-status.js';
import type { CaseFacts, ReviewFact } from '../src/domain/agreement/facts.js';
import { clocksOf, type MeetingFacts } from '../src/domain/agreement/meeting-clocks.js';
import type { RecordFact } from '../src/domain/agreement/records.js';
import { settingsFrom, type SettingChange } from '../src/domain/agreement/settings.js';
import { ENGLAND } from '../src/domain/time/working-days.js';
import { expectedClocks } from './support/clocks-oracle.js';
import { expectedDuties } from './support/duties-oracle.js';
import { dutyLine } from './support/duty-line.js';
import { factsOf, JOINT_FROM, type Entry, type History } from './support/history-log.js';
import { historyOf } from './support/random-history.js';
import { drawnMeetings } from './support/random-meetings.js';
import { Random } from './support/random.js';
import { shrunk } from './support/shrunk.js';

/** As many as a run of the suite has time for; at night all, and others: `HISTORIES=10000 FIRST=70000 npm test -- test/duties-oracle` (CONTRIBUTING.md). */
const HISTORIES = Number(process.env['HISTORIES'] ?? 5000);
const FIRST = Number(process.env['FIRST'] ?? 1);

const derivedOf = (facts: CaseFacts, settings: SettingChange[], now: Date): string[] =>
  deriveDuties(facts, settingsFrom(settings), ENGLAND, now).duties.map((duty) => dutyLine(duty, now)).sort();
const derived = (history: History, settings: SettingChange[], now: Date): string[] => derivedOf(factsOf(history), settings, now);
const expected = (history: History, settings: SettingChange[], now: Date): string[] => expectedDuties(factsOf(history), settings, now);
const isSame = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((line, index) => line === other[index]);

describe(`${HISTORIES} random histories of a case: corrected, taken back, back-dated and dated ahead, over clock changes, bank holidays and settings`, () => {
  const seen = new Map<string, number>();
  const sizes: number[] = [];
  const mattered = { 'care-status': 0, 'what meetings were held as': 0, 'meetings of several placements': 0, 'that the case was a mistake': 0, 'attendance under a threshold': 0, 'months returned by their weeks': 0 };

  it('give the duties that a second, slow reading of the agreement gives', () => {
    for (let seed = FIRST; seed < FIRST + HISTORIES; seed += 1) {
      const { history, settings, now } = historyOf(seed);
      const facts = factsOf(history);
      const lines = derivedOf(facts, settings, now);
      if (!isSame(lines, expectedDuties(facts, settings, now))) throw new Error(counterexample(seed, history, settings, now));
      if (seed % 10 === 0) {
        const changed = (other: CaseFacts): number => (isSame(lines, derivedOf(other, settings, now)) ? 0 : 1);
        mattered['that the case was a mistake'] += changed({ ...facts, records: facts.records.filter(({ details }) => details.cause !== 'registered-by-mistake') });
        const returns = (says: (details: RecordFact['details']) => RecordFact['details']): CaseFacts => ({ ...facts, records: facts.records.map((one) => (one.kind === 'attendance-return' ? { ...one, details: says(one.details) } : one)) });
        mattered['attendance under a threshold'] += changed(returns((details) => ({ ...details, attended: details.possible })));
        const monthsKept = (all: CaseFacts): number => derivedOf(all, settings, now).filter((line) => /^EP15\/.*\/attendance-.*: met/.test(line)).length;
        mattered['months returned by their weeks'] += monthsKept(facts) > monthsKept(returns(({ week: _week, ...details }) => details)) ? 1 : 0;
        const held = (of: (one: ReviewFact) => ReviewFact | []): CaseFacts => ({ ...facts, placements: facts.placements.map((one) => ({ ...one, reviews: one.reviews.flatMap(of) })) });
        mattered['care-status'] += changed({ ...facts, records: facts.records.filter(({ kind }) => kind !== 'care-status') });
        mattered['what meetings were held as'] += changed(held(({ id, heldOn, attended }) => ({ id, heldOn, attended })));
        mattered['meetings of several placements'] += changed(held((one) => (one.id > JOINT_FROM ? [] : one)));
      }
      sizes.push(history.log.filter(({ op }) => op === 'record').length);
      for (const line of lines) {
        const kind = `${line.slice(0, line.indexOf('/'))} ${/: (met late|met|open|no longer owed)/.exec(line)?.[1]}`;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }
    }
  }, 900_000);

  it('had each clause open, met, met late and no longer owed among them', () => {
    const of = Object.values(CLAUSES).filter(({ subject }) => subject === 'case').map(({ id }) => id);
    const never = new Set(['EP12 met late']);
    const missing = of.flatMap((clause) => ['open', 'met', 'met late', 'no longer owed'].map((outcome) => `${clause} ${outcome}`)).filter((kind) => !never.has(kind) && !seen.has(kind));
    expect(missing).toEqual([]);
  });

  it('had changes of care status, meetings of several kinds and placements, and attendance of weeks and months that mattered', () => {
    expect(Object.entries(mattered).filter(([, times]) => times < HISTORIES / 250)).toEqual([]);
  });

  it('had hundreds of facts in a good share of them', () => {
    const inOrder = [...sizes].sort((a, b) => a - b);
    const at = (share: number): number => inOrder[Math.floor(share * (inOrder.length - 1))] ?? 0;
    if (process.env['TELL']) console.log({ median: at(0.5), upperQuarter: at(0.75), largest: at(1), ofHundreds: sizes.filter((size) => size >= 200).length / sizes.length });
    expect(at(0.75)).toBeGreaterThan(200);
    expect(at(0.5)).toBeGreaterThan(50);
  });

  it('give the same duties in any order of what was done, and with each act twice', () => {
    for (let seed = FIRST; seed < FIRST + Math.ceil(HISTORIES / 10); seed += 1) {
      const { history, settings, now } = historyOf(seed);
      const once = derived(history, settings, now);
      const shuffled = { ...history, log: new Random(seed).shuffled(history.log) };
      const twice = { ...history, log: new Random(seed).shuffled([...history.log, ...history.log]) };
      expect([derived(shuffled, settings, now), derived(twice, settings, now)]).toEqual([once, once]);
    }
  }, 300_000);
});

describe(`${HISTORIES / 5} young people with their meetings`, () => {
  it('each meeting satisfies the clocks that a second reading says it does, and the next is due when it says', () => {
    const seen = new Map<string, number>();
    for (let seed = FIRST; seed < FIRST + HISTORIES / 5; seed += 1) {
      const { care, inCareAtFirst, planAgreedOn, ratings, reviewMonths, lookedAfterReviewMonths, ...drawn } = drawnMeetings(new Random(seed));
      const status = { youngPerson: { inCare: inCareAtFirst }, records: care.map(({ on, status: now }, index): RecordFact => ({ id: index + 1, kind: 'care-status', placementId: null, aboutId: null, on, details: { status: now } })) };
      const facts: MeetingFacts = {
        ...drawn, planAgreedOn, rated: ratings, inCare: (on) => inCareOn(status, on), cameIntoCareOn: (on) => cameIntoCareOn(status, on), reviewMonths: () => reviewMonths, lookedAfterReviewMonths: () => lookedAfterReviewMonths,
      };
      const again = { ...drawn, planAgreedOn, ratings, inCareAtFirst, reviewMonths, lookedAfterReviewMonths, care: care.map(({ on, status: now }) => ({ on, inCare: now === 'in-care' || now === 'eligible' })) };
      for (const meeting of drawn.reviewed) {
        const lines = clocksOf(meeting, facts).map(({ clock, satisfied, nextOn }) => `${clock} ${satisfied ? 'satisfied' : 'not satisfied'}, next ${nextOn}`);
        expect([seed, meeting.heldOn, lines]).toEqual([seed, meeting.heldOn, expectedClocks(meeting, again)]);
        const together = lines.filter((line) => line.includes(' satisfied') && !line.includes(' not ')).length;
        seen.set(`${together} clocks`, (seen.get(`${together} clocks`) ?? 0) + 1);
      }
    }
    expect(['0 clocks', '1 clocks', '2 clocks', '3 clocks'].filter((kind) => !seen.has(kind))).toEqual([]);
  }, 300_000);
});

/** The shortest part of a history on which the two readings differ, and what each says. */
function counterexample(seed: number, { youngPerson, log }: History, settings: SettingChange[], now: Date): string {
  const differ = (some: readonly Entry[]): boolean => !isSame(derived({ youngPerson, log: [...some] }, settings, now), expected({ youngPerson, log: [...some] }, settings, now));
  const least = { youngPerson, log: [...shrunk(log, differ)] };
  const [law, second] = [derived(least, settings, now), expected(least, settings, now)];
  const only = (lines: string[], others: string[]): string => lines.filter((line) => !others.includes(line)).join('\n  ');
  return `seed ${seed}, now ${now.toISOString()}\n${JSON.stringify({ ...least, settings }, null, 1)}\nThe law says\n  ${only(law, second)}\nthe second reading\n  ${only(second, law)}`;
}
