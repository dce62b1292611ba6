/** Every derivation works out thousands of dates: looked up once. */
const { floor } = Math;
const { isSafeInteger } = Number;

/** A day in England without a time: 'YYYY-MM-DD', proleptic Gregorian. Two of them compare as strings. */
export type LocalDate = string;

/** The parts of a date: month 1 to 12, day 1 to 31. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] as const;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** What the product takes as a date: no living person, deadline or retention period lies outside. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** The date that a text says, or null where no such day exists (2026-02-30) or its year is not in 1900 to 2199. */
export function parseLocalDate(text: string): LocalDate | null {
  const civil = readCivil(text);
  return civil !== null && civil.year >= FIRST_YEAR && civil.year <= LAST_YEAR ? text : null;
}

/** The day so many days later, or earlier for a negative number. RangeError for half a day. */
export function addDays(on: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(on) + whole(days, 'days'));
}

/**
 * The same day so many calendar months later, or earlier for a negative number, clamped to the end of a
 * shorter month: 31 August and six months is 28 or 29 February (agreement register, Time).
 */
export function addMonths(on: LocalDate, months: number): LocalDate {
  const { year, month, day } = civilOf(on);
  const count = year * 12 + (month - 1) + whole(months, 'months');
  const toYear = floor(count / 12);
  const toMonth = count - toYear * 12 + 1;
  return write({ year: toYear, month: toMonth, day: Math.min(day, monthLength(toYear, toMonth)) });
}

/** How many days lie between two days: 1 from today to tomorrow, negative when `to` is the earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The ISO day of the week: 1 is Monday, 7 is Sunday. */
export function weekday(on: LocalDate): number {
  return weekdayOfDayNumber(dayNumber(on));
}

/** A date in words, as the service writes it to people: 'Wednesday 7 October 2026'. */
export function describeDate(on: LocalDate): string {
  const { year, month, day } = civilOf(on);
  return `${WEEKDAYS[weekday(on) - 1]} ${day} ${MONTHS[month - 1]} ${year}`;
}

/** Days since 1 January 1970. RangeError if the text is not a date. */
export function dayNumber(on: LocalDate): number {
  const { year, month, day } = civilOf(on);
  // Years are counted from March, so that the leap day is the last of its year.
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return marchYear * 365 + leapDaysUpTo(marchYear) + dayOfYear - 719468;
}

/** The day that is so many days after 1 January 1970. RangeError outside the years 0 to 9999. */
export function fromDayNumber(days: number): LocalDate {
  return write(civilFromDayNumber(days));
}

/** Year, month and day of a day number, by the 400-year cycle of the Gregorian calendar (146,097 days). */
export function civilFromDayNumber(days: number): Civil {
  const sinceMarch0 = days + 719468;
  const era = floor(sinceMarch0 / 146097);
  const dayOfEra = sinceMarch0 - era * 146097;
  const yearOfEra = floor(
    (dayOfEra - floor(dayOfEra / 1460) + floor(dayOfEra / 36524) - floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDaysUpTo(yearOfEra));
  const monthFromMarch = floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** The ISO day of the week of a day number: day 0, 1 January 1970, was a Thursday. */
export function weekdayOfDayNumber(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

function leapDaysUpTo(year: number): number {
  return floor(year / 4) - floor(year / 100) + floor(year / 400);
}

function monthLength(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

function readCivil(text: string): Civil | null {
  if (!SHAPE.test(text)) return null;
  const year = digitsAt(text, 0) * 100 + digitsAt(text, 2);
  const month = digitsAt(text, 5);
  const day = digitsAt(text, 8);
  return day >= 1 && day <= monthLength(year, month) ? { year, month, day } : null;
}

/** Two digits by their character codes ('0' is 48): twice as fast as slices, and every derivation reads dates. */
function digitsAt(text: string, index: number): number {
  return text.charCodeAt(index) * 10 + text.charCodeAt(index + 1) - 48 * 11;
}

function civilOf(on: LocalDate): Civil {
  const civil = readCivil(on);
  if (civil === null) throw new RangeError(`'${on}' is not a date: write it as YYYY-MM-DD`);
  return civil;
}

function write({ year, month, day }: Civil): LocalDate {
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`the year ${year} is outside the calendar (0 to 9999)`);
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function whole(value: number, unit: string): number {
  if (!isSafeInteger(value)) throw new RangeError(`${value} is not a whole number of ${unit}`);
  return value;
}
