import { describe, expect, it } from '@jest/globals';
import { aRecord } from '../../../test/support/case-facts.js';
import { cameIntoCareOn, firstDayInCare, inCareOn } from './care-status.js';

const status = (on: string, value: string, id = 1) => aRecord('care-status', on, { id, details: { status: value } });
const of = (inCare: boolean, ...records: ReturnType<typeof status>[]) => ({ youngPerson: { inCare }, records });
const back = of(true, status('2026-01-10', 'qualifying'), status('2026-05-15', 'in-care', 2), status('2026-06-01', 'eligible', 3));

describe('care status', () => {
  it('on a day is the last of that day or before, else that of the registration', () => {
    expect(['2026-01-09', '2026-01-10', '2026-05-14', '2026-05-15', '2026-06-01'].map((on) => inCareOn(back, on))).toEqual([true, false, false, true, true]);
  });

  it('has a first day in care in a time, both days included', () => {
    expect([firstDayInCare(back, '2026-01-10', '2026-05-14'), firstDayInCare(back, '2026-01-10', '2026-05-15'), firstDayInCare(back, '2026-05-16', '2026-05-15')]).toEqual([null, '2026-05-15', null]);
  });

  it('began on a day where that was recorded; eligible is in care still', () => {
    expect([cameIntoCareOn(back, '2026-01-09'), cameIntoCareOn(back, '2026-03-01'), cameIntoCareOn(back, '2026-07-01')]).toEqual([null, null, '2026-05-15']);
    expect(cameIntoCareOn(of(false), '2026-07-01')).toBeNull();
  });
});
