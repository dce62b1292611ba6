import { describe, expect, it } from '@jest/globals';
import { aCase, anEnding, aPlacement, aRecord, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import { deriveDuties } from './derive-duties.js';
import type { CaseFacts } from './facts.js';
import type { RecordFact } from './records.js';
import { BY_DEFAULT } from './settings.js';
import { londonDate } from '../time/london.js';
import { ENGLAND } from '../time/working-days.js';

/** Born on 14 March 2010, registered on Mon 11 May 2026: Year 11 ends on Fri 26 June 2026. */
const of = (clause: 'VS3' | 'VS5' | 'VS6', now: Date, records: RecordFact[] = [], facts: Partial<CaseFacts> = {}): string[] => dutiesOf(aCase({ records, ...facts }), now, [clause]);
const status = (id: number, on: string, value = 'education'): RecordFact => aRecord('status', on, { id, details: { status: value } });

describe('requests between Virtual Schools (VS3)', () => {
  it('are answered within 5 working days by the one that was asked', () => {
    const request = aRecord('support-request', '2026-10-20', { details: { to: 'local-key-contact' } });
    expect(of('VS3', at('2026-10-27 23:59'), [request])).toEqual(['VS3/request-1 due 2026-10-27: open']);
    expect(of('VS3', at('2026-10-29 09:00'), [request, aRecord('support-answer', '2026-10-28', { id: 2, aboutId: 1 })])).toEqual(['VS3/request-1 due 2026-10-27: met late on 2026-10-28']);
    const { duties } = deriveDuties(aCase({ records: [request] }), BY_DEFAULT, ENGLAND, at('2026-10-21 09:00'));
    expect(duties.find(({ clause }) => clause === 'VS3')?.owedBy).toEqual(['local-key-contact']);
  });
});

describe('the personal education plan of a term (VS5)', () => {
  it('is owed in Year 11 while in care, from the term of the registration on', () => {
    expect(of('VS5', at('2026-05-12 09:00'))).toEqual(['VS5/young-person-1/2025-26-summer due 2026-07-31: open']);
    const leaver = { youngPerson: { id: 1, bornOn: '2010-03-14', registeredAt: at('2026-05-11 09:00'), inCare: false } };
    expect(of('VS5', at('2026-08-31 09:00'), [], leaver)).toEqual([]);
    expect(of('VS5', at('2026-09-01 00:00'), [], leaver)).toEqual(['VS5/young-person-1/2026-27-autumn due 2026-12-31: open']);
  });

  it('is kept by the review that names the term, late if it comes after', () => {
    const review = aRecord('pep-review', '2027-01-08', { details: { term: '2026-27-autumn' } });
    expect(of('VS5', at('2027-01-09 09:00'), [review])).toContain('VS5/young-person-1/2026-27-autumn due 2026-12-31: met late on 2027-01-08');
    expect(of('VS5', at('2027-01-09 09:00'), [review])).toContain('VS5/young-person-1/2026-27-spring due 2027-03-31: open');
  });

  it('is not owed before Year 11, nor for a term that begins on the 25th birthday', () => {
    const bornOn = (on: string, now: string): string[] => of('VS5', at(now), [], { youngPerson: { id: 1, bornOn: on, registeredAt: at('2026-05-11 09:00'), inCare: true } });
    expect(bornOn('2012-01-15', '2027-08-31 09:00')).toEqual([]);
    expect(bornOn('2012-01-15', '2027-09-01 00:00')).toEqual(['VS5/young-person-1/2027-28-autumn due 2027-12-31: open']);
    expect(bornOn('2002-01-01', '2027-03-01 09:00').map((line) => line.slice(19, 34))).toEqual(['2025-26-summer ', '2026-27-autumn ']);
  });
});

describe('somebody born on Thu 29 Feb 2012, whose Year 11 ends on Fri 30 Jun 2028 and who turns 25 on Sun 1 Mar 2037', () => {
  const facts = { youngPerson: { id: 1, bornOn: '2012-02-29', registeredAt: at('2028-01-31 09:00'), inCare: true } };
  const inTime = (clause: 'VS5' | 'VS6', now: string, records: RecordFact[] = []): string[] => of(clause, at(now), records, facts);

  it('has a plan from the term of the registration on (VS5), and a first status from Sat 1 July 2028 (VS6)', () => {
    expect(inTime('VS5', '2028-04-01 00:00')).toEqual(['VS5/young-person-1/2027-28-spring due 2028-03-31: missed', 'VS5/young-person-1/2027-28-summer due 2028-07-31: open']);
    expect(inTime('VS6', '2028-06-30 23:59')).toEqual([]);
    expect(inTime('VS6', '2028-07-01 00:00')).toEqual(['VS6/young-person-1/first-status due 2028-08-26: open']);
  });

  it('has the plan of the spring term of 2037 still, and no status to confirm from the birthday on', () => {
    const status2037 = [status(1, '2037-01-10')];
    expect(inTime('VS5', '2037-02-28 23:59')).toContain('VS5/young-person-1/2036-37-spring due 2037-03-31: open');
    expect(inTime('VS6', '2037-02-28 23:59', status2037)[0]).toBe('VS6/young-person-1/after-status-1 due 2037-03-07: open');
    expect(inTime('VS6', '2037-03-01 00:00', status2037)[0]).toContain('no longer owed, because the young person turned 25');
  });
});

describe('status (VS6)', () => {
  it('opens with the registration where Year 11 is over by then, and not the day after', () => {
    const facts = { youngPerson: { id: 1, bornOn: '2009-03-14', registeredAt: at('2026-10-31 23:30'), inCare: false } };
    expect(of('VS6', at('2026-10-31 23:30'), [], facts)).toEqual(['VS6/young-person-1/first-status due 2026-12-26: open']);
  });

  it('of one day twice is two links of the chain, by id: Thu 20 Aug 2026', () => {
    expect(of('VS6', at('2026-08-21 09:00'), [status(8, '2026-08-20'), status(7, '2026-08-20')])).toEqual([
      'VS6/young-person-1/after-status-7 due 2026-10-15: met on 2026-08-20',
      'VS6/young-person-1/after-status-8 due 2026-10-15: open',
      'VS6/young-person-1/first-status due 2026-08-22: met on 2026-08-20',
    ]);
  });

  it('is confirmed every 8 weeks from the end of Year 11: from Sat 27 Jun until Sat 22 Aug 2026', () => {
    expect(of('VS6', at('2026-06-26 23:59'))).toEqual([]);
    expect(of('VS6', at('2026-08-22 23:59'))).toEqual(['VS6/young-person-1/first-status due 2026-08-22: open']);
  });

  it('is a chain: each keeps the duty of the one before and opens the next', () => {
    expect(of('VS6', at('2026-12-24 09:00'), [status(2, '2026-10-30'), status(1, '2026-08-20')])).toEqual([
      'VS6/young-person-1/after-status-1 due 2026-10-15: met late on 2026-10-30',
      'VS6/young-person-1/after-status-2 due 2026-12-25: open',
      'VS6/young-person-1/first-status due 2026-08-22: met on 2026-08-20',
    ]);
  });

  it('is not counted before the end of Year 11', () => {
    expect(of('VS6', at('2026-08-01 09:00'), [status(1, '2026-06-26')])).toEqual(['VS6/young-person-1/first-status due 2026-08-22: open']);
  });

  it('is owed no more from the 25th birthday on', () => {
    const facts = { youngPerson: { id: 1, bornOn: '2001-12-01', registeredAt: at('2026-05-11 09:00'), inCare: false } };
    expect(of('VS6', at('2026-12-01 00:00'), [status(1, '2026-11-20')], facts)[0]).toContain('no longer owed');
  });
});

describe('leaving education, employment or training (VS6)', () => {
  it('opens one follow-up of 5 working days, not one with each status that says the same', () => {
    const records = [status(1, '2026-09-01'), status(2, '2026-10-20', 'not-in-eet'), status(3, '2026-11-02', 'not-known')];
    expect(of('VS6', at('2026-11-03 09:00'), records).filter((line) => line.includes('follow-up'))).toEqual(['VS6/follow-up-status-2 due 2026-10-27: missed']);
    const followedUp = [...records, aRecord('follow-up', '2026-10-26', { id: 4, aboutId: 2 })];
    expect(of('VS6', at('2026-11-03 09:00'), followedUp)).toContain('VS6/follow-up-status-2 due 2026-10-27: met on 2026-10-26');
  });

  it('is known from before tracking began: out in May 2026 and still out in July is one follow-up', () => {
    const records = [status(1, '2026-05-12', 'not-known'), status(2, '2026-07-02', 'not-in-eet'), status(3, '2026-07-20'), status(4, '2026-08-03', 'not-in-eet')];
    expect(of('VS6', at('2026-08-04 09:00'), records).filter((line) => line.includes('follow-up'))).toEqual([
      'VS6/follow-up-status-1 due 2026-05-19: missed',
      'VS6/follow-up-status-4 due 2026-08-10: open',
    ]);
  });

  it('by the end of a placement is kept by a follow-up of that placement, from the day of the ending on', () => {
    const placements = [aPlacement({ ending: anEnding('left-early', '2026-10-14') })];
    const after = (on: string, placementId: number): string[] => of('VS6', at('2026-10-30 09:00'), [aRecord('follow-up', on, { placementId })], { placements }).filter((line) => line.includes('follow-up'));
    expect(after('2026-10-14', 17)).toEqual(['VS6/follow-up-placement-17 due 2026-10-21: met on 2026-10-14']);
    for (const [on, id] of [['2026-10-13', 17], ['2026-10-15', 18]] as const) expect(after(on, id)).toEqual(['VS6/follow-up-placement-17 due 2026-10-21: missed']);
  });

  it('by the end of a placement is followed up too, unless it was completed, transferred or never began', () => {
    const after = (kind: Parameters<typeof anEnding>[0]): string[] => of('VS6', at('2026-10-30 09:00'), [], { placements: [aPlacement({ ending: anEnding(kind, '2026-10-14') })] }).filter((line) => line.includes('follow-up'));
    expect(after('left-early')).toEqual(['VS6/follow-up-placement-17 due 2026-10-21: missed']);
    for (const kind of ['completed', 'transferred', 'withdrawn-before-start'] as const) expect(after(kind)).toEqual([]);
  });
});

describe('care status as dated periods (VS5)', () => {
  const status = (on: string, value: string, id = 1) => aRecord('care-status', on, { id, details: { status: value } });
  const terms = (facts: Partial<CaseFacts>, now: string) =>
    deriveDuties(aCase(facts), BY_DEFAULT, ENGLAND, at(now)).duties.filter(({ clause }) => clause === 'VS5').map(({ key, opensAt }) => `${key.split('/')[2]} from ${londonDate(opensAt)}`);
  /** Year 11 is 2025-26. */
  const registered = (inCare: boolean) => ({ id: 1, bornOn: '2010-03-14', registeredAt: at('2025-09-01 09:00'), inCare });

  it('keeps the terms of Year 11 in care when somebody becomes a care leaver later', () => {
    const year11 = ['2025-26-autumn from 2025-09-01', '2025-26-spring from 2026-01-01', '2025-26-summer from 2026-04-01'];
    expect(terms({ youngPerson: registered(true) }, '2026-07-01 09:00')).toEqual(year11);
    expect(terms({ youngPerson: registered(true), records: [status('2026-06-30', 'qualifying')] }, '2026-07-01 09:00')).toEqual(year11);
  });

  it('owes none for a term without a day in care, and one from the first day in care', () => {
    const records = [status('2025-12-31', 'qualifying'), status('2026-05-15', 'in-care', 2)];
    expect(terms({ youngPerson: registered(true), records }, '2026-07-01 09:00')).toEqual(['2025-26-autumn from 2025-09-01', '2025-26-summer from 2026-05-15']);
    expect(terms({ youngPerson: registered(false), records: [] }, '2026-07-01 09:00')).toEqual([]);
  });

  it('from the end of Year 11 on owes each term, in care or not', () => {
    expect(terms({ youngPerson: registered(false), records: [] }, '2026-09-02 09:00')).toEqual(['2026-27-autumn from 2026-09-01']);
  });

  it('of two statuses of one day goes by the later one recorded', () => {
    expect(terms({ youngPerson: registered(false), records: [status('2026-01-01', 'in-care'), status('2026-01-01', 'relevant', 2)] }, '2026-03-01 09:00')).toEqual([]);
  });
});
