import { ENGLAND_BANK_HOLIDAYS } from './bank-holidays.js';
import { dayNumber, describeDate, fromDayNumber, parseLocalDate, weekday, type LocalDate } from './local-date.js';

/** The bank holidays, and the first and last day (both inclusive) for which all of them are known. */
export interface Calendar {
  readonly holidays: ReadonlySet<LocalDate>;
  readonly knownFrom: LocalDate;
  readonly knownUntil: LocalDate;
}

/** A day, or the sentence that says why it cannot be told; it starts with 'not known: '. */
export type WorkingDayResult = { known: true; on: LocalDate } | { known: false; why: string };

const SATURDAY = 6;

/** England as published: whole years, from the first event's to the last one's. */
export const ENGLAND: Calendar = publishedCalendar(ENGLAND_BANK_HOLIDAYS.events.map((event) => event.date));

/**
 * A calendar with what an administrator adds: more bank holidays and, if given, a later day up to which all are now known.
 * RangeError for a text that is not a date. A calendar never comes to know less.
 */
export function extendCalendar(calendar: Calendar, extra: readonly LocalDate[], knownUntil?: LocalDate): Calendar {
  for (const on of knownUntil === undefined ? extra : [...extra, knownUntil]) {
    if (parseLocalDate(on) === null) throw new RangeError(`'${on}' is not a date: write it as YYYY-MM-DD`);
  }
  return {
    holidays: new Set([...calendar.holidays, ...extra]),
    knownFrom: calendar.knownFrom,
    knownUntil: knownUntil !== undefined && knownUntil > calendar.knownUntil ? knownUntil : calendar.knownUntil,
  };
}

/** Whether a day is Monday to Friday and no bank holiday; null outside the days that the calendar knows. */
export function isWorkingDay(on: LocalDate, calendar: Calendar): boolean | null {
  if (on < calendar.knownFrom || on > calendar.knownUntil) return null;
  return weekday(on) < SATURDAY && !calendar.holidays.has(on);
}

/**
 * The working day that comes so many working days after a day, or before it for a negative number. The day itself does
 * not count. 0 is the day itself if it is a working day, else the next. Every day counted over must be known to the
 * calendar; otherwise the result says so instead of guessing. RangeError for half a day or a text that is not a date.
 */
export function addWorkingDays(on: LocalDate, days: number, calendar: Calendar): WorkingDayResult {
  if (!Number.isSafeInteger(days)) throw new RangeError(`${days} is not a whole number of days`);
  const step = days < 0 ? -1 : 1;
  let left = Math.max(Math.abs(days), 1);
  for (let number = dayNumber(on) + (days === 0 ? 0 : step); ; number += step) {
    const day = fromDayNumber(number);
    const working = isWorkingDay(day, calendar);
    if (working === null) return { known: false, why: whyNotKnown(on, days, calendar) };
    if (working) left -= 1;
    if (left === 0) return { known: true, on: day };
  }
}

function whyNotKnown(on: LocalDate, days: number, calendar: Calendar): string {
  const count = Math.abs(days) === 1 ? '1 working day' : `${Math.abs(days)} working days`;
  const asked = days === 0 ? 'the working day on or after' : `${count} ${days < 0 ? 'before' : 'after'}`;
  const known = `from ${describeDate(calendar.knownFrom)} to ${describeDate(calendar.knownUntil)}`;
  return `not known: England bank holidays are known only ${known}, and ${asked} ${describeDate(on)} lies outside`;
}

function publishedCalendar(dates: readonly LocalDate[]): Calendar {
  const years = dates.map((on) => on.slice(0, 4)).sort();
  return {
    holidays: new Set(dates),
    knownFrom: `${years[0]}-01-01`,
    knownUntil: `${years[years.length - 1]}-12-31`,
  };
}
