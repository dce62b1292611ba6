import type { LocalDate } from '../time/local-date.js';
import type { CaseFacts } from './facts.js';
import { IN_CARE } from './care-status-words.js';
import { recorded } from './recorded.js';

export { CARE_STATUSES, IN_CARE, type CareStatus } from './care-status-words.js';

/** What the law goes by: the status as registered, and each later one with its day. */
interface CareFacts {
  youngPerson: Pick<CaseFacts['youngPerson'], 'inCare'>;
  records: CaseFacts['records'];
}

/** Whether the young person was in care on a day: by the last `care-status` of that day or before, else as registered. */
export function inCareOn({ youngPerson, records }: CareFacts, on: LocalDate): boolean {
  const last = recorded(records, 'care-status', (one) => one.on <= on).at(-1);
  return last === undefined ? youngPerson.inCare : IN_CARE.includes(String(last.details.status));
}

/** The first day in care of a time, both days included; null where there is none. */
export function firstDayInCare(facts: CareFacts, from: LocalDate, to: LocalDate): LocalDate | null {
  if (from > to) return null;
  const changes = recorded(facts.records, 'care-status', (one) => one.on > from && one.on <= to).map(({ on }) => on);
  return [from, ...changes].find((on) => inCareOn(facts, on)) ?? null;
}

/** The day on which the time in care that a day lies in began, where that was recorded; null where they were in care as registered, or are not. */
export function cameIntoCareOn(facts: CareFacts, on: LocalDate): LocalDate | null {
  const changes = recorded(facts.records, 'care-status', (one) => one.on <= on);
  const isIn = [facts.youngPerson.inCare, ...changes.map(({ details }) => IN_CARE.includes(String(details.status)))];
  const entry = changes.findLastIndex((_, index) => isIn[index + 1] === true && isIn[index] === false);
  return isIn.at(-1) === true && entry >= 0 ? (changes[entry]?.on ?? null) : null;
}
