import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';

/*
 * Time for the second reading of the register: days as texts, walked one by one. It shares no code with src/domain: zones come from
 * Temporal, bank holidays from date-holidays.
 */

const ZONE = 'Europe/London';
const LAST_KNOWN_YEAR = 2028;
const FIRST_KNOWN_YEAR = 2018;

const plain = (on: string): Temporal.PlainDate => Temporal.PlainDate.from(on);

/** The same question is asked again and again: its answer is kept. */
function kept<A>(answer: (on: string, count: number) => A): (on: string, count?: number) => A {
  const known = new Map<number, Map<string, A>>();
  return (on, count = 0) => {
    let answers = known.get(count);
    if (answers === undefined) known.set(count, (answers = new Map()));
    let found = answers.get(on);
    if (found === undefined) answers.set(on, (found = answer(on, count)));
    return found;
  };
}

const DAY = 86_400_000;
export const plusDays = kept((on, days) => new Date(new Date(on).getTime() + days * DAY).toISOString().slice(0, 10));
export const plusMonths = kept((on, months) => plain(on).add({ months }).toString());
const days = new Map<number, string>();
export function dayOf(at: Date): string {
  const instant = at.getTime();
  const found = days.get(instant) ?? Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE).toPlainDate().toString();
  days.set(instant, found);
  return found;
}
export const midnight = kept((on) => new Date(plain(on).toZonedDateTime({ timeZone: ZONE }).epochMilliseconds));
export const latest = (...days: string[]): string => [...days].sort().at(-1) ?? '';

/** The birthday; somebody of 29 February has it on 1 March in a common year. */
export function birthday(bornOn: string, age: number): string {
  const [year = '', rest = ''] = [bornOn.slice(0, 4), bornOn.slice(5)];
  const wanted = `${Number(year) + age}-${rest}`;
  return rest === '02-29' && !plain(`${Number(year) + age}-01-01`).inLeapYear ? `${Number(year) + age}-03-01` : wanted;
}

/** The calendar year in which the academic year of a day began. */
export const yearOf = kept((on) => Number(on.slice(0, 4)) - (on.slice(5) < '09-01' ? 1 : 0));
export const yearName = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`;

/** The last Friday in June of the academic year in which somebody turns 16. */
export const endOfYear11 = kept((bornOn): string => {
  let day = plain(`${yearOf(birthday(bornOn, 16)) + 1}-06-30`);
  while (day.dayOfWeek !== 5) day = day.subtract({ days: 1 });
  return day.toString();
});

/** The term of a day, if it is in one. */
export const termOf = kept((on): { name: string; from: string; to: string } | null => {
  const year = yearOf(on);
  const terms = [['autumn', `${year}-09-01`, `${year}-12-31`], ['spring', `${year + 1}-01-01`, `${year + 1}-03-31`], ['summer', `${year + 1}-04-01`, `${year + 1}-07-31`]] as const;
  const found = terms.find(([, from, to]) => from <= on && on <= to);
  return found ? { name: `${yearName(year)}-${found[0]}`, from: found[1], to: found[2] } : null;
});

const known = new Map<number, Set<string>>();
function holidays(year: number): Set<string> {
  const found = known.get(year) ?? new Set(new Holidays('GB', 'ENG').getHolidays(year).filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)));
  known.set(year, found);
  return found;
}

/** So many working days after a day; null where the bank holidays on the way are not known. */
export const workingDaysAfter = kept((on, count): string | null => {
  let day = plain(on);
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.year > LAST_KNOWN_YEAR || day.year < FIRST_KNOWN_YEAR) return null;
    if (day.dayOfWeek <= 5 && !holidays(day.year).has(day.toString())) left -= 1;
  }
  return day.toString();
});
