import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countWorkingDays, neighbour, weekdayByName } from '../../../test/support/time-oracle.js';
import { ENGLAND_BANK_HOLIDAYS } from './bank-holidays.js';
import { addWorkingDays, ENGLAND, extendCalendar, isWorkingDay, type Calendar } from './working-days.js';

const after = (on: string, days: number, calendar: Calendar = ENGLAND): string => {
  const result = addWorkingDays(on, days, calendar);
  return result.known ? result.on : result.why;
};
const dayOf = (year: number): fc.Arbitrary<string> =>
  fc
    .date({ min: new Date(`${year}-01-01T00:00:00Z`), max: new Date('2029-12-31T00:00:00Z'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));

describe('a working day', () => {
  it('is Monday to Friday and no bank holiday, on every day from 2018 to 2028', () => {
    const holidays = new Set(ENGLAND_BANK_HOLIDAYS.events.map((event) => event.date));
    const wrong: string[] = [];
    for (let on = '2018-01-01'; on <= '2028-12-31'; on = neighbour(on, 1)) {
      if (isWorkingDay(on, ENGLAND) !== (weekdayByName(on) <= 5 && !holidays.has(on))) wrong.push(on);
    }
    expect(wrong).toEqual([]);
  });

  it('is not known outside the known years, not even a Sunday', () => {
    expect(ENGLAND).toMatchObject({ knownFrom: '2018-01-01', knownUntil: '2028-12-31' });
    expect(isWorkingDay('2017-12-31', ENGLAND)).toBeNull();
    expect(isWorkingDay('2018-01-02', ENGLAND)).toBe(true);
    expect(isWorkingDay('2028-12-29', ENGLAND)).toBe(true);
    expect(isWorkingDay('2029-01-01', ENGLAND)).toBeNull();
    expect(isWorkingDay('2029-01-07', ENGLAND)).toBeNull();
  });
});

describe('counting working days', () => {
  it('before a Leeds meeting on Thu 7 Jan 2027: papers by Wed 30 Dec 2026, reports by Wed 23 Dec 2026', () => {
    expect(after('2027-01-07', -5)).toBe('2026-12-30');
    expect(after('2027-01-07', -8)).toBe('2026-12-23');
  });

  it('over Christmas: five after Wed 23 Dec 2026 is Mon 4 Jan 2027, five before is Wed 16 Dec', () => {
    expect(after('2026-12-23', 5)).toBe('2027-01-04');
    expect(after('2026-12-23', -5)).toBe('2026-12-16');
  });

  it('is due on Tuesday when Monday is a bank holiday: one after Fri 28 Aug 2026', () => {
    expect(after('2026-08-28', 1)).toBe('2026-09-01');
  });

  it('goes on to Wednesday when Easter Monday follows: three after Thu 25 Mar 2027', () => {
    expect(after('2027-03-25', 3)).toBe('2027-04-01');
    expect(after('2027-03-25', 1)).toBe('2027-03-30');
  });

  it('does not count the day itself, whether it is a working day or not', () => {
    expect(after('2026-09-11', 1)).toBe('2026-09-14');
    expect(after('2026-09-12', 1)).toBe('2026-09-14');
    expect(after('2026-09-13', 1)).toBe('2026-09-14');
    expect(after('2026-09-13', -1)).toBe('2026-09-11');
  });

  it('of none is the day itself, or the next working day from a Saturday or a bank holiday', () => {
    expect(after('2026-09-11', 0)).toBe('2026-09-11');
    expect(after('2026-09-11', -0)).toBe('2026-09-11');
    expect(after('2026-09-12', 0)).toBe('2026-09-14');
    expect(after('2026-12-25', 0)).toBe('2026-12-29');
  });

  it('knew of the Monday of the Queen’s funeral and the Friday of VE day', () => {
    expect(after('2022-09-16', 1)).toBe('2022-09-20');
    expect(after('2020-05-07', 1)).toBe('2020-05-11');
    expect(isWorkingDay('2020-05-04', ENGLAND)).toBe(true);
  });

  it('agrees with counting day by day, within and past the known data', () => {
    const holidays = new Set(ENGLAND_BANK_HOLIDAYS.events.map((event) => event.date));
    fc.assert(
      fc.property(dayOf(2017), fc.integer({ min: -60, max: 60 }), (on, days) => {
        const result = addWorkingDays(on, days, ENGLAND);
        const counted = countWorkingDays(on, days, holidays, '2018-01-01', '2028-12-31');
        expect(result.known ? result.on : null).toBe(counted);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with counting day by day on a calendar of any holidays', () => {
    fc.assert(
      fc.property(dayOf(2026), fc.integer({ min: -20, max: 20 }), fc.array(dayOf(2026), { maxLength: 300 }), (on, days, extra) => {
        const result = addWorkingDays(on, days, extendCalendar(ENGLAND, extra, '2029-12-31'));
        const holidays = new Set([...ENGLAND.holidays, ...extra]);
        const counted = countWorkingDays(on, days, holidays, '2018-01-01', '2029-12-31');
        expect(result.known ? result.on : null).toBe(counted);
      }),
      { numRuns: 300 },
    );
  });

  it('comes back: so many after and as many before a working day is the same day', () => {
    fc.assert(
      fc.property(dayOf(2019), fc.integer({ min: 1, max: 100 }), (on, days) => {
        const there = addWorkingDays(on, days, ENGLAND);
        fc.pre(isWorkingDay(on, ENGLAND) === true && there.known);
        expect(there.known && addWorkingDays(there.on, -days, ENGLAND)).toEqual({ known: true, on });
      }),
    );
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s days', (days) => {
    expect(() => addWorkingDays('2026-09-07', days, ENGLAND)).toThrow(RangeError);
  });

  it('refuses a day that does not exist, also for no days at all', () => {
    expect(() => addWorkingDays('2026-02-30', 0, ENGLAND)).toThrow(RangeError);
    expect(() => addWorkingDays('2030-02-30', 0, ENGLAND)).toThrow(RangeError);
  });
});

describe('past the known data', () => {
  it('the last working day of 2028 is known, the next is not', () => {
    expect(after('2028-12-28', 1)).toBe('2028-12-29');
    expect(after('2028-12-29', 1)).toBe(
      'not known: England bank holidays are known only from Monday 1 January 2018 to Sunday 31 December 2028, ' +
        'and 1 working day after Friday 29 December 2028 lies outside',
    );
  });

  it('nothing is guessed before 2018 either, nor from a day far outside', () => {
    expect(after('2018-01-03', -2)).toMatch(/^not known: .* 2 working days before Wednesday 3 January 2018 lies outside$/);
    expect(after('2031-06-02', 0)).toMatch(/^not known: .* the working day on or after Monday 2 June 2031 lies outside$/);
    expect(after('2031-06-02', -500)).toMatch(/^not known: /);
    expect(after('2026-09-07', 1_000_000_000)).toMatch(/^not known: /);
  });

  it('an administrator’s additions make 2029 known, with its holidays', () => {
    const extended = extendCalendar(ENGLAND, ['2029-01-01'], '2029-12-31');
    expect(after('2028-12-29', 1, extended)).toBe('2029-01-02');
    expect(isWorkingDay('2029-01-01', ENGLAND)).toBeNull();
  });

  it('a bank holiday added within the known years counts at once; the years known stay', () => {
    const extended = extendCalendar(ENGLAND, ['2026-09-14']);
    expect(after('2026-09-11', 1, extended)).toBe('2026-09-15');
    expect(extended.knownUntil).toBe('2028-12-31');
    expect(extendCalendar(ENGLAND, [], '2027-12-31').knownUntil).toBe('2028-12-31');
  });

  it('an addition that is not a date is refused', () => {
    expect(() => extendCalendar(ENGLAND, ['2029-02-30'])).toThrow(RangeError);
    expect(() => extendCalendar(ENGLAND, [], '2029')).toThrow(RangeError);
  });
});
