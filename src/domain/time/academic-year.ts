import { addDays, addMonths, weekday, type LocalDate } from './local-date.js';

export interface AcademicYear {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  /** As people write it: '2026/27'. */
  readonly name: string;
}

/** The academic year that a day lies in: 1 September to 31 August (agreement register, Time). */
export function academicYear(on: LocalDate): AcademicYear {
  // Eight months back, September is January: the calendar year is then that of the autumn term.
  const first = addMonths(on, -8).slice(0, 4);
  const startsOn = `${first}-09-01`;
  const endsOn = addDays(addMonths(startsOn, 12), -1);
  return { startsOn, endsOn, name: `${first}/${endsOn.slice(2, 4)}` };
}

/** The last Friday in June of the academic year in which someone turns 16 (agreement register, Time; clause SC1). */
export function endOfYear11(bornOn: LocalDate): LocalDate {
  const lastOfJune = `${academicYear(birthday(bornOn, 16)).endsOn.slice(0, 4)}-06-30`;
  return addDays(lastOfJune, -((weekday(lastOfJune) + 2) % 7));
}

/**
 * The day on which someone reaches an age in whole years. Who was born on 29 February reaches it, in a common year,
 * when 28 February is over: on 1 March, as English law counts (an age is attained at the start of the anniversary,
 * Family Law Reform Act 1969, section 9). RangeError for a negative or broken age.
 */
export function birthday(bornOn: LocalDate, age: number): LocalDate {
  if (!Number.isSafeInteger(age) || age < 0) throw new RangeError(`${age} is not an age in whole years`);
  const clamped = addMonths(bornOn, 12 * age);
  return clamped.slice(8) === bornOn.slice(8) ? clamped : addDays(clamped, 1);
}
