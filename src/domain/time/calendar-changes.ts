import { addDays, addMonths, describeDate, weekday, type LocalDate } from './local-date.js';
import { ENGLAND, extendCalendar, type Calendar } from './working-days.js';

/** A day that was added to the published bank holidays, or up to which all of them are known. */
export interface Addition {
  kind: 'bank-holiday' | 'known-until';
  onDay: LocalDate;
}

/** What an administrator does to the calendar. */
export type CalendarChange =
  | { kind: 'bank-holiday'; on: LocalDate; name: string; notice: string }
  | { kind: 'known-until'; until: LocalDate; notice: string }
  | { kind: 'take-back'; id: number; reason: string };

/** Why a change cannot be: a code, the field, and what to do. */
export interface CalendarRefusal {
  code: 'OUTSIDE_THE_CALENDAR' | 'AT_A_WEEKEND' | 'A_HOLIDAY_ALREADY' | 'TOO_FAR_AHEAD' | 'NOT_THE_END_OF_A_YEAR' | 'KNOWN_ALREADY' | 'HOLIDAYS_MISSING';
  field: 'on' | 'until';
  sentence: string;
}

/** So many bank holidays England has in each year, at the least. */
export const HOLIDAYS_A_YEAR = 8;

/** So many days before the end of what is known administrators are warned. */
export const WARNED_DAYS = 365;

const AHEAD_MONTHS = 60;
const SATURDAY = 6;

/** The published calendar with what was added. */
export function calendarWith(additions: readonly Addition[], published: Calendar = ENGLAND): Calendar {
  const of = (wanted: Addition['kind']): LocalDate[] => additions.flatMap(({ kind, onDay }) => (kind === wanted ? [onDay] : []));
  return extendCalendar(published, of('bank-holiday'), of('known-until').sort().at(-1));
}

/** Why a day cannot be added on `today` as a bank holiday, or all not be said to be known up to it; empty when it can. */
export function calendarRefusals(change: Exclude<CalendarChange, { kind: 'take-back' }>, calendar: Calendar, today: LocalDate): CalendarRefusal[] {
  return change.kind === 'bank-holiday' ? refusalsOfDay(change.on, calendar, today) : refusalsOfEnd(change.until, calendar, today);
}

function refusalsOfDay(on: LocalDate, calendar: Calendar, today: LocalDate): CalendarRefusal[] {
  const refused = (code: CalendarRefusal['code'], sentence: string): CalendarRefusal[] => [{ code, field: 'on', sentence }];
  if (on < calendar.knownFrom) return refused('OUTSIDE_THE_CALENDAR', `No working day before ${describeDate(calendar.knownFrom)} is counted. Enter that day or a later one.`);
  if (on > farthest(today)) return refused('TOO_FAR_AHEAD', tooFar(today));
  if (weekday(on) >= SATURDAY) return refused('AT_A_WEEKEND', `${describeDate(on)} is no working day anyway, so that it changes nothing. Enter the substitute day, on which people are off work in its place.`);
  if (calendar.holidays.has(on)) return refused('A_HOLIDAY_ALREADY', `${describeDate(on)} is a bank holiday already. Look at its year in the list, or enter another day.`);
  return [];
}

function refusalsOfEnd(until: LocalDate, calendar: Calendar, today: LocalDate): CalendarRefusal[] {
  const refused = (code: CalendarRefusal['code'], sentence: string): CalendarRefusal[] => [{ code, field: 'until', sentence }];
  if (!until.endsWith('-12-31')) return refused('NOT_THE_END_OF_A_YEAR', 'Bank holidays are published for whole years. Enter 31 December of the last year that is published.');
  if (until > farthest(today)) return refused('TOO_FAR_AHEAD', tooFar(today));
  if (until <= calendar.knownUntil) return refused('KNOWN_ALREADY', `All are known up to ${describeDate(calendar.knownUntil)} already. Enter the end of a later year.`);
  const missing = yearsAfter(calendar.knownUntil, until).filter((year) => countIn(year, calendar) < HOLIDAYS_A_YEAR);
  if (missing.length === 0) return [];
  const each = missing.map((year) => `${year} (${countIn(year, calendar)} so far)`).join(', ');
  return refused('HOLIDAYS_MISSING', `England has ${HOLIDAYS_A_YEAR} bank holidays a year or more. Add those of ${each} first; then say that all are known.`);
}

/**
 * The years that would be said to be known and have too few bank holidays, were an addition taken back, with what stays of the others: a day that is missing would count as a working day. Empty
 * where it can be; of a day up to which all are known it always can.
 */
export function yearsLeftIncomplete(remaining: readonly Addition[], published: Calendar = ENGLAND): number[] {
  const calendar = calendarWith(remaining, published);
  return yearsAfter(published.knownUntil, calendar.knownUntil).filter((year) => countIn(year, calendar) < HOLIDAYS_A_YEAR);
}

/** Whether the calendar ends so soon that somebody has to add to it. */
export const endsSoon = ({ knownUntil }: Pick<Calendar, 'knownUntil'>, today: LocalDate): boolean => warnedFrom(knownUntil) <= today;

/** The day from which on administrators are warned of the end of what is known: so many days before it. */
export function warnedFrom(knownUntil: LocalDate): LocalDate {
  return addDays(knownUntil, -WARNED_DAYS);
}

const farthest = (today: LocalDate): LocalDate => addMonths(today, AHEAD_MONTHS);
const tooFar = (today: LocalDate): string => `Nobody has published that yet. Enter a day up to ${describeDate(farthest(today))}.`;
const countIn = (year: number, { holidays }: Calendar): number => [...holidays].filter((on) => on.startsWith(`${year}-`)).length;
const yearsAfter = (known: LocalDate, until: LocalDate): number[] => {
  const [first, last] = [Number(known.slice(0, 4)) + 1, Number(until.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};
