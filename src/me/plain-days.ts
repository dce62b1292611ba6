import type { LocalDate } from '../domain/time/local-date.js';
import { formatLondon, londonDate } from '../domain/time/london.js';
import { texts } from './languages.js';

/** A day in the words of the catalogue: Monday 7 September 2026. */
export function plainDay(on: LocalDate): string {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const weekday = texts().days[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return `${weekday} ${day} ${texts().months[month - 1]} ${year}`;
}

/** An instant's day and time of day in London, for `{on}` and `{time}`. */
export const plainInstant = (at: Date): { on: string; time: string } => ({ on: plainDay(londonDate(at)), time: formatLondon(at).slice(11, 16) });
