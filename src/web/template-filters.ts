import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import { capacityInWords } from '../domain/capacity.js';
import { purposeInWords } from '../domain/purposes.js';
import { POSTS, ROLES } from '../domain/agreement/roles.js';
import { daysBetween, describeDate, type LocalDate } from '../domain/time/local-date.js';
import { formatLondon, londonDate } from '../domain/time/london.js';
import { termName } from '../domain/time/periods.js';

const MINUTE = 60_000;

/** `2026-10-07 | localDate`: Wednesday 7 October 2026. */
export const localDate = (on: LocalDate | null): string => (on ? describeDate(on) : '');

/** `2026-10-07 | shortDate`: 7 Oct 2026. */
export function shortDate(on: LocalDate | null): string {
  if (!on) return '';
  const [, day, month = '', year] = describeDate(on).split(' ');
  return `${day} ${month.slice(0, 3)} ${year}`;
}

/** An instant's time of day in London: 08:00. */
export const timeOfDay = (at: Date | null): string => (at ? formatLondon(at).slice(11, 16) : '');

/** An instant in London: 08:00 on Monday 1 September 2026. */
export const dateTime = (at: Date | null): string => (at ? `${timeOfDay(at)} on ${describeDate(londonDate(at))}` : '');

/** An instant in London, for lists: 1 Sep 2026, 08:00. */
export const shortDateTime = (at: Date | null): string => (at ? `${shortDate(londonDate(at))}, ${timeOfDay(at)}` : '');

/** `duty.dueOn | daysAway(today)`: in 3 days, tomorrow, today, 1 day late. */
export function daysAway(on: LocalDate | null, today: LocalDate): string {
  if (!on) return '';
  const days = daysBetween(today, on);
  if (days < 0) return `${counted(-days, 'day')} late`;
  return ['today', 'tomorrow'][days] ?? `in ${days} days`;
}

/** `duty.dueAt | timeLeft(now)`: 5 hours left, 20 minutes left, 2 days late. Whole units, rounded down. */
export function timeLeft(until: Date | null, now: Date): string {
  if (!until) return '';
  const minutes = Math.floor(Math.abs(until.getTime() - now.getTime()) / MINUTE);
  const words =
    minutes < 60 ? counted(minutes, 'minute') : minutes < 48 * 60 ? counted(Math.floor(minutes / 60), 'hour') : counted(Math.floor(minutes / 1440), 'day');
  return `${words} ${until < now ? 'late' : 'left'}`;
}

/** A role or a post in words: key worker, Virtual School key contact. */
export const roleName = (key: string): string => {
  const names: Record<string, { name: string } | undefined> = { ...POSTS, ...ROLES };
  return names[key]?.name ?? key;
};

/** A clause in plain words. */
export const clauseTitle = (id: string): string => (id in CLAUSES ? CLAUSES[id as ClauseId].title : id);

/** `3 | counted('day')`: 1 day, 3 days. */
export const counted = (count: number, unit: string, units = `${unit}s`): string => `${count.toLocaleString('en-GB')} ${count === 1 ? unit : units}`;

/** Every filter that a view can use, by its name there. */
export const FILTERS = { capacityInWords, purposeInWords, localDate, shortDate, timeOfDay, dateTime, shortDateTime, daysAway, timeLeft, roleName, clauseTitle, counted, termName };
