import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCase, anEnding, aPlacement, aRecord, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import { addDays } from '../time/local-date.js';
import { startOfDay } from '../time/london.js';
import { deriveDuties } from './derive-duties.js';
import type { PlacementFact } from './facts.js';
import type { RecordFact } from './records.js';
import { BY_DEFAULT } from './settings.js';
import { ENGLAND } from '../time/working-days.js';

const of = (now: Date, placement: Partial<PlacementFact> = {}, records: RecordFact[] = []): string[] =>
  dutiesOf(aCase({ placements: [aPlacement(placement)], records }), now, ['EP15']);

describe('returns (EP15)', () => {
  it('for September 2026 open on 1 October and are due on the 5th working day: Wed 7 Oct', () => {
    expect(of(at('2026-09-30 23:59'))).toEqual([]);
    expect(of(at('2026-10-07 23:59'))).toEqual(['EP15/placement-17/attendance-2026-09 due 2026-10-07: open']);
    expect(of(at('2026-10-08 00:00'))).toEqual(['EP15/placement-17/attendance-2026-09 due 2026-10-07: missed']);
  });

  it.each([
    ['December 2026: New Year’s Day is no working day', '2026-12', '2027-01-08'],
    ['March 2027: Easter Monday is 29 March, so April’s first five count', '2027-03', '2027-04-07'],
    ['April 2027: the May bank holiday is Mon 3 May', '2027-04', '2027-05-10'],
  ])('for %s', (_, month, due) => {
    expect(of(startOfDay(addDays(due, 1))).find((line) => line.includes(`attendance-${month}`))).toBe(`EP15/placement-17/attendance-${month} due ${due}: missed`);
  });

  it('for the autumn term are due 10 working days after it: Fri 15 Jan 2027', () => {
    const record = aRecord('term-return', '2027-01-15', { details: { term: '2026-27-autumn' } });
    expect(of(at('2027-01-20 09:00'), {}, [record])).toContain('EP15/placement-17/term-2026-27-autumn due 2027-01-15: met on 2027-01-15');
  });

  it('for the academic year’s outcomes are due on 30 September', () => {
    expect(of(at('2027-09-15 09:00'))).toContain('EP15/placement-17/outcomes-2026-27 due 2027-09-30: open');
  });

  it('begin with the month, the term and the year that the registration on Mon 11 May 2026 lies in', () => {
    const earlier = { agreedOn: '2024-05-20', startsOn: '2024-09-02' };
    expect(of(at('2026-09-01 00:00'), earlier).map((line) => line.slice('EP15/placement-17/'.length).split(' ')[0])).toEqual([
      'attendance-2026-05', 'attendance-2026-06', 'attendance-2026-07', 'attendance-2026-08', 'outcomes-2025-26', 'term-2025-26-summer',
    ]);
  });

  it('are owed for a month of which the last day alone is under way: from Wed 30 Sep 2026, and until the day of an ending', () => {
    const first = (startsOn: string): string | undefined => of(at('2026-11-01 00:00'), { startsOn })[0];
    expect(first('2026-09-30')).toBe('EP15/placement-17/attendance-2026-09 due 2026-10-07: missed');
    expect(first('2026-10-01')).toBe('EP15/placement-17/attendance-2026-10 due 2026-11-06: open');
    expect(of(at('2026-12-31 12:00'), { ending: anEnding('left-early', '2026-10-31') })).toHaveLength(2);
  });

  it('stay owed after the placement has ended: what it was like is still wanted', () => {
    const [september] = of(at('2026-11-01 00:00'), { ending: anEnding('completed', '2026-09-30') });
    expect(september).toBe('EP15/placement-17/attendance-2026-09 due 2026-10-07: missed');
  });

  it('of a placement planned to end before it starts are none', () => {
    expect(of(at('2027-10-01 09:00'), { endsOn: '2026-09-06' })).toEqual([]);
    expect(of(at('2026-10-01 00:00'), { endsOn: '2026-09-07' })).toEqual(['EP15/placement-17/attendance-2026-09 due 2026-10-07: open']);
  });

  it('for November 2028 have a last day, for December 2028 none: the bank holidays of 2029 are not published', () => {
    expect(of(at('2029-01-02 09:00')).filter((line) => /attendance-2028-1[12]/.test(line))).toEqual([
      'EP15/placement-17/attendance-2028-11 due 2028-12-07: missed',
      'EP15/placement-17/attendance-2028-12 due not known: open',
    ]);
  });

  it('are kept by the return of their own month alone, whenever it is sent', () => {
    const sent = (month: string): RecordFact => aRecord('attendance-return', '2026-10-05', { details: { month } });
    expect(of(at('2026-10-08 09:00'), {}, [sent('2026-09')])).toEqual(['EP15/placement-17/attendance-2026-09 due 2026-10-07: met on 2026-10-05']);
    expect(of(at('2026-10-08 09:00'), {}, [sent('2026-10')])).toEqual(['EP15/placement-17/attendance-2026-09 due 2026-10-07: missed']);
  });

  it('are owed for the last month too when a placement ends on its first day, and not for the next', () => {
    const ending = anEnding('left-early', '2026-11-01');
    expect(of(at('2027-03-01 09:00'), { ending }).map((line) => line.slice(0, 37))).toEqual(['EP15/placement-17/attendance-2026-09 d', 'EP15/placement-17/attendance-2026-10 d', 'EP15/placement-17/attendance-2026-11 d', 'EP15/placement-17/term-2026-27-autumn'].map((line) => line.slice(0, 37)));
  });

  it('of a placement withdrawn before the start are none', () => {
    expect(of(at('2027-03-01 09:00'), { ending: anEnding('withdrawn-before-start', '2026-09-06') })).toEqual([]);
  });

  it('are those of exactly the months with a day under way, as a walk through the days finds them', () => {
    const day = fc.integer({ min: 0, max: 1000 }).map((days) => addDays('2026-06-01', days));
    fc.assert(
      fc.property(day, fc.option(day, { nil: null }), fc.option(day, { nil: null }), day, (startsOn, endsOn, endedOn, today) => {
        const placement = aPlacement({ agreedOn: '2026-05-20', startsOn, endsOn, ending: endedOn === null ? null : anEnding('left-early', endedOn) });
        const { duties } = deriveDuties(aCase({ placements: [placement] }), BY_DEFAULT, ENGLAND, startOfDay(today));
        const months = new Set<string>();
        const hasEnded = (on: string): boolean => (endsOn !== null && on > endsOn) || (endedOn !== null && endedOn <= today && on > endedOn);
        for (let on = startsOn; on < today && !hasEnded(on); on = addDays(on, 1)) months.add(on.slice(0, 7));
        months.delete(today.slice(0, 7));
        const found = duties.flatMap(({ key }) => /attendance-(.+)$/.exec(key)?.[1] ?? []);
        expect(found).toEqual([...months].sort());
      }),
      { numRuns: 300 },
    );
  });
});
