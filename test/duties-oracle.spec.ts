import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CLAUSES } from '../src/domain/agreement/clauses.js';
import { deriveDuties } from '../src/domain/agreement/derive-duties.js';
import type { Duty } from '../src/domain/agreement/duty.js';
import type { CaseFacts } from '../src/domain/agreement/facts.js';
import { BY_DEFAULT } from '../src/domain/agreement/settings.js';
import { isMissedAt } from '../src/domain/agreement/settle.js';
import { ENGLAND } from '../src/domain/time/working-days.js';
import { anInstant, aRandomCase, shuffled } from './support/arbitrary-case.js';
import { expectedDuties } from './support/duties-oracle.js';

/** Fewer for a quick look: `HISTORIES=200 npm test -- test/duties-oracle`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 10_000);

const derive = (facts: CaseFacts, now: Date): Duty[] => deriveDuties(facts, BY_DEFAULT, ENGLAND, now).duties;

function asLine({ key, due, outcome }: Duty, now: Date): string {
  const until = due.kind === 'day' ? due.on : due.kind === 'instant' ? due.at.toISOString() : 'not known';
  if (outcome.kind === 'open') return `${key} until ${until}: open${isMissedAt(due, now) ? ', missed' : ''}`;
  if (outcome.kind === 'met') return `${key} until ${until}: met${outcome.late ? ' late' : ''} ${outcome.on}`;
  return `${key} until ${until}: no longer owed${outcome.late ? ', late' : ''}`;
}

describe(`${HISTORIES} random histories of a case, back-dated and dated ahead, over clock changes and bank holidays`, () => {
  const seen = new Map<string, number>();

  it('give the duties that a second, slow reading of the agreement gives', () => {
    fc.assert(
      fc.property(aRandomCase, anInstant, (facts, now) => {
        const lines = derive(facts, now).map((duty) => asLine(duty, now));
        expect(lines.sort()).toEqual(expectedDuties(facts, now));
        for (const line of lines) {
          const kind = `${line.slice(0, line.indexOf('/'))} ${/: (met late|met|open|no longer owed)/.exec(line)?.[1]}`;
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
        }
      }),
      { numRuns: HISTORIES, seed: 20_261_124 },
    );
  }, 900_000);

  it('had each clause open, met, met late and no longer owed among them', () => {
    const of = Object.values(CLAUSES).filter(({ subject }) => subject === 'case').map(({ id }) => id);
    const never = new Set(['EP12 met late']);
    const missing = of.flatMap((clause) => ['open', 'met', 'met late', 'no longer owed'].map((outcome) => `${clause} ${outcome}`)).filter((kind) => !never.has(kind) && !seen.has(kind));
    expect(missing).toEqual([]);
  });

  it('give the same duties in any order of the facts, and twice', () => {
    fc.assert(
      fc.property(aRandomCase, anInstant, fc.nat(), (facts, now, seed) => {
        const once = derive(facts, now);
        expect(derive(shuffled(facts, seed), now)).toEqual(once);
        expect(derive(facts, now)).toEqual(once);
      }),
      { numRuns: Math.ceil(HISTORIES / 10) },
    );
  }, 300_000);
});
