import { sealRows } from '../encryption/seal-rows.js';
import type { WriteContext } from './write-context.js';

/** Writes the learner and pupil numbers of the staged rows that bring new ones, sealed, with the hashes by which they are found. */
export async function writeNumbers({ manager }: WriteContext): Promise<void> {
  const rows = await manager.query<{ id: number; uln: string | null; upn: string | null }[]>(
    `SELECT case_id AS id, uln, upn FROM import_row
     WHERE (outcome = 'created' AND (uln IS NOT NULL OR upn IS NOT NULL)) OR case_fields && '{uln,upn}' ORDER BY line`,
  );
  await manager.query(
    `UPDATE young_person y SET uln = coalesce(r.uln, y.uln), uln_hash = coalesce(r.uln_hash, y.uln_hash), upn = coalesce(r.upn, y.upn), upn_hash = coalesce(r.upn_hash, y.upn_hash)
     FROM jsonb_to_recordset($1) AS r(id int, uln text, upn text, uln_hash bytea, upn_hash bytea) WHERE y.id = r.id`,
    [JSON.stringify(await sealRows(manager, 'young_person', rows))],
  );
}
