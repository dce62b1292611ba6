import { writeActs, type StagedAct } from './write-acts.js';
import type { WriteContext } from './write-context.js';

const ACTS: readonly StagedAct[] = [
  { name: 'attendance-return.record', where: `outcome = 'created'`, fields: `CASE WHEN week IS NULL THEN '{month,possible,attended,authorised}'::text[] ELSE '{week,possible,attended,authorised}'::text[] END` },
  { name: 'fact.correct', where: `outcome = 'changed'`, fields: `'{possible,attended,authorised}'::text[]` },
];

/** Sends the returns of the staged rows, on the day of the import, and puts right those sent before that say something else. */
export async function writeAttendance(context: WriteContext): Promise<void> {
  const { manager, now, today, personId, importId } = context;
  await manager.query(
    `INSERT INTO record (case_id, placement_id, kind, happened_on, details, words, recorded_by, recorded_at, import_id)
     SELECT case_id, placement_id, 'attendance-return', $2::date, jsonb_strip_nulls(jsonb_build_object('month', month, 'week', week, 'possible', possible, 'attended', attended, 'authorised', authorised)), '{}', $3, $1, $4
     FROM import_row WHERE outcome = 'created' ORDER BY line`,
    [now, today, personId, importId],
  );
  await manager.query(
    `UPDATE record k SET details = k.details || jsonb_build_object('possible', r.possible, 'attended', r.attended, 'authorised', r.authorised)
     FROM import_row r WHERE k.id = r.record_id AND r.outcome = 'changed'`,
  );
  await manager.query(`UPDATE young_person y SET version = y.version + 1 FROM (SELECT DISTINCT case_id FROM import_row WHERE outcome <> 'unchanged') r WHERE y.id = r.case_id`);
  await writeActs(context, ACTS);
}
