import { longestHold } from '../domain/agreement/holds.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { Reason } from '../errors.js';

/** What is wrong with the days of a hold: it ends after it begins, on a day to come, within a year. */
export const holdDaysFaults = (on: LocalDate, until: LocalDate, today: LocalDate): (Reason | false)[] => [
  (until <= on || until <= today) && { code: 'TOO_EARLY', field: 'until', sentence: 'A hold ends on a day to come.' },
  until > longestHold(on) && { code: 'TOO_LATE', field: 'until', sentence: 'A hold lasts a year at most. Review it before then.' },
];
