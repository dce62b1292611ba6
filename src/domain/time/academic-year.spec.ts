import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { existsInCalendar, lastFridayOfJune, neighbour } from '../../../test/support/time-oracle.js';
import { academicYear, birthday, endOfYear11 } from './academic-year.js';

const bornOn = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2084-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe('the academic year', () => {
  it('begins on 1 September 2026 and ends on 31 August 2027', () => {
    const year = { startsOn: '2026-09-01', endsOn: '2027-08-31', name: '2026/27' };
    expect(academicYear('2026-09-01')).toEqual(year);
    expect(academicYear('2027-02-28')).toEqual(year);
    expect(academicYear('2027-08-31')).toEqual(year);
    expect(academicYear('2026-08-31').name).toBe('2025/26');
    expect(academicYear('2027-09-01').name).toBe('2027/28');
  });

  it('is written 1999/00 at the turn of the century', () => {
    expect(academicYear('2000-01-01').name).toBe('1999/00');
  });

  it('holds every day from 1990 to 2100, and changes only on 1 September', () => {
    const wrong: string[] = [];
    let before = academicYear('1989-12-31');
    for (let on = '1990-01-01'; on <= '2100-12-31'; on = neighbour(on, 1)) {
      const year = academicYear(on);
      const holds = year.startsOn <= on && on <= year.endsOn;
      if (!holds || (year.name !== before.name) !== on.endsWith('-09-01')) wrong.push(on);
      before = year;
    }
    expect(wrong).toEqual([]);
  });

  it('refuses a text that is not a date', () => {
    expect(() => academicYear('2026-02-30')).toThrow(RangeError);
  });
});

describe('the end of Year 11', () => {
  it.each([
    ['31 Aug 2011', '2011-08-31', '2027-06-25'],
    ['1 Sep 2011', '2011-09-01', '2028-06-30'],
    ['29 Feb 2012', '2012-02-29', '2028-06-30'],
  ])('of someone born on %s', (_, born, expected) => {
    expect(endOfYear11(born)).toBe(expected);
  });

  it('is the last Friday of June after the September that follows the fifteenth birthday, or falls on it', () => {
    fc.assert(
      fc.property(bornOn, (born) => {
        const year = Number(born.slice(0, 4)) + (born.slice(5) < '09-01' ? 16 : 17);
        expect(endOfYear11(born)).toBe(lastFridayOfJune(year));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a birthday', () => {
  it.each([
    ['16 on the same day', '2010-09-07', 16, '2026-09-07'],
    ['25, when tracking ends', '2010-12-31', 25, '2035-12-31'],
    ['16 on 29 February of a leap year', '2012-02-29', 16, '2028-02-29'],
    ['18 on 1 March of a common year', '2012-02-29', 18, '2030-03-01'],
    ['88 on 1 March 2100, which is no leap year', '2012-02-29', 88, '2100-03-01'],
    ['0 on the day of birth', '2012-02-29', 0, '2012-02-29'],
  ])('%s', (_, born, age, expected) => {
    expect(birthday(born, age)).toBe(expected);
  });

  it('is the first day on which Temporal counts so many whole years', () => {
    fc.assert(
      fc.property(bornOn, fc.integer({ min: 1, max: 100 }), (born, age) => {
        const year = String(Number(born.slice(0, 4)) + age);
        const sameDay = year + born.slice(4);
        const expected = existsInCalendar(sameDay) ? sameDay : `${year}-03-01`;
        expect(birthday(born, age)).toBe(expected);
        const lived = Temporal.PlainDate.from(born).until(expected, { largestUnit: 'year' }).years;
        expect(lived).toBe(age);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses an age that is negative or broken', () => {
    expect(() => birthday('2010-09-07', -1)).toThrow(RangeError);
    expect(() => birthday('2010-09-07', 16.5)).toThrow(RangeError);
  });
});
