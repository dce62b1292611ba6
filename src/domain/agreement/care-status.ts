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
