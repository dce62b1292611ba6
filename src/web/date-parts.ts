import type { LocalDate } from '../domain/time/local-date.js';
import { formatLondon } from '../domain/time/london.js';

/** What a date input shows of a day: the values of `startsOn-day`, `-month` and `-year`, as `submitForm` takes them back; nothing of none. */
export function dateParts(field: string, on: LocalDate | null | undefined): Record<string, string> {
  if (!on) return {};
  const [year = '', month = '', day = ''] = on.split('-');
  return { [`${field}-day`]: String(Number(day)), [`${field}-month`]: String(Number(month)), [`${field}-year`]: year };
}

/** The same of an instant, in London, with its time of day as `calledAt-time`. */
export function instantParts(field: string, at: Date): Record<string, string> {
  const local = formatLondon(at);
  return { ...dateParts(field, local.slice(0, 10)), [`${field}-time`]: local.slice(11, 16) };
}
