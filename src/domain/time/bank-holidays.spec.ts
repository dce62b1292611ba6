import { describe, expect, it } from '@jest/globals';
import Holidays from 'date-holidays';
import { ordinaryBankHolidays, weekdayByName } from '../../../test/support/time-oracle.js';
import { ENGLAND_BANK_HOLIDAYS } from './bank-holidays.js';

const YEARS = Array.from({ length: 11 }, (_, i) => 2018 + i);
const ours = (year: number): string[] =>
  ENGLAND_BANK_HOLIDAYS.events.map((event) => event.date).filter((on) => on.startsWith(String(year)));

/** What Royal Proclamations changed in a year: days given, days taken for them. */
const PROCLAIMED: Record<number, { given: string[]; taken: string[] }> = {
  2020: { given: ['2020-05-08'], taken: ['2020-05-04'] },
  2022: { given: ['2022-06-02', '2022-06-03', '2022-09-19'], taken: ['2022-05-30'] },
  2023: { given: ['2023-05-08'], taken: [] },
};

describe('the bank holidays of England', () => {
  it('have the published shape, in order, each a weekday and none twice', () => {
    const dates = ENGLAND_BANK_HOLIDAYS.events.map((event) => event.date);
    expect(ENGLAND_BANK_HOLIDAYS.division).toBe('england-and-wales');
    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates.filter((on) => weekdayByName(on) > 5)).toEqual([]);
  });

  it.each(YEARS)('of %i are the days of the law with the year’s proclamations', (year) => {
    const { given, taken } = PROCLAIMED[year] ?? { given: [], taken: [] };
    const lawful = ordinaryBankHolidays(year).filter((on) => !taken.includes(on));
    expect(ours(year)).toEqual([...lawful, ...given].sort());
  });

  // date-holidays also lists New Year’s Day, Christmas Day and Boxing Day themselves where they fall on a weekend; the
  // published list has only their substitute days. A weekend is no working day either way. There is no other difference.
  it.each(YEARS)('of %i are those of date-holidays, but for the days at a weekend', (year) => {
    const theirs = new Holidays('GB', 'ENG')
      .getHolidays(year)
      .filter((holiday) => holiday.type === 'public')
      .map((holiday) => holiday.date.slice(0, 10));
    const onlyTheirs = theirs.filter((on) => !ours(year).includes(on));
    expect(ours(year).filter((on) => !theirs.includes(on))).toEqual([]);
    expect(onlyTheirs.filter((on) => weekdayByName(on) <= 5 || !/-(01-01|12-25|12-26)$/.test(on))).toEqual([]);
  });

  it.each([
    ['VE day, moved from Mon 4 May 2020', '2020-05-08', 'Early May bank holiday (VE day)'],
    ['the jubilee, moved from Mon 30 May 2022', '2022-06-02', 'Spring bank holiday'],
    ['the jubilee', '2022-06-03', 'Platinum Jubilee bank holiday'],
    ['the Queen’s funeral', '2022-09-19', 'Bank Holiday for the State Funeral of Queen Elizabeth II'],
    ['the coronation', '2023-05-08', 'Bank holiday for the coronation of King Charles III'],
    ['Boxing Day on a Saturday', '2026-12-28', 'Boxing Day'],
    ['Christmas Day on a Saturday', '2027-12-27', 'Christmas Day'],
    ['Boxing Day after it', '2027-12-28', 'Boxing Day'],
    ['Christmas Day on a Sunday, after Boxing Day on its own', '2022-12-27', 'Christmas Day'],
  ])('have %s', (_, date, title) => {
    expect(ENGLAND_BANK_HOLIDAYS.events).toContainEqual({ title, date });
  });
});
