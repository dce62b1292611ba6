import { addDays, addMonths, type LocalDate } from './time/local-date.js';
import { atLocalTime } from './time/london.js';
import { addWorkingDays, type Calendar } from './time/working-days.js';

/**
 * The last day to answer somebody who asked for what is held about them: a calendar month (UK GDPR, Article 12(3)); where that day
 * is no working day, the next one. Beyond the days that the calendar knows, the day itself.
 */
export function answerBy(askedOn: LocalDate, calendar: Calendar): LocalDate {
  const day = addMonths(askedOn, 1);
  const next = addWorkingDays(day, 0, calendar);
  return next.known ? next.on : day;
}

/** When whoever has to answer is reminded: 08:00, a week before the last day. */
export const remindsAt = (answerBy: LocalDate): Date => atLocalTime(addDays(answerBy, -7), '08:00');
