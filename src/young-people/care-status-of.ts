import type { EntityManager } from 'typeorm';
import { inRole } from '../database/unit-of-work.js';
import type { RecordFact } from '../domain/agreement/records.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { careStatusOn } from './care-status-sql.js';

/*
 * What is recorded between the young person and the home authority says something to everybody who works on the case: today's care
 * status, and whether a meeting kept a clock. A provider knows that much, and none of these records themselves.
 */

/** The care status of each of these cases on a day. */
export async function careStatusesOf(manager: EntityManager, caseIds: readonly number[], today: LocalDate): Promise<Map<number, string>> {
  const rows = await inRole('engine', () => manager.query<{ id: number; status: string }[]>(
    `SELECT y.id, ${careStatusOn('$2::date')} AS status FROM young_person y WHERE y.id = ANY($1)`, [caseIds, today],
  ));
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** What the clocks of meetings go by beside the meetings: care status as it changed, and plans as they were rated, by day. */
export async function behindTheClocks(manager: EntityManager, caseId: number): Promise<RecordFact[]> {
  return inRole('engine', () => manager.query(
    `SELECT id, kind, placement_id AS "placementId", about_id AS "aboutId", happened_on::text AS "on", details FROM record
     WHERE case_id = $1 AND kind IN ('care-status', 'pep-review') AND taken_back_at IS NULL ORDER BY happened_on, id`, [caseId],
  ));
}
