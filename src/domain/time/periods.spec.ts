import { describe, expect, it } from '@jest/globals';
import { academicYearsIn, monthsIn, termsIn } from './periods.js';

const names = (periods: { name: string }[]): string[] => periods.map(({ name }) => name);

describe('the periods of a time', () => {
  it('from Mon 31 Aug to Tue 1 Sep 2026 are two academic years, two months, and the autumn term: August is in no term', () => {
    expect(names(academicYearsIn('2026-08-31', '2026-09-01'))).toEqual(['2025-26', '2026-27']);
    expect(names(monthsIn('2026-08-31', '2026-09-01'))).toEqual(['2026-08', '2026-09']);
    expect(names(termsIn('2026-08-31', '2026-09-01'))).toEqual(['2026-27-autumn']);
    expect(termsIn('2026-08-01', '2026-08-31')).toEqual([]);
  });

  it('of the academic year 2027/28 are three terms, the spring one with a 29 February', () => {
    expect(termsIn('2027-09-01', '2028-08-31')).toEqual([
      { name: '2027-28-autumn', startsOn: '2027-09-01', endsOn: '2027-12-31' },
      { name: '2027-28-spring', startsOn: '2028-01-01', endsOn: '2028-03-31' },
      { name: '2027-28-summer', startsOn: '2028-04-01', endsOn: '2028-07-31' },
    ]);
    expect(monthsIn('2028-02-29', '2028-02-29')).toEqual([{ name: '2028-02', startsOn: '2028-02-01', endsOn: '2028-02-29' }]);
    expect(academicYearsIn('2028-08-31', '2028-08-31')).toEqual([{ name: '2027-28', startsOn: '2027-09-01', endsOn: '2028-08-31' }]);
  });

  it('of one day are those it lies in: the first and the last day of a term are part of it', () => {
    expect(names(termsIn('2026-12-31', '2026-12-31'))).toEqual(['2026-27-autumn']);
    expect(names(termsIn('2027-01-01', '2027-01-01'))).toEqual(['2026-27-spring']);
    expect(names(termsIn('2027-07-31', '2027-07-31'))).toEqual(['2026-27-summer']);
  });

  it('that ends before it begins are none, even within one month', () => {
    expect([...academicYearsIn('2026-10-12', '2026-10-11'), ...termsIn('2026-10-12', '2026-10-11'), ...monthsIn('2026-10-12', '2026-10-11')]).toEqual([]);
  });
});
