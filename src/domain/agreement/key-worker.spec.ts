import { describe, expect, it } from '@jest/globals';
import { aCase, anEnding, aPlacement, aPlan, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import type { ClauseId } from './clauses.js';
import type { PlacementFact, ReviewFact } from './facts.js';

const of = (clause: ClauseId, placement: Partial<PlacementFact>, now?: Date): string[] => dutiesOf(aCase({ placements: [aPlacement(placement)] }), now, [clause]);

describe('the education plan is agreed (KW3, EP8)', () => {
  it('is owed from the day the placement is agreed, Wed 20 May 2026, and not before', () => {
    expect(of('KW3', {}, at('2026-05-19 23:59'))).toEqual([]);
    expect(of('KW3', {}, at('2026-05-20 00:00'))).toEqual(['KW3/placement-17 due 2026-10-07: open']);
  });

  it('is missed from the midnight after Wed 7 Oct 2026, thirty days after the start', () => {
    expect(of('KW3', {}, new Date(at('2026-10-08 00:00').getTime() - 1))).toEqual(['KW3/placement-17 due 2026-10-07: open']);
    expect(of('KW3', {}, at('2026-10-08 00:00'))).toEqual(['KW3/placement-17 due 2026-10-07: missed']);
  });

  it('is met when the last of the three agrees', () => {
    const agreedAt = { keyWorker: at('2026-10-05 09:00'), designatedPerson: at('2026-10-09 09:00'), youngPerson: at('2026-10-06 09:00') };
    const plans = [aPlan(at('2026-10-01 09:00'), { agreedAt })];
    expect(of('KW3', { plans }, at('2026-10-08 09:00'))).toEqual(['KW3/placement-17 due 2026-10-07: missed']);
    expect(of('KW3', { plans })).toEqual(['KW3/placement-17 due 2026-10-07: met late on 2026-10-09 at 2026-10-09T08:00:00Z']);
  });

  it('is met by the first complete plan: not by one without its contents, or without the young person', () => {
    const plans = [
      aPlan(at('2026-09-01 09:00'), { id: 1, complete: false }),
      aPlan(at('2026-09-02 09:00'), { id: 2, agreedAt: { keyWorker: at('2026-09-02 09:00'), designatedPerson: at('2026-09-02 09:00'), youngPerson: null } }),
      aPlan(at('2026-10-07 23:59'), { id: 4 }),
      aPlan(at('2026-10-07 09:00'), { id: 3 }),
    ];
    expect(of('KW3', { plans })).toEqual(['KW3/placement-17 due 2026-10-07: met on 2026-10-07 at 2026-10-07T08:00:00Z']);
    expect(of('KW3', { plans: plans.slice(0, 2) })).toEqual(['KW3/placement-17 due 2026-10-07: missed']);
  });

  it('is met by a plan agreed before the placement was', () => {
    expect(of('KW3', { plans: [aPlan(at('2026-05-01 09:00'))] })[0]).toContain('met on 2026-05-01');
  });

  it('is no longer owed when the placement ends, late only when that was after Wed 7 Oct 2026', () => {
    expect(of('KW3', { ending: anEnding('left-early', '2026-10-07') })).toEqual([
      'KW3/placement-17 due 2026-10-07: no longer owed, because the placement ended (the young person left early) on Wednesday 7 October 2026',
    ]);
    expect(of('KW3', { ending: anEnding('completed', '2026-10-08') })).toEqual([
      'KW3/placement-17 due 2026-10-07: no longer owed, late, because the placement ended (completed) on Thursday 8 October 2026',
    ]);
  });

  it('is met late, not “no longer owed”, when it was missed, done on 20 October, and an ending of 15 October is recorded after', () => {
    const plans = [aPlan(at('2026-10-20 09:00'))];
    expect(of('KW3', { plans, ending: anEnding('completed', '2026-10-15') })[0]).toContain('met late on 2026-10-20');
    expect(of('KW3', { plans, ending: anEnding('completed', '2026-10-05') })[0]).toContain('no longer owed');
  });

  it('stays owed when the planned end has passed and nobody recorded an ending', () => {
    expect(of('KW3', { endsOn: '2026-10-05' })).toEqual(['KW3/placement-17 due 2026-10-07: missed']);
  });

  it('stays met when the placement ends on the day it was agreed, or later', () => {
    const plans = [aPlan(at('2026-10-05 09:00'))];
    expect(of('KW3', { plans, ending: anEnding('completed', '2026-10-05') })[0]).toContain('met on 2026-10-05');
  });
});

describe('the education plan is reviewed (KW4, EP9)', () => {
  const plans = [aPlan(at('2026-08-31 16:00'), { id: 3 })];

  it('is not owed before there is a plan, and a review held before it does not count', () => {
    expect(of('KW4', { reviews: [{ id: 1, heldOn: '2026-08-30' }] })).toEqual([]);
    expect(of('KW4', { plans, reviews: [{ id: 1, heldOn: '2026-08-30' }] })).toEqual(['KW4/placement-17/after-plan-3 due 2027-02-28: missed']);
  });

  it('is owed by 28 Feb 2027 after a plan of 31 Aug 2026, then six months after each review', () => {
    const reviews = [
      { id: 8, heldOn: '2027-08-29' },
      { id: 5, heldOn: '2027-03-01' },
    ];
    expect(of('KW4', { plans, reviews }, at('2027-12-01 09:00'))).toEqual([
      'KW4/placement-17/after-plan-3 due 2027-02-28: met late on 2027-03-01',
      'KW4/placement-17/after-review-5 due 2027-09-01: met on 2027-08-29',
      'KW4/placement-17/after-review-8 due 2028-02-29: open',
    ]);
  });

  it('counts a review held on the day of the plan, and of two plans agreed at one instant the first', () => {
    const both = [aPlan(at('2026-08-31 16:00'), { id: 4 }), ...plans];
    expect(of('KW4', { plans: both, reviews: [{ id: 5, heldOn: '2026-08-31' }] })).toEqual([
      'KW4/placement-17/after-plan-3 due 2027-02-28: met on 2026-08-31',
      'KW4/placement-17/after-review-5 due 2027-02-28: missed',
    ]);
  });

  it('is not kept by a meeting without the key worker or without the designated person, nor by one held as something else (KW4, EP9)', () => {
    const held = (review: Partial<ReviewFact>) => of('KW4', { plans, reviews: [{ id: 5, heldOn: '2026-10-20', ...review }] }).length;
    expect([held({}), held({ attended: null }), held({ attended: ['key-worker', 'designated-person'] }), held({ countsFor: ['review', 'pathway-plan'] })]).toEqual([2, 2, 2, 2]);
    expect([held({ attended: ['key-worker', 'young-person'] }), held({ attended: ['designated-person', 'young-person'] }), held({ countsFor: ['looked-after-review'] })]).toEqual([1, 1, 1]);
  });

  it('may be met on the last day, and by two reviews on one day', () => {
    const reviews = [
      { id: 6, heldOn: '2027-02-28' },
      { id: 5, heldOn: '2027-02-28' },
    ];
    expect(of('KW4', { plans, reviews })).toEqual([
      'KW4/placement-17/after-plan-3 due 2027-02-28: met on 2027-02-28',
      'KW4/placement-17/after-review-5 due 2027-08-28: met on 2027-02-28',
      'KW4/placement-17/after-review-6 due 2027-08-28: open',
    ]);
  });

  it('is no longer owed when the placement ends', () => {
    expect(of('KW4', { plans, ending: anEnding('transferred', '2027-01-15') })[0]).toContain('no longer owed, because the placement ended (transferred');
  });
});

describe('an emergency is answered (KW8)', () => {
  const emergency = (respondedAt: Date | null) => ({ id: 4, raisedAt: at('2027-03-27 12:00'), respondedAt, placementId: 17 });
  const kw8 = (respondedAt: Date | null, now: Date, placement = aPlacement()): string[] =>
    dutiesOf(aCase({ placements: [placement], emergencies: [emergency(respondedAt)] }), now, ['KW8']);

  it('raised at 12:00 on Sat 27 Mar 2027 is missed from 13:00 BST on Sunday', () => {
    expect(kw8(null, at('2027-03-28 12:59'))).toEqual(['KW8/emergency-4 due 2027-03-28T12:00:00Z: open']);
    expect(kw8(null, at('2027-03-28 13:00'))).toEqual(['KW8/emergency-4 due 2027-03-28T12:00:00Z: missed']);
  });

  it('answered at 13:00 BST is in time, a minute later is late', () => {
    expect(kw8(at('2027-03-28 13:00'), at('2027-03-29 09:00'))[0]).toContain(': met on 2027-03-28');
    expect(kw8(at('2027-03-28 13:01'), at('2027-03-29 09:00'))[0]).toContain(': met late on 2027-03-28');
  });

  it('stays owed when the placement ends', () => {
    expect(kw8(null, at('2027-03-30 09:00'), aPlacement({ ending: anEnding('completed', '2027-03-28') }))[0]).toContain(': missed');
  });
});
