import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { clockChanges, londonWallClock, neighbour } from '../../../test/support/time-oracle.js';
import { addDays } from './local-date.js';
import { addHours, atLocalTime, describeInstant, formatInstant, formatLondon, londonDate, parseInstant, startOfDay } from './london.js';

const utc = (text: string): Date => new Date(text);
const YEARS = Array.from({ length: 105 }, (_, i) => 1996 + i);
const anyInstant = fc.date({ min: utc('1996-01-01T00:00:00Z'), max: utc('2100-12-31T23:59:59Z'), noInvalidDate: true });

describe('London’s clocks, as the time zone database has them', () => {
  it('change twice in each year from 1996 to 2100, at the same instants, to the millisecond', () => {
    for (const year of YEARS) {
      const changes = clockChanges(year);
      expect(changes).toHaveLength(2);
      for (const change of changes) {
        for (const off of [-3_600_000, -1, 0, 1, 3_599_999, 3_600_000]) {
          const at = new Date(change.getTime() + off);
          const { date, time, offset } = londonWallClock(at);
          expect(formatLondon(at).slice(0, 19) + formatLondon(at).slice(-6)).toBe(`${date}T${time}${offset}`);
        }
      }
    }
  });

  it('begin each day from 1996 to 2100 at the same instant', () => {
    const wrong: string[] = [];
    for (let on = '1996-01-01'; on <= '2100-12-31'; on = neighbour(on, 1)) {
      const at = startOfDay(on);
      const shown = londonWallClock(at);
      const before = londonWallClock(new Date(at.getTime() - 1));
      if (shown.date !== on || shown.time !== '00:00:00' || before.date !== neighbour(on, -1)) wrong.push(on);
    }
    expect(wrong).toEqual([]);
  });

  it('show the same day, time and offset at any instant', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const { date, time, offset } = londonWallClock(at);
        expect(londonDate(at)).toBe(date);
        expect(formatLondon(at).replace(/\.\d{3}/, '')).toBe(`${date}T${time}${offset}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('show the same in Temporal, which also finds the same instant for a local time', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Europe/London');
        const on = zoned.toPlainDate().toString();
        expect(londonDate(at)).toBe(on);
        expect(startOfDay(on).getTime()).toBe(zoned.startOfDay().epochMilliseconds);
        const local = zoned.toPlainDateTime();
        const first = local.toZonedDateTime('Europe/London', { disambiguation: 'earlier' });
        expect(parseInstant(local.toString({ smallestUnit: 'millisecond' }))?.getTime()).toBe(first.epochMilliseconds);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the start of a day', () => {
  it('after Wed 7 Oct 2026 is 2026-10-07T23:00Z', () => {
    expect(formatInstant(startOfDay(addDays('2026-10-07', 1)))).toBe('2026-10-07T23:00:00Z');
  });

  it('after Sat 31 Oct 2026 is 2026-11-01T00:00Z, because the clocks went back on 25 Oct', () => {
    expect(formatInstant(startOfDay(addDays('2026-10-31', 1)))).toBe('2026-11-01T00:00:00Z');
  });

  it('is in winter time on Sun 28 Mar 2027 and in summer time on Sun 25 Oct 2026, the days of the change', () => {
    expect(formatInstant(startOfDay('2027-03-28'))).toBe('2027-03-28T00:00:00Z');
    expect(formatInstant(startOfDay('2026-10-25'))).toBe('2026-10-24T23:00:00Z');
  });

  it('of 2 Mar 2028 ends a plan’s last day, Wed 1 Mar 2028', () => {
    expect(formatInstant(startOfDay('2028-03-02'))).toBe('2028-03-02T00:00:00Z');
  });
});

describe('a local time', () => {
  it('08:00 is 07:00Z in summer and 08:00Z in winter', () => {
    expect(formatInstant(atLocalTime('2026-10-07', '08:00'))).toBe('2026-10-07T07:00:00Z');
    expect(formatInstant(atLocalTime('2026-11-02', '08:00'))).toBe('2026-11-02T08:00:00Z');
  });

  it('01:30 on Sun 25 Oct 2026 occurs twice: the first is meant', () => {
    expect(formatInstant(atLocalTime('2026-10-25', '01:30'))).toBe('2026-10-25T00:30:00Z');
    expect(formatInstant(atLocalTime('2026-10-25', '02:00'))).toBe('2026-10-25T02:00:00Z');
  });

  it('01:00 to 01:59 on Sun 28 Mar 2027 does not exist', () => {
    expect(formatInstant(atLocalTime('2027-03-28', '00:59'))).toBe('2027-03-28T00:59:00Z');
    expect(() => atLocalTime('2027-03-28', '01:00')).toThrow('01:00 does not exist on Sunday 28 March 2027');
    expect(() => atLocalTime('2027-03-28', '01:59')).toThrow(RangeError);
    expect(formatInstant(atLocalTime('2027-03-28', '02:00'))).toBe('2027-03-28T01:00:00Z');
  });

  it.each(['24:00', '8:00', '08:60', '08.00', '', '08:00:00'])('%j is refused', (time) => {
    expect(() => atLocalTime('2026-10-07', time)).toThrow(RangeError);
  });
});

describe('an instant in text', () => {
  it.each([
    ['in UTC', '2026-10-07T09:00:00Z', '2026-10-07T09:00:00Z'],
    ['without seconds', '2026-10-07T09:00Z', '2026-10-07T09:00:00Z'],
    ['with London’s summer offset', '2026-10-07T09:00:00+01:00', '2026-10-07T08:00:00Z'],
    ['with another offset', '2026-10-07T09:00:00-05:30', '2026-10-07T14:30:00Z'],
    ['with a fraction', '2026-10-07T09:00:00.5Z', '2026-10-07T09:00:00.500Z'],
    ['with a finer fraction, cut', '2026-10-07T09:00:00.123999999Z', '2026-10-07T09:00:00.123Z'],
    ['in small letters', '2026-10-07t09:00:00z', '2026-10-07T09:00:00Z'],
    ['with a blank for the T', '2026-10-07 09:00:00Z', '2026-10-07T09:00:00Z'],
    ['without an offset, in summer', '2026-10-07T09:00', '2026-10-07T08:00:00Z'],
    ['without an offset, in winter', '2026-11-07T09:00:00', '2026-11-07T09:00:00Z'],
    ['without an offset, twice on that day', '2026-10-25T01:30', '2026-10-25T00:30:00Z'],
    ['with the offset that picks the second', '2026-10-25T01:30+00:00', '2026-10-25T01:30:00Z'],
    ['at the first instant taken', '1996-01-01T00:00', '1996-01-01T00:00:00Z'],
    ['at the last second taken', '2199-12-31T23:59:59Z', '2199-12-31T23:59:59Z'],
  ])('%s', (_, text, expected) => {
    const at = parseInstant(text);
    expect(at).not.toBeNull();
    expect(at && formatInstant(at)).toBe(expected);
  });

  it.each([
    ['a bare date', '2026-10-07'],
    ['a time that the clocks leave out', '2027-03-28T01:30'],
    ['a day that does not exist', '2026-02-30T09:00:00Z'],
    ['hour 24', '2026-10-07T24:00:00Z'],
    ['minute 60', '2026-10-07T09:60Z'],
    ['second 60', '2026-10-07T09:00:60Z'],
    ['an offset of 24 hours', '2026-10-07T09:00:00+24:00'],
    ['an offset of 60 minutes', '2026-10-07T09:00:00+01:60'],
    ['an offset without a colon', '2026-10-07T09:00:00+0100'],
    ['an offset whose plus became a blank', '2026-10-07T09:00:00 01:00'],
    ['a zone’s name', '2026-10-07T09:00:00 BST'],
    ['an hour alone', '2026-10-07T09Z'],
    ['a point without a fraction', '2026-10-07T09:00:00.Z'],
    ['a line feed at the end', '2026-10-07T09:00:00Z\n'],
    ['a time before 1996, when the clocks followed other rules', '1995-10-22T09:00:00Z'],
    ['a time after 2199', '2200-01-01T00:00:00Z'],
    ['a last hour of 2199 that is later by its offset', '2199-12-31T23:59:59-01:00'],
    ['words', 'yesterday'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('comes back from either way of writing it', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        expect(parseInstant(formatInstant(at))).toEqual(at);
        expect(parseInstant(formatLondon(at))).toEqual(at);
      }),
    );
  });

  it('has no milliseconds where they are 0, and London’s offset where that is asked for', () => {
    expect(formatInstant(utc('2026-11-01T00:00:00.000Z'))).toBe('2026-11-01T00:00:00Z');
    expect(formatLondon(utc('2026-10-07T08:00:00Z'))).toBe('2026-10-07T09:00:00+01:00');
    expect(formatLondon(utc('2026-11-01T00:00:00Z'))).toBe('2026-11-01T00:00:00+00:00');
  });
});

describe('elapsed hours', () => {
  it('24 h after 12:00 on Sat 27 Mar 2027 is 13:00 BST on Sun 28 Mar 2027', () => {
    const raisedAt = atLocalTime('2027-03-27', '12:00');
    expect(describeInstant(raisedAt)).toBe('12:00 GMT on Saturday 27 March 2027');
    expect(describeInstant(addHours(raisedAt, 24))).toBe('13:00 BST on Sunday 28 March 2027');
  });

  it('24 h after 12:00 on Sat 24 Oct 2026 is 11:00 GMT on Sun 25 Oct 2026', () => {
    const raisedAt = atLocalTime('2026-10-24', '12:00');
    expect(describeInstant(addHours(raisedAt, 24))).toBe('11:00 GMT on Sunday 25 October 2026');
  });

  it('tells the two half past ones of Sun 25 Oct 2026 apart', () => {
    const first = atLocalTime('2026-10-25', '01:30');
    expect(describeInstant(first)).toBe('01:30 BST on Sunday 25 October 2026');
    expect(describeInstant(addHours(first, 1))).toBe('01:30 GMT on Sunday 25 October 2026');
  });

  it('agrees with Temporal’s elapsed time', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -100, max: 100 }), (at, hours) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(at.getTime()).add({ hours });
        expect(addHours(at, hours).getTime()).toBe(expected.epochMilliseconds);
      }),
    );
  });
});
