import { addDays, type LocalDate } from './time/local-date.js';
import { atLocalTime, londonDate } from './time/london.js';
import { addWorkingDays, type Calendar } from './time/working-days.js';

/** How long an opening may be without a verdict. */
const JUDGED_WITHIN_WORKING_DAYS = 5;

/** The last day for a verdict on a case opened in an emergency. Where the bank holidays are not known, none is counted on. */
export const judgedBy = (openedAt: Date, calendar: Calendar): LocalDate => workingDaysAfter(londonDate(openedAt), JUDGED_WITHIN_WORKING_DAYS, calendar);

/** When the Virtual Head is told that there is none: 08:00 on the next working day. */
export const escalatesAt = (openedAt: Date, calendar: Calendar): Date => atLocalTime(workingDaysAfter(londonDate(openedAt), JUDGED_WITHIN_WORKING_DAYS + 1, calendar), '08:00');

function workingDaysAfter(on: LocalDate, days: number, calendar: Calendar): LocalDate {
  const result = addWorkingDays(on, days, calendar);
  return result.known ? result.on : addDays(on, days + 2);
}
