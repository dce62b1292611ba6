import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCase, anEnding, aPlacement, aRecord } from '../../../test/support/case-facts.js';
import { countWorkingDays, neighbour, turnMonths, walkDays } from '../../../test/support/time-oracle.js';
import { londonDate, startOfDay } from '../time/london.js';
import { ENGLAND } from '../time/working-days.js';
import { deriveDuties } from './derive-duties.js';
import type { Duty } from './duty.js';
import type { CaseFacts, PlacementFact, YoungPersonFact } from './facts.js';
import { LEARNER_STATUSES } from './records/virtual-school.js';
import { BY_DEFAULT } from './settings.js';

/*
 * What recurs, read a second time from decision 0008: day by day, with the calendar of test/support/time-oracle.ts. The days
 * on which somebody's Year 11 begins and ends and on which they turn 25 are written out here, not worked out.
 */
const PEOPLE = [
  { bornOn: '2002-01-01', year11On: '2017-09-01', year11Until: '2018-06-29', is25On: '2027-01-01' },
  { bornOn: '2004-02-29', year11On: '2019-09-01', year11Until: '2020-06-26', is25On: '2029-03-01' },
  { bornOn: '2010-03-14', year11On: '2025-09-01', year11Until: '2026-06-26', is25On: '2035-03-14' },
  { bornOn: '2011-08-31', year11On: '2026-09-01', year11Until: '2027-06-25', is25On: '2036-08-31' },
  { bornOn: '2011-09-01', year11On: '2027-09-01', year11Until: '2028-06-30', is25On: '2036-09-01' },
] as const;
type Person = (typeof PEOPLE)[number];

const EDGES = ['2018-12-31', '2020-02-29', '2025-08-31', '2026-09-01', '2026-12-31', '2027-01-01', '2027-03-31', '2027-08-31', '2028-02-29', '2028-07-31'];
const aDay = fc.oneof(fc.integer({ min: 0, max: 5000 }).map((days) => londonDate(new Date(Date.UTC(2016, 0, 1 + days)))), fc.constantFrom(...EDGES));
const maybe = fc.option(aDay, { nil: null });
const aPerson = fc.record({ dates: fc.constantFrom<Person>(...PEOPLE), registeredOn: aDay, inCare: fc.boolean() });

const youngPerson = ({ dates, registeredOn, inCare }: { dates: Person; registeredOn: string; inCare: boolean }): YoungPersonFact =>
  ({ id: 1, bornOn: dates.bornOn, registeredAt: startOfDay(registeredOn), inCare });
const derived = (facts: CaseFacts, today: string): Duty[] => deriveDuties(facts, BY_DEFAULT, ENGLAND, startOfDay(today)).duties;
const line = (key: string, opensOn: string, due: string): string => `${key} from ${opensOn} to ${due}`;
const lines = (duties: Duty[]): string[] => duties.map(({ key, opensAt, due }) => line(key, londonDate(opensAt), due.kind === 'day' ? due.on : 'not known'));
const dayAfter = (on: string): string => neighbour(on, 1);
const latest = (...days: string[]): string => days.sort()[days.length - 1] ?? '';
const workingDaysAfter = (on: string, days: number): string => countWorkingDays(on, days, ENGLAND.holidays, ENGLAND.knownFrom, ENGLAND.knownUntil) ?? 'not known';

function yearOf(on: string): { name: string; from: string; until: string } {
  const first = Number(on.slice(0, 4)) - (on.slice(5) < '09-01' ? 1 : 0);
  return { name: `${first}-${String(first + 1).slice(2)}`, from: `${first}-09-01`, until: `${first + 1}-08-31` };
}

function termOf(on: string): { name: string; from: string; until: string } | null {
  const year = on.slice(0, 4);
  if (on.slice(5, 7) === '08') return null;
  if (on.slice(5) >= '09-01') return { name: `${yearOf(on).name}-autumn`, from: `${year}-09-01`, until: `${year}-12-31` };
  if (on.slice(5) <= '03-31') return { name: `${yearOf(on).name}-spring`, from: `${year}-01-01`, until: `${year}-03-31` };
  return { name: `${yearOf(on).name}-summer`, from: `${year}-04-01`, until: `${year}-07-31` };
}

function expectedOfPlacement({ id, startsOn, endsOn, ending }: PlacementFact, registeredOn: string, today: string): Set<string> {
  const found = new Set<string>();
  const isUnderWay = (on: string): boolean => on <= (endsOn ?? on) && on <= (ending && ending.endedOn <= today ? ending.endedOn : on);
  for (let on = startsOn; on <= today && isUnderWay(on); on = dayAfter(on)) {
    if (on !== startsOn && !on.endsWith('-01')) continue; // still in the same month, and so in the same term and year
    const year = yearOf(on);
    const monthUntil = neighbour(turnMonths(`${on.slice(0, 7)}-01`, 1), -1);
    const term = termOf(on);
    if (year.until >= registeredOn) {
      found.add(line(`EP14/placement-${id}/${year.name}`, latest(year.from, startsOn), endsOn !== null && endsOn < year.until ? endsOn : year.until));
      found.add(line(`EP15/placement-${id}/outcomes-${year.name}`, dayAfter(year.until), `${year.until.slice(0, 4)}-09-30`));
    }
    if (monthUntil >= registeredOn) found.add(line(`EP15/placement-${id}/attendance-${on.slice(0, 7)}`, dayAfter(monthUntil), workingDaysAfter(monthUntil, 5)));
    if (term && term.until >= registeredOn) found.add(line(`EP15/placement-${id}/term-${term.name}`, dayAfter(term.until), workingDaysAfter(term.until, 10)));
  }
  return found;
}

