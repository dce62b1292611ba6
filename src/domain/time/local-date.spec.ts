import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { existsInCalendar, neighbour, turnMonths, walkDays, weekdayByName } from '../../../test/support/time-oracle.js';
import { addDays, addMonths, dayNumber, daysBetween, describeDate, fromDayNumber, parseLocalDate, weekday } from './local-date.js';

const anyDate = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe('a local date', () => {
  it.each(['2026-09-07', '2028-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('takes %s', (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  it.each([
    ['30 February', '2026-02-30'],
    ['29 February of a common year', '2027-02-29'],
    ['29 February 2100, which is no leap year', '2100-02-29'],
    ['31 June', '2026-06-31'],
    ['month 0', '2026-00-10'],
    ['month 13', '2026-13-01'],
    ['day 0', '2026-01-00'],
    ['the day before 1900', '1899-12-31'],
    ['the day after 2199', '2200-01-01'],
    ['a year of two digits', '26-09-07'],
    ['a year of five digits', '12026-09-07'],
    ['the British order', '07/09/2026'],
    ['one digit for the month', '2026-9-07'],
    ['a time after it', '2026-09-07T00:00'],
    ['a blank before it', ' 2026-09-07'],
    ['a line feed after it', '2026-09-07\n'],
    ['digits of another script', '２０２６-０９-０７'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(parseLocalDate(text)).toBeNull();
  });

  it('takes exactly the days that the calendar has, for every day number from 00 to 39 of every month from 00 to 14', () => {
    for (const year of [1900, 1999, 2000, 2026, 2028, 2100]) {
      for (let month = 0; month < 15; month += 1) {
        for (let day = 0; day < 40; day += 1) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          expect(parseLocalDate(text)).toBe(existsInCalendar(text) ? text : null);
        }
      }
    }
  });

  it('agrees with a walk through every day from 1900 to 2199 on its number, its neighbours and its weekday', () => {
    let on = '1900-01-01';
    let number = dayNumber(on);
    const wrong: string[] = [];
    for (; on <= '2199-12-31'; on = neighbour(on, 1), number += 1) {
      const right = dayNumber(on) === number && fromDayNumber(number) === on && weekday(on) === weekdayByName(on);
      if (!right || parseLocalDate(on) !== on) wrong.push(on);
    }
    expect(wrong).toEqual([]);
    expect(dayNumber('1970-01-01')).toBe(0);
  });
});

describe('adding days', () => {
  it('is day 30 on Wed 7 Oct 2026 from Mon 7 Sep 2026', () => {
    expect(addDays('2026-09-07', 30)).toBe('2026-10-07');
    expect(describeDate('2026-09-07')).toBe('Monday 7 September 2026');
    expect(describeDate('2026-10-07')).toBe('Wednesday 7 October 2026');
  });

  it('is day 30 on Sat 31 Oct 2026 from Thu 1 Oct 2026, over the night the clocks go back', () => {
    expect(addDays('2026-10-01', 30)).toBe('2026-10-31');
  });

  it('is day 30 on Wed 1 Mar 2028 from Mon 31 Jan 2028, over 29 February', () => {
    expect(addDays('2028-01-31', 30)).toBe('2028-03-01');
  });

  it('agrees with walking day by day, and daysBetween counts the same walk', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -800, max: 800 }), (on, days) => {
        const walked = walkDays(on, days);
        expect(addDays(on, days)).toBe(walked);
        expect(daysBetween(on, walked)).toBe(days);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with Temporal over centuries', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -100_000, max: 100_000 }), (on, days) => {
        expect(addDays(on, days)).toBe(Temporal.PlainDate.from(on).add({ days }).toString());
      }),
    );
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s days', (days) => {
    expect(() => addDays('2026-09-07', days)).toThrow(RangeError);
  });

  it('refuses a text that is not a date, and leaving the calendar', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => daysBetween('2026-09-07', 'soon')).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });
});

describe('adding months', () => {
  it.each([
    ['31 Aug 2026', '2026-08-31', 6, '2027-02-28'],
    ['29 Aug 2027, where a leap day waits', '2027-08-29', 6, '2028-02-29'],
    ['31 Dec 2026', '2026-12-31', 2, '2027-02-28'],
    ['31 Mar 2026, backwards', '2026-03-31', -1, '2026-02-28'],
    ['15 Jan 2026, backwards over the year', '2026-01-15', -13, '2024-12-15'],
    ['a day that both months have', '2026-09-07', 6, '2027-03-07'],
  ])('from %s', (_, on, months, expected) => {
    expect(addMonths(on, months)).toBe(expected);
  });

  it('agrees with turning the pages of a calendar', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -300, max: 300 }), (on, months) => {
        expect(addMonths(on, months)).toBe(turnMonths(on, months));
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with Temporal', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -2000, max: 2000 }), (on, months) => {
        expect(addMonths(on, months)).toBe(Temporal.PlainDate.from(on).add({ months }).toString());
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses half a month', () => {
    expect(() => addMonths('2026-09-07', 1.5)).toThrow(RangeError);
  });
});
