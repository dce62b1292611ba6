import { weekday } from './local-date.js';
import { londonDate, londonTime } from './london.js';
import { isWorkingDay, type Calendar } from './working-days.js';

const SATURDAY = 6;

/** When somebody of an authority is at their desk (decision 0008): on working days, from the first to before the second, in London. */
export const OFFICE_HOURS = { from: '09:00', until: '17:00' } as const;

/** Whether it is night, a weekend or a bank holiday (KW8). A day past the known bank holidays counts as one by its day of the week, and by what was added already. */
export function isOutOfHours(at: Date, calendar: Calendar): boolean {
  const on = londonDate(at);
  const time = londonTime(at);
  const isWorking = isWorkingDay(on, calendar) ?? (weekday(on) < SATURDAY && !calendar.holidays.has(on));
  return !isWorking || time < OFFICE_HOURS.from || time >= OFFICE_HOURS.until;
}
