import { academicYear } from './academic-year.js';
import { addDays, addMonths, weekday, type LocalDate } from './local-date.js';

/** A time that recurs, by its name as duties and returns write it; both days are part of it. */
export interface Period {
  /** '2026-10', '2026-27-autumn' … */
  name: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** The terms of an academic year, from and to a month; August is in none (decision 0008). */
const TERMS = [
  { name: 'autumn', from: 0, to: 4 },
  { name: 'spring', from: 4, to: 7 },
  { name: 'summer', from: 7, to: 11 },
] as const;

/** Every academic year with a day in a time, both days included, in order: '2026-27'. None if it ends before it begins. */
export function academicYearsIn(from: LocalDate, to: LocalDate): Period[] {
  return periodsIn(academicYearOf, from, to);
}

/** Every term with a day in a time: '2026-27-autumn'. */
export function termsIn(from: LocalDate, to: LocalDate): Period[] {
  return academicYearsIn(from, to)
    .flatMap((year) =>
      TERMS.map((term) => ({ name: `${year.name}-${term.name}`, startsOn: addMonths(year.startsOn, term.from), endsOn: addDays(addMonths(year.startsOn, term.to), -1) })),
    )
    .filter((term) => term.startsOn <= to && term.endsOn >= from);
}

/** A term as people say it: '2026-27-autumn' is 'Autumn term 2026/27'. */
export const termName = (name: string): string => `${name.charAt(8).toUpperCase()}${name.slice(9)} term ${name.slice(0, 4)}/${name.slice(5, 7)}`;

/** Every calendar month with a day in a time: '2026-10'. */
export function monthsIn(from: LocalDate, to: LocalDate): Period[] {
  return periodsIn(monthOf, from, to);
}

/** Every week, Monday to Sunday, with a day in a time, by its Monday: '2026-09-28'. */
export function weeksIn(from: LocalDate, to: LocalDate): Period[] {
  return periodsIn(weekOf, from, to);
}

/** The academic year of a day, by the name that keys and returns have. */
export function academicYearOf(on: LocalDate): Period {
  const { name, startsOn, endsOn } = academicYear(on);
  return { name: name.replace('/', '-'), startsOn, endsOn };
}

function monthOf(on: LocalDate): Period {
  const startsOn = `${on.slice(0, 7)}-01`;
  return { name: on.slice(0, 7), startsOn, endsOn: addDays(addMonths(startsOn, 1), -1) };
}

function weekOf(on: LocalDate): Period {
  const startsOn = addDays(on, 1 - weekday(on));
  return { name: startsOn, startsOn, endsOn: addDays(startsOn, 6) };
}

function periodsIn(periodOf: (on: LocalDate) => Period, from: LocalDate, to: LocalDate): Period[] {
  const found: Period[] = [];
  for (let on = from; on <= to; on = addDays(periodOf(on).endsOn, 1)) found.push(periodOf(on));
  return found;
}
