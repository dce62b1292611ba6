import { CLAUSES } from '../domain/agreement/clauses.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { DutyListItem } from '../duties/duty-list.service.js';
import { whereShown } from '../duties/where-shown.js';

/** Something in a calendar: a day, or the instant by which it has to be done. */
export interface FeedEvent {
  /** The same at every reading, so that a program moves what has moved. */
  id: string;
  due: { on: LocalDate } | { by: Date };
  summary: string;
  /** Below the address of the pages. */
  path: string;
}

/** When something is due: the instant where there is one, else the day; null where neither is known yet, which no calendar can show. */
export const dueOf = (on: LocalDate | null, by: Date | null): FeedEvent['due'] | null => (by !== null ? { by } : on !== null ? { on } : null);

/** What somebody owes, by references alone: a calendar is seen by others, kept by its maker, and shown on a locked screen. What is on hold is not owed now. */
export function eventsOf(items: readonly DutyListItem[]): FeedEvent[] {
  return items.filter(({ when }) => when !== 'held').flatMap((item) => {
    const due = dueOf(item.dueOn, item.dueAt);
    if (due === null) return [];
    const late = item.when === 'overdue' ? 'late: ' : '';
    return [{ id: `duty-${item.id}`, due, summary: `${item.caseReference ?? item.preferredName}: ${late}${CLAUSES[item.clause].short}`, path: whereShown(item).href }];
  });
}
