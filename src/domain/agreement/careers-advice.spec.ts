import { describe, expect, it } from '@jest/globals';
import { aCase, aNotice, anEnding, aPlacement, aRecord, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import type { PlacementFact } from './facts.js';

/** Impartial careers advice (EP14, and VS4 from the Virtual School's side) in a placement from Mon 7 Sep 2026. */
const of = (now: Date, adviceOn: string[] = [], placement: Partial<PlacementFact> = {}): string[] =>
  dutiesOf(aCase({ placements: [aPlacement(placement)], records: adviceOn.map((on, id) => aRecord('careers-advice', on, { id })) }), now, ['EP14']);

describe('careers advice once in each academic year (EP14, VS4)', () => {
  it('is owed from the start to 31 August 2027, and again from 1 September', () => {
    expect(of(at('2026-09-06 23:59'))).toEqual([]);
    expect(of(at('2027-08-31 23:59'))).toEqual(['EP14/placement-17/2026-27 due 2027-08-31: open']);
    expect(of(at('2027-09-01 00:00'))).toEqual(['EP14/placement-17/2026-27 due 2027-08-31: missed', 'EP14/placement-17/2027-28 due 2028-08-31: open']);
  });

  it('is kept by advice in that year alone', () => {
    expect(of(at('2027-09-01 00:00'), ['2027-08-31'])).toEqual(['EP14/placement-17/2026-27 due 2027-08-31: met on 2027-08-31', 'EP14/placement-17/2027-28 due 2028-08-31: open']);
    expect(of(at('2027-09-02 00:00'), ['2027-09-01'])).toEqual(['EP14/placement-17/2026-27 due 2027-08-31: missed', 'EP14/placement-17/2027-28 due 2028-08-31: met on 2027-09-01']);
  });

  it('is not asked for a year that was over before the young person was registered on Mon 11 May 2026', () => {
    expect(of(at('2026-10-01 09:00'), [], { agreedOn: '2024-05-20', startsOn: '2024-09-02' }).map((line) => line.slice(0, 25))).toEqual(['EP14/placement-17/2025-26', 'EP14/placement-17/2026-27']);
  });
});

describe('careers advice in a placement at the edge of an academic year (EP14)', () => {
  it('from Mon 31 Aug 2026 is owed that same day for 2025/26, and from the next for 2026/27', () => {
    expect(of(at('2026-09-01 00:00'), [], { startsOn: '2026-08-31' })).toEqual(['EP14/placement-17/2025-26 due 2026-08-31: missed', 'EP14/placement-17/2026-27 due 2027-08-31: open']);
  });

  it('that is planned until, or ended on, Wed 1 Sep 2027 is owed for 2027/28 too; a day earlier it is not', () => {
    const years = (placement: Partial<PlacementFact>): string[] => of(at('2027-10-01 09:00'), [], placement).map((line) => line.split(':')[0] ?? '').filter((line) => !line.includes('before-end'));
    expect(years({ endsOn: '2027-09-01' })).toEqual(['EP14/placement-17/2026-27 due 2027-08-31', 'EP14/placement-17/2027-28 due 2027-09-01']);
    expect(years({ endsOn: '2027-08-31' })).toEqual(['EP14/placement-17/2026-27 due 2027-08-31']);
    expect(years({ ending: anEnding('completed', '2027-09-01') })).toEqual(['EP14/placement-17/2026-27 due 2027-08-31', 'EP14/placement-17/2027-28 due 2028-08-31']);
    expect(years({ ending: anEnding('completed', '2027-08-31') })).toEqual(['EP14/placement-17/2026-27 due 2027-08-31']);
  });

  it('is no longer owed from the day on which the placement ended', () => {
    expect(of(at('2027-01-11 09:00'), [], { ending: anEnding('transferred', '2027-01-11') })[0]).toContain('no longer owed');
    expect(of(at('2027-01-11 09:00'), ['2027-01-11'], { ending: anEnding('transferred', '2027-01-11') })).toEqual(['EP14/placement-17/2026-27 due 2027-08-31: met on 2027-01-11']);
  });
});

describe('careers advice before the end (EP14)', () => {
  it('opens with a placement shorter than 90 days, but not before it is agreed', () => {
    const opening = (placement: Partial<PlacementFact>, on: string): number => of(at(`${on} 00:00`), [], { endsOn: '2026-10-30', ...placement }).filter((line) => line.includes('before-end')).length;
    expect([opening({}, '2026-09-06'), opening({}, '2026-09-07')]).toEqual([0, 1]);
    const agreedLate = { agreedOn: '2026-09-15' };
    expect([opening(agreedLate, '2026-09-14'), opening(agreedLate, '2026-09-15')]).toEqual([0, 1]);
    const advised = (on: string): string | undefined => of(at('2026-10-01 00:00'), [on], { endsOn: '2026-10-30', ...agreedLate })[1];
    expect([advised('2026-09-14'), advised('2026-09-15')]).toEqual(['EP14/placement-17/before-end due 2026-10-30: open', 'EP14/placement-17/before-end due 2026-10-30: met on 2026-09-15']);
  });

  it('is not asked for where the end was planned before the registration on Mon 11 May 2026; on that day it is', () => {
    const ended = (endsOn: string): string[] => of(at('2026-05-20 09:00'), [], { agreedOn: '2025-05-20', startsOn: '2025-09-08', endsOn }).filter((line) => line.includes('before-end'));
    expect(ended('2026-05-10')).toEqual([]);
    expect(ended('2026-05-11')).toEqual(['EP14/placement-17/before-end due 2026-05-11: missed']);
  });

  it('opens 90 days before Fri 2 Jul 2027: on Sat 3 Apr; one talk then keeps the year’s duty too', () => {
    const placement = { endsOn: '2027-07-02' };
    expect(of(at('2027-04-02 23:59'), [], placement)).toEqual(['EP14/placement-17/2026-27 due 2027-07-02: open']);
    expect(of(at('2027-04-03 00:00'), [], placement)).toEqual(['EP14/placement-17/2026-27 due 2027-07-02: open', 'EP14/placement-17/before-end due 2027-07-02: open']);
    expect(of(at('2027-05-01 00:00'), ['2027-04-20'], placement)).toEqual(['EP14/placement-17/2026-27 due 2027-07-02: met on 2027-04-20', 'EP14/placement-17/before-end due 2027-07-02: met on 2027-04-20']);
    expect(of(at('2027-05-01 00:00'), ['2026-11-20'], placement)[1]).toBe('EP14/placement-17/before-end due 2027-07-02: open');
  });
});

describe('careers advice after a risk notice (EP14)', () => {
  it('of Fri 18 Dec 2026 is owed until Wed 6 Jan 2027: Christmas, Boxing Day (Monday) and New Year are left out', () => {
    expect(of(at('2026-12-21 09:00'), [], { riskNotices: [aNotice(at('2026-12-18 15:00'))] })).toContain('EP14/notice-9 due 2027-01-06: open');
  });

  const riskNotices = [aNotice(at('2026-10-30 16:00'))];

  it('is owed for 10 working days: after Fri 30 Oct 2026 until Fri 13 Nov', () => {
    expect(of(at('2026-11-13 23:59'), [], { riskNotices })).toContain('EP14/notice-9 due 2026-11-13: open');
    expect(of(at('2026-11-20 09:00'), ['2026-10-29'], { riskNotices })).toContain('EP14/notice-9 due 2026-11-13: missed');
    expect(of(at('2026-11-20 09:00'), ['2026-10-30'], { riskNotices })).toContain('EP14/notice-9 due 2026-11-13: met on 2026-10-30');
  });

  it('stays owed where the provider ended the placement, and ends with it where the young person left', () => {
    const endedBy = (kind: 'ended-by-provider' | 'left-early'): string => of(at('2026-11-05 09:00'), [], { riskNotices, ending: anEnding(kind, '2026-11-04') }).find((line) => line.startsWith('EP14/notice')) ?? '';
    expect(endedBy('ended-by-provider')).toBe('EP14/notice-9 due 2026-11-13: open');
    expect(endedBy('left-early')).toContain('no longer owed');
  });
});
