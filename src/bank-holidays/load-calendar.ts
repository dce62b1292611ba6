import type { EntityManager } from 'typeorm';
import { calendarWith, type Addition } from '../domain/time/calendar-changes.js';
import type { Calendar } from '../domain/time/working-days.js';

/** What counts of what administrators added: never what was taken back. */
export const ADDITIONS_SQL = `SELECT kind, on_day::text AS "onDay" FROM calendar_addition WHERE taken_back_at IS NULL`;

/**
 * The calendar of the installation: England's bank holidays as published, and what its administrators added. It is read in each use case, and after its locks,
 * never kept in a process: another process may have added a day since (docs/decisions/0033-the-calendar-is-read-each-time.md).
 */
export async function loadCalendar(manager: Pick<EntityManager, 'query'>): Promise<Calendar> {
  return calendarWith(await loadAdditions(manager));
}

/** What was added and counts, without one of them where that is asked. */
export const loadAdditions = (manager: Pick<EntityManager, 'query'>, without: number | null = null): Promise<Addition[]> =>
  manager.query(`${ADDITIONS_SQL} AND id IS DISTINCT FROM $1`, [without]);
