import fc from 'fast-check';
import type { CaseFacts } from '../../src/domain/agreement/facts.js';
import { factsOf } from './history-log.js';
import { historyOf } from './random-history.js';

/*
 * Random histories of a case: facts in any order, back-dated and dated ahead, thick around the days on which the clocks
 * change, around bank holidays, month ends, and the end of the known calendar.
 */

const MINUTE = 60_000;
const ANCHORS = [
  '2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z', // the clocks change
  '2026-08-31T07:00Z', '2026-12-24T08:00Z', '2027-03-26T08:00Z', '2027-12-28T08:00Z', '2028-12-22T08:00Z', // bank holidays
  '2028-02-29T00:00Z', '2026-07-15T07:00Z', '2026-06-26T23:00Z', '2026-10-30T15:00Z',
]; // prettier-ignore

export const anInstant: fc.Arbitrary<Date> = fc
  .oneof(
    fc.integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2028, 11, 31) / MINUTE }).map((minute) => minute * MINUTE),
    fc.tuple(fc.constantFrom(...ANCHORS), fc.integer({ min: -36 * 60, max: 36 * 60 })).map(([anchor, off]) => Date.parse(anchor) + off * MINUTE),
    fc.tuple(fc.constantFrom(...ANCHORS), fc.integer({ min: -36, max: 36 })).map(([anchor, off]) => Date.parse(anchor) + off * 60 * MINUTE),
  )
  .map((milliseconds) => new Date(milliseconds));

export const aDay: fc.Arbitrary<string> = anInstant.map((at) => at.toISOString().slice(0, 10));

/** The facts of a random history (random-history.ts). */
export const aRandomCase: fc.Arbitrary<CaseFacts> = fc.integer({ min: 1, max: 1_000_000 }).map((seed) => factsOf(historyOf(seed).history));

/** The same facts with every list in another order. */
export function shuffled(facts: CaseFacts, seed: number): CaseFacts {
  let state = seed;
  const next = (): number => (state = (state * 48271 + 11) % 2147483647);
  const reorder = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map((item: unknown) => ({ item: reorder(item), place: next() })).sort((a, b) => a.place - b.place).map(({ item }) => item);
    }
    if (value === null || typeof value !== 'object' || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, reorder(inner)]));
  };
  return reorder(facts) as CaseFacts;
}
