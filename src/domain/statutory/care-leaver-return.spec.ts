import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACCOMMODATIONS, ACTIVITIES, IN_TOUCH } from './care-leaver-codes.js';
import { birthdayIn, careLeaverFields, collectionYearOn, contactDays, lineState, oc3Faults, oc3Row, type LeaverFacts, type LeaverStatus, type Oc3Row } from './care-leaver-return.js';

/** Nineteen on 10 June 2026: in the collection year that ends in 2027. */
const leaver = (change: Partial<LeaverFacts> = {}): LeaverFacts => ({ childId: 'B-17', bornOn: '2007-06-10', careStatusOn: () => 'former-relevant', diedOn: null, movedOn: null, statuses: [], ...change });
const contact = (on: string, change: Partial<LeaverStatus> = {}): LeaverStatus => ({ on, inTouch: 'YES', activity: 'F2', accommodation: 'U', suitable: 'yes', ...change });
const line = (change: Partial<Oc3Row> = {}): Oc3Row => ({ CHILD: 'B-17', DOB: '2007-06-10', IN_TOUCH: 'YES', ACTIV: 'F2', ACCOM: 'U1', ...change });
const rules = (row: Oc3Row, year = 2027) => oc3Faults(row, year).map(({ rule }) => rule);

describe('a collection year', () => {
  it.each([['2026-04-01', 2027], ['2027-03-31', 2027], ['2026-03-31', 2026]])('runs from 1 April to 31 March: %s is in %d', (day, year) => expect(collectionYearOn(day)).toBe(year));

  it.each([['2007-06-10', 2027, '2026-06-10', 19], ['2007-04-01', 2027, '2026-04-01', 19], ['2007-03-31', 2027, '2027-03-31', 20], ['2008-02-29', 2026, '2026-03-01', 18]])('of somebody born on %s, %d, has the birthday %s', (bornOn, year, on, age) =>
    expect(birthdayIn(bornOn, year)).toEqual({ on, age }));

  it('asks of the three months before a birthday and the month after it', () => expect(contactDays('2026-06-10')).toEqual({ from: '2026-03-10', to: '2026-07-10' }));
});

describe('the line of a care leaver (SSDA903, OC3)', () => {
  it('says what was recorded nearest to the birthday', () => {
    const statuses = [contact('2026-03-12', { activity: 'G5' }), contact('2026-06-01'), contact('2026-07-05', { activity: 'P5' })];
    expect(oc3Row(leaver({ statuses }), 2027)).toEqual(line());
    expect(rules(line())).toEqual([]);
  });

  it('of two as near is the earlier one', () => expect(oc3Row(leaver({ statuses: [contact('2026-06-12', { activity: 'P2' }), contact('2026-06-08')] }), 2027)?.ACTIV).toBe('F2'));

  it('is empty, and says so, where nothing was recorded in these weeks', () => {
    const row = oc3Row(leaver({ statuses: [contact('2026-03-09'), contact('2026-07-11')] }), 2027);
    expect(row).toEqual(line({ IN_TOUCH: '', ACTIV: '', ACCOM: '' }));
    expect(rules(row ?? line())).toEqual(['NO_CONTACT']);
  });

  it.each([['DIED'], ['RHOM'], ['NO'], ['REFU'], ['NREQ']])('has no activity and no accommodation where it is %s', (inTouch) =>
    expect(oc3Row(leaver({ statuses: [{ on: '2026-06-10', inTouch }] }), 2027)).toEqual(line({ IN_TOUCH: inTouch, ACTIV: '0', ACCOM: '0' })));

  it('is of the dead, whatever was recorded before', () => expect(oc3Row(leaver({ statuses: [contact('2026-06-10')], diedOn: '2026-07-01' }), 2027)?.IN_TOUCH).toBe('DIED'));

  it.each([['in care on the birthday', { careStatusOn: (day: string) => (day <= '2026-06-10' ? 'eligible' : 'former-relevant') }], ['who qualifies for advice alone', { careStatusOn: () => 'qualifying' }], ['whom another authority took over', { movedOn: '2026-06-10' }], ['of 16', { bornOn: '2010-06-10' }], ['of 22', { bornOn: '2004-06-10' }]])('is not asked of somebody %s', (_who, change) =>
    expect(oc3Row(leaver(change), 2027)).toBeNull());

  it('is asked of who moved after the birthday', () => expect(oc3Row(leaver({ movedOn: '2026-06-11' }), 2027)).not.toBeNull());

  it('follows the status of the birthday, not of today', () => expect(oc3Row(leaver({ careStatusOn: (day) => (day <= '2026-06-10' ? 'relevant' : 'qualifying') }), 2027)).not.toBeNull());
});

