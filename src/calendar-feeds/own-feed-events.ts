import type { LocalDate } from '../domain/time/local-date.js';
import { WORDS } from '../me/words.js';
import { dueOf, type FeedEvent } from './feed-events.js';

/** A day of a young person's own, as `OWN_DAYS_SQL` finds it. */
export interface OwnDay {
  /** The same at every reading; a number of ours. */
  id: string;
  what: 'duty' | 'start' | 'end';
  on: LocalDate | null;
  by: Date | null;
}

/**
 * A young person's dates for a calendar, which friends and teachers may see: that there is one, and no word of care, of a case or of
 * whom it is with. What it is says their own page.
 */
export function ownEventsOf(days: readonly OwnDay[]): FeedEvent[] {
  return days.flatMap(({ id, what, on, by }) => {
    const due = dueOf(on, by);
    return due === null ? [] : [{ id, due, summary: WORDS.calendar.events[what], path: '/me/dates' }];
  });
}

/**
 * What no calendar shows, though the young person's own page does: an answer to a question may be owed to somebody else, which the
 * opened case alone says (P2); a date of one day after a quiet call for help would tell whoever sees the calendar of that call (KW8),
 * and a meeting that comes at once, of a place at risk (EP11M).
 */
const ON_THE_PAGE_ALONE: readonly string[] = ['P2', 'KW8', 'EP11M'];

/** Whose duties a young person is told of in their calendar, by clause (`WORDS.dates`). */
export const TOLD_CLAUSES: readonly string[] = Object.keys(WORDS.dates.duties).filter((clause) => !ON_THE_PAGE_ALONE.includes(clause));

/** What is open and not on hold, and the first and last days of places that run: what row-level security shows of one's own case without opening it. */
export const OWN_DAYS_SQL = `
SELECT 'duty-' || d.id AS id, 'duty' AS what, d.due_on AS "on", d.due_at AS "by" FROM duty d
WHERE d.case_id = $1 AND d.outcome = 'open' AND d.clause = ANY($2::text[]) AND (d.held_until IS NULL OR d.held_until <= $3::date)
UNION ALL SELECT day.what || '-' || p.id, day.what, day.on_day, NULL
FROM placement p CROSS JOIN LATERAL (VALUES ('start', p.starts_on), ('end', p.ends_on)) day (what, on_day)
WHERE p.case_id = $1 AND p.taken_back_at IS NULL AND day.on_day >= $3::date AND NOT EXISTS (SELECT FROM placement_ending e WHERE e.placement_id = p.id)
ORDER BY 3 NULLS LAST, 1`;