function expectedPlans({ year11On, year11Until, is25On }: Person, inCare: boolean, registeredOn: string, today: string): Set<string> {
  const found = new Set<string>();
  for (let on = registeredOn; on <= today; on = dayAfter(on)) {
    const term = termOf(on);
    if (term === null || term.from < year11On || term.from >= is25On || (term.from <= year11Until && !inCare)) continue;
    found.add(line(`VS5/young-person-1/${term.name}`, latest(term.from, registeredOn), term.until));
  }
  return found;
}

/** Those that opened by today, and not after the 25th birthday, which ends the case. */
const openedBy = (expected: Set<string>, today: string, { is25On }: Person): string[] =>
  [...expected].filter((one) => [today, is25On].every((on) => (/ from (\S+)/.exec(one)?.[1] ?? '') <= on)).sort();

describe('what recurs is what a walk through the days finds', () => {
  it('for a placement: careers advice of a year (EP14) and returns (EP15), with their openings and last days', () => {
    fc.assert(
      fc.property(aPerson, aDay, maybe, maybe, aDay, (person, startsOn, endsOn, endedOn, today) => {
        fc.pre(person.registeredOn <= today);
        const placement = aPlacement({ agreedOn: '2016-01-01', startsOn, endsOn, ending: endedOn === null ? null : anEnding('left-early', endedOn) });
        const duties = derived(aCase({ youngPerson: youngPerson(person), placements: [placement] }), today).filter(({ key }) => key.startsWith('EP15/') || /^EP14\/.*-\d\d$/.test(key));
        expect(lines(duties).sort()).toEqual(openedBy(expectedOfPlacement(placement, person.registeredOn, today), today, person.dates));
      }),
      { numRuns: 200 },
    );
  });

  it('for a young person: the plan of each term (VS5), with its opening and last day', () => {
    fc.assert(
      fc.property(aPerson, aDay, (person, today) => {
        fc.pre(person.registeredOn <= today);
        const duties = derived(aCase({ youngPerson: youngPerson(person) }), today).filter(({ clause }) => clause === 'VS5');
        expect(lines(duties)).toEqual(openedBy(expectedPlans(person.dates, person.inCare, person.registeredOn, today), today, person.dates));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the chain of statuses (VS6)', () => {
  const statuses = fc.array(fc.tuple(aDay, fc.constantFrom(...Object.keys(LEARNER_STATUSES))), { maxLength: 8 });

  it('has exactly one open duty from the end of Year 11 to the 25th birthday: that of the newest status', () => {
    fc.assert(
      fc.property(aPerson, statuses, aDay, (person, drawn, today) => {
        const { year11Until, is25On } = person.dates;
        const opensOn = latest(person.registeredOn, dayAfter(year11Until));
        fc.pre(person.registeredOn <= today && today < is25On);
        const records = drawn.map(([on, status], index) => aRecord('status', on, { id: index + 1, details: { status } }));
        const chain = derived(aCase({ youngPerson: youngPerson(person), records }), today).filter(({ key }) => /^VS6\/young-person-1\//.test(key));
        let newest = { key: 'VS6/young-person-1/first-status', on: opensOn };
        for (let on = opensOn; on <= today; on = dayAfter(on)) {
          for (const status of records) if (status.on === on) newest = { key: `VS6/young-person-1/after-status-${status.id}`, on };
        }
        const open = lines(chain.filter(({ outcome }) => outcome.kind === 'open'));
        expect(open).toEqual(opensOn > today ? [] : [line(newest.key, newest.on, walkDays(newest.on, 56))]);
        expect(chain).toHaveLength(opensOn > today ? 0 : 1 + records.filter(({ on }) => on >= opensOn && on <= today).length);
      }),
      { numRuns: 200 },
    );
  });

  it('opens a follow-up with each status by which somebody is out and was not before, and with no other', () => {
    fc.assert(
      fc.property(statuses, aDay, (drawn, today) => {
        const records = drawn.map(([on, status], index) => aRecord('status', on, { id: index + 1, details: { status } }));
        const youngPersonFact = { id: 1, bornOn: '2010-03-14', registeredAt: startOfDay('2016-01-01'), inCare: true };
        const found = derived(aCase({ youngPerson: youngPersonFact, records }), today).filter(({ key }) => key.includes('follow-up'));
        const expected: string[] = [];
        let isOut = false;
        for (let on = '2016-01-01'; on <= today; on = dayAfter(on)) {
          for (const { id, details } of records.filter((status) => status.on === on)) {
            const out = ['not-in-eet', 'not-known'].includes(String(details.status));
            if (out && !isOut) expected.push(line(`VS6/follow-up-status-${id}`, on, workingDaysAfter(on, 5)));
            isOut = out;
          }
        }
        expect(lines(found)).toEqual(expected.sort());
      }),
      { numRuns: 200 },
    );
  });
});
