import { part, without, type Part } from '../database/read-together.js';
import { calendarWith, endsSoon, type Addition } from '../domain/time/calendar-changes.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { ADDITIONS_SQL } from './load-calendar.js';

/** For whoever may add to the bank holidays, as a part of a page: the last day up to which they are known, where it comes soon; null else. */
export function calendarEndPart(actor: Actor, now: Date): Part<LocalDate | null> {
  if (!canInOrganisation(actor, 'bank-holidays.change', actor.authorityCode)) return without(null);
  return part<Addition, LocalDate | null>(ADDITIONS_SQL, [], (additions) => {
    const calendar = calendarWith(additions);
    return endsSoon(calendar, londonDate(now)) ? calendar.knownUntil : null;
  });
}
