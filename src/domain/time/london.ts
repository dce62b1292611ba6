import {
  civilFromDayNumber,
  dayNumber,
  describeDate,
  fromDayNumber,
  parseLocalDate,
  weekdayOfDayNumber,
  type LocalDate,
} from './local-date.js';

/*
 * Europe/London by the Summer Time Order 2002 (SI 2002/262): one hour ahead of UTC from 01:00 UTC on the last Sunday
 * of March to 01:00 UTC on the last Sunday of October. The clocks have changed so since 1996. Earlier days get the same
 * rule, which is wrong for some of them; `parseInstant` therefore takes no instant from before 1996.
 */
const { floor } = Math;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST_DAY_OF_THE_RULE = '1996-01-01';

const LOCAL_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const INSTANT = new RegExp(
  '^(\\d{4}-\\d{2}-\\d{2})[T ]' + // date
    '([01]\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:\\.(\\d{1,9}))?)?' + // time; JavaScript has no leap seconds
    '(?:(Z)|([+-])([01]\\d|2[0-3]):([0-5]\\d))?$', // offset
  'i',
);

/** The day that it is in London at this instant. */
export function londonDate(at: Date): LocalDate {
  return fromDayNumber(floor(localMilliseconds(at) / DAY));
}

/** The instant of local midnight at which this day begins: the day before is missed from here on. Every day has one: the clocks change later. */
export function startOfDay(on: LocalDate): Date {
  const wall = dayNumber(on) * DAY;
  return new Date(isSummerTime(wall - HOUR) ? wall - HOUR : wall);
}

/**
 * The instant at which London's clocks show this time ('08:00') on this day; the first of the two where it occurs twice.
 * RangeError where the text is not a time or the clocks going forward leave it out.
 */
export function atLocalTime(on: LocalDate, time: string): Date {
  const match = LOCAL_TIME.exec(time);
  if (match === null) throw new RangeError(`'${time}' is not a time of day: write it as HH:MM`);
  const at = fromLocal(dayNumber(on) * DAY + Number(match[1]) * HOUR + Number(match[2]) * MINUTE);
  if (at === null) throw new RangeError(`${time} does not exist on ${describeDate(on)}: the clocks go forward`);
  return at;
}

/**
 * The instant that an RFC 3339 text says, seconds optional, cut to the millisecond. Without an offset it is London time,
 * the first occurrence where there are two. Null where it is not one instant: a bare date, a date, time or offset that
 * does not exist, a time that the clocks leave out, or a year outside 1996 to 2199.
 */
export function parseInstant(text: string): Date | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, date = '', hours, minutes, seconds = '0', fraction = '', utc, sign, offsetHours = '0', offsetMinutes = '0'] =
    match;
  const on = parseLocalDate(date);
  if (on === null) return null;
  const wall =
    dayNumber(on) * DAY +
    Number(hours) * HOUR +
    Number(minutes) * MINUTE +
    Number(seconds) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = (Number(offsetHours) * HOUR + Number(offsetMinutes) * MINUTE) * (sign === '-' ? -1 : 1);
  const at = utc === undefined && sign === undefined ? fromLocal(wall) : new Date(wall - offset);
  return at !== null && isWithinTheRule(at) ? at : null;
}

/** An instant in UTC, as JSON and the command line carry it: '2026-11-01T00:00:00Z'. */
export function formatInstant(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}

/** An instant as RFC 3339 with London's offset: '2026-10-07T09:00:00+01:00'. */
export function formatLondon(at: Date): string {
  const offset = isSummerTime(at.getTime()) ? '+01:00' : '+00:00';
  return formatInstant(new Date(localMilliseconds(at))).replace('Z', offset);
}

/** What London's clocks show at this instant: '08:00'. */
export function londonTime(at: Date): string {
  return new Date(localMilliseconds(at)).toISOString().slice(11, 16);
}

/** An instant in words: '13:00 BST on Sunday 28 March 2027'. */
export function describeInstant(at: Date): string {
  return `${londonTime(at)} ${isSummerTime(at.getTime()) ? 'BST' : 'GMT'} on ${describeDate(londonDate(at))}`;
}

/** The instant so many elapsed hours later, whatever the clocks do in between (agreement register, Time). */
export function addHours(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * HOUR);
}

function localMilliseconds(at: Date): number {
  return at.getTime() + (isSummerTime(at.getTime()) ? HOUR : 0);
}

/** Summer time is tried first: where a time occurs twice, that is the earlier. */
function fromLocal(wall: number): Date | null {
  if (isSummerTime(wall - HOUR)) return new Date(wall - HOUR);
  return isSummerTime(wall) ? null : new Date(wall);
}

function isSummerTime(milliseconds: number): boolean {
  const today = floor(milliseconds / DAY);
  const { month, day } = civilFromDayNumber(today);
  if (month !== 3 && month !== 10) return month > 3 && month < 10;
  const lastOfMonth = today + 31 - day;
  const change = (lastOfMonth - (weekdayOfDayNumber(lastOfMonth) % 7)) * DAY + HOUR;
  return milliseconds >= change === (month === 3);
}

function isWithinTheRule(at: Date): boolean {
  const on = parseLocalDate(londonDate(at));
  return on !== null && on >= FIRST_DAY_OF_THE_RULE;
}
