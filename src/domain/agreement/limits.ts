import { addDays, addMonths, describeDate, type LocalDate } from '../time/local-date.js';
import type { Calendar } from '../time/working-days.js';
import { lastDay, workingDaysAfter, type TimeLimit } from './due.js';

/*
 * The time limits that most clauses share: a rule passes the value of its setting, `explain` the default. `what` says in
 * words what happened on the day, without anything personal: 'the start', 'the view was given'.
 */

/** KW1, KW2: the day before the start. */
export function beforeStartLimit(startsOn: LocalDate): TimeLimit {
  return lastDay(addDays(startsOn, -1), `By the day before the start on ${describeDate(startsOn)}`);
}

/** EP3, EP7: the day of the start. */
export function byStartLimit(startsOn: LocalDate): TimeLimit {
  return lastDay(startsOn, 'By the day of the start');
}

/** EP3, EP4, EP10, VS6: so many days after a day. */
export function daysAfterLimit(from: LocalDate, days: number, what: string): TimeLimit {
  return lastDay(addDays(from, days), `${days === 1 ? 'The day' : `${days} days`} after ${what} on ${describeDate(from)}`);
}

/** EP14, VS5: the last day of a time, such as the term, or so many days before it. */
export function byEndLimit(endsOn: LocalDate, what: string, daysBefore = 0): TimeLimit {
  return lastDay(addDays(endsOn, -daysBefore), daysBefore === 0 ? `By the end of ${what}` : `${daysBefore} days before the end of ${what}`);
}

/** EP6, VS2, EP15: so many days after 31 August of the calendar year of a day; 30 of them are 30 September. */
export function afterAugustLimit(on: LocalDate, days: number): TimeLimit {
  return lastDay(afterAugust(on, days), days === 30 ? 'By 30 September' : `${days} days after 31 August`);
}

export const afterAugust = (on: LocalDate, days: number): LocalDate => addDays(`${on.slice(0, 4)}-08-31`, days);

/** EP1, VS1: on the day itself. */
export function sameDayLimit(on: LocalDate, what: string): TimeLimit {
  return lastDay(on, `On the day of ${what}`);
}

/** KW5, EP5, KW7, KW9, EP14, EP15, VS3, VS6, IM3, IM4, P2 and the vacancies of EP1 and VS1: so many working days after a day. */
export function workingDaysAfterLimit(from: LocalDate, days: number, what: string, calendar: Calendar): TimeLimit {
  return workingDaysAfter(from, days, calendar, (count, day) => `${count} after ${what} on ${day}`);
}

/** IM5, VS7: so many calendar months after a day, clamped to the end of a shorter month. */
export function monthsAfterLimit(from: LocalDate, months: number, what: string): TimeLimit {
  const on = addMonths(from, months);
  const clamped = on.slice(8) === from.slice(8) ? '' : ' (the last month has no such day: its last one counts)';
  return lastDay(on, `${months} calendar months after ${what} on ${describeDate(from)}${clamped}`);
}