describe('what a line breaks', () => {
  it.each<[string, Partial<Oc3Row>]>([
    ['131', { IN_TOUCH: 'MAYBE' }], ['132', { ACTIV: 'F3' }], ['133', { ACCOM: 'S1' }], ['133', { ACCOM: 'X1' }], ['133', { ACCOM: 'Q1' }],
    ['153', { ACTIV: '' }], ['344', { IN_TOUCH: 'DIED' }], ['344', { IN_TOUCH: 'RHOM', ACTIV: '0' }], ['345', { ACTIV: '0' }], ['345', { ACCOM: '0' }],
    ['347', { DOB: '2009-06-10', ACCOM: 'T1' }], ['3001', { DOB: '2009-06-10', ACCOM: 'Z1' }],
  ])('rule %s: %j', (rule, change) => expect(rules(line(change))).toEqual([rule]));

  it('is nothing where nobody knows: out of touch, with or without what is known', () => {
    for (const change of [{ IN_TOUCH: 'NO', ACTIV: '0', ACCOM: '0' }, { IN_TOUCH: 'NO' }, { IN_TOUCH: 'REFU', ACTIV: 'G5', ACCOM: 'S2' }]) expect(rules(line(change))).toEqual([]);
  });

  it('is never a code: what is made of any records has codes of the year alone', () => {
    const status = fc.record({
      on: fc.integer({ min: -120, max: 60 }).map((days) => new Date(Date.UTC(2026, 5, 10 + days)).toISOString().slice(0, 10)),
      inTouch: fc.constantFrom(...Object.keys(IN_TOUCH)), activity: fc.option(fc.constantFrom(...Object.keys(ACTIVITIES)), { nil: undefined }),
      accommodation: fc.option(fc.constantFrom(...Object.keys(ACCOMMODATIONS)), { nil: undefined }), suitable: fc.constantFrom('yes', 'no'),
    });
    fc.assert(fc.property(fc.array(status, { maxLength: 5 }), (statuses) => {
      const recorded = statuses.map((one) => (['S', 'X'].includes(one.accommodation ?? '') ? { ...one, suitable: 'no' } : one));
      const row = oc3Row(leaver({ statuses: recorded }), 2027) ?? line();
      expect(rules(row).filter((rule) => !['345', 'NO_CONTACT'].includes(rule))).toEqual([]);
      expect(row).toEqual(byHand(recorded));
    }), { numRuns: 2000 });
  });
});

/** Plainly, with no code of the product's: day by day away from the birthday, the earlier day first. */
function byHand(statuses: readonly LeaverStatus[]): Oc3Row {
  const day = (offset: number) => new Date(Date.UTC(2026, 5, 10 + offset)).toISOString().slice(0, 10);
  for (let away = 0; away <= 92; away += 1) {
    for (const offset of [-away, away]) {
      if (offset > 30) continue;
      const found = statuses.find(({ on }) => on === day(offset));
      if (!found) continue;
      const { inTouch = '', activity, accommodation, suitable } = found;
      const gone = inTouch === 'DIED' || inTouch === 'RHOM';
      return line({ IN_TOUCH: inTouch, ACTIV: gone || !activity ? '0' : activity, ACCOM: gone || !accommodation ? '0' : accommodation + (suitable === 'yes' ? 1 : 2) });
    }
  }
  return line({ IN_TOUCH: '', ACTIV: '', ACCOM: '' });
}

describe('what somebody does about a line', () => {
  const empty = line({ IN_TOUCH: '', ACTIV: '', ACCOM: '' });
  const state = (row: Oc3Row, today: string) => lineState(row, oc3Faults(row, 2027), 2027, today);

  it.each([['2026-03-09', 'to come'], ['2026-03-10', 'in its days'], ['2026-07-10', 'in its days'], ['2026-07-11', 'to put right']])('of whom nothing is recorded, on %s: %s', (today, expected) => expect(state(empty, today)).toBe(expected));

  it('that breaks a rule is to put it right, whichever day; with nothing wrong it is nothing', () => {
    for (const today of ['2026-03-01', '2026-06-10', '2026-12-01']) expect([state(line({ ACTIV: '0' }), today), state(line(), today)]).toEqual(['to put right', 'complete']);
  });
});

describe('the care leaver fields of the daily feed', () => {
  it('are those of the last contact with both', () => {
    const statuses = [contact('2026-05-01'), contact('2026-06-01', { activity: 'P5', accommodation: 'K' }), contact('2026-06-20', { accommodation: undefined }), contact('2026-08-01')];
    expect(careLeaverFields({ statuses }, '2026-07-01')).toEqual({ contact_date: '2026-06-01', activity: 'P5', accommodation: 'K' });
    expect(careLeaverFields({ statuses: [{ on: '2026-06-01', inTouch: 'NO' }] }, '2026-07-01')).toBeNull();
  });
});
