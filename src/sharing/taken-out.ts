import { inRole, transaction } from '../database/unit-of-work.js';
import { londonDate, startOfDay } from '../domain/time/london.js';

/** More cases than these somebody takes out in files on a London day only once a second person has approved it. */
export const ALONE_CASES = 50;

/**
 * How many cases somebody would have taken out in files today by themselves, with these by their references: of whichever list, each once, and without what a second
 * person approved. With these it holds whoever takes them out until the running transaction ends, so that two files at once count as well.
 */
export async function takenOutAlone(personId: number, references: readonly string[] | null): Promise<number> {
  const { manager, now } = transaction();
  return inRole('engine', async () => {
    if (references !== null) await manager.query('SELECT id FROM person WHERE id = $1 FOR NO KEY UPDATE', [personId]);
    const [row] = await manager.query<{ count: number }[]>(TAKEN_SQL, [personId, startOfDay(londonDate(now)), references ?? []]);
    return row?.count ?? 0;
  });
}

const TAKEN_SQL = `
SELECT count(*)::int AS count FROM (
  SELECT d.case_id FROM disclosure d WHERE d.made_by = $1 AND d.means = 'export' AND d.made_at >= $2
    AND NOT EXISTS (SELECT FROM approval a WHERE a.asked_by = $1 AND a.act IN ('cases.export', 'return.export') AND a.used_at = d.made_at)
  UNION SELECT y.id FROM young_person y WHERE y.reference = ANY($3::text[])) AS taken`;
