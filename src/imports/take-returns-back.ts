import { recordEach } from '../audit/record-each.js';
import type { Said } from '../corrections/correction.entity.js';
import { transaction } from '../database/unit-of-work.js';
import { newRowIds, openRows, sealRows } from '../encryption/seal-rows.js';
import { conflict } from '../errors.js';
import type { ImportCounts } from './import-batch.entity.js';
import { SEES_PLACEMENT } from './stage-attendance.js';
import type { WriteContext } from './write-context.js';

/** A return that the file sent or put right, and nobody put right since; `before` is null where the file sent it. */
interface Brought {
  id: number;
  case_id: number;
  placement_id: number;
  said: Said;
  /** The correction by the file, to be opened. */
  correction: { id: number; case_id: number; before: unknown } | null;
}

/** The last correction `c` of a return `k`; one by a file that was taken back is undone, and no word. */
const LAST_WORD = `LATERAL (SELECT c.id, c.case_id, c.before, c.import_id FROM correction c LEFT JOIN import_batch b ON b.id = c.import_id
  WHERE c.case_id = k.case_id AND c.fact = 'attendance-return' AND c.fact_id = k.id AND b.state IS DISTINCT FROM 'taken-back' ORDER BY c.id DESC LIMIT 1) c`;

/** The latest other file that put right what this one brought. */
const SINCE_SQL = `
SELECT max(c.import_id) AS "importId" FROM record k JOIN ${LAST_WORD} ON true
WHERE k.kind = 'attendance-return' AND k.taken_back_at IS NULL AND c.import_id <> $1
  AND (k.import_id = $1 OR k.id IN (SELECT o.fact_id FROM correction o WHERE o.import_id = $1 AND o.fact = 'attendance-return'))`;

/** $1 today, $2 the file, $3 the scope: whatever of the file is the last word on a return. */
const BROUGHT_SQL = `
SELECT k.id, k.case_id, k.placement_id, k.details || jsonb_build_object('happenedOn', k.happened_on) AS said, CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'case_id', c.case_id, 'before', c.before) END AS correction
FROM record k JOIN placement p ON p.id = k.placement_id JOIN young_person y ON y.id = k.case_id LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
LEFT JOIN ${LAST_WORD} ON true
WHERE k.kind = 'attendance-return' AND k.taken_back_at IS NULL AND $1::date IS NOT NULL AND ${SEES_PLACEMENT}
  AND (c.import_id = $2 OR (c.id IS NULL AND k.import_id = $2)) ORDER BY k.id`;

/**
 * Takes back the returns that a file sent, and what it overwrote is again what it was. Each is a correction with the reason. `import_row` has what changed, for the duties. The cases are held first, so that
 * nobody puts one right meanwhile. Errors: ANOTHER_FILE_SINCE (409) where a later file says something else about a return of this one: that one is taken back first.
 */
export async function takeReturnsBack({ manager, today, personId, importId, subject }: WriteContext, scope: string | null, reason: string): Promise<ImportCounts> {
  await manager.query('SELECT id FROM young_person WHERE id IN (SELECT case_id FROM record WHERE import_id = $1 UNION SELECT case_id FROM correction WHERE import_id = $1) ORDER BY id FOR NO KEY UPDATE', [importId]);
  const now = await transaction().nowThatLocked();
  const [since] = await manager.query<{ importId: number | null }[]>(SINCE_SQL, [importId]);
  if (since?.importId) throw conflict('ANOTHER_FILE_SINCE', `The file of import ${since.importId} says something else about returns of this one. Take that one back first, then this one.`);
  const [held] = await manager.query<{ count: number }[]>(
    `SELECT (SELECT count(*) FROM record WHERE import_id = $1)::int + (SELECT count(DISTINCT fact_id) FROM correction WHERE import_id = $1)::int AS count`,
    [importId],
  );
  const brought = await manager.query<Brought[]>(BROUGHT_SQL, [today, importId, scope]);
  const sent = brought.filter(({ correction }) => correction === null);
  const overwritten = brought.flatMap(({ correction, ...one }) => (correction === null ? [] : [{ ...one, correction }]));
  const opened = await openRows(manager, 'correction', overwritten.map(({ correction }) => correction));
  const restored = overwritten.map((one, index) => ({ ...one, before: opened[index]?.before as Said }));
  await manager.query('UPDATE record SET taken_back_at = $1 WHERE id = ANY($2)', [now, sent.map(({ id }) => id)]);
  await manager.query('UPDATE record k SET details = k.details || r.before FROM jsonb_to_recordset($1) AS r(id int, before jsonb) WHERE k.id = r.id', [JSON.stringify(restored.map(({ id, before }) => ({ id, before })))]);
  const ids = await newRowIds(manager, 'correction', brought.length);
  const corrections = [
    ...sent.map((one) => ({ ...one, before: one.said, after: null })),
    ...restored.map((one) => ({ ...one, before: Object.fromEntries(Object.keys(one.before).map((field) => [field, one.said[field] ?? null])), after: one.before })),
  ].map(({ id, case_id, placement_id, before, after }, index) => ({ id: ids[index], case_id, fact: 'attendance-return', fact_id: id, placement_id, before, after, reason }));
  const sealed = await sealRows(manager, 'correction', corrections);
  const columns = 'id, case_id, fact, fact_id, placement_id, before, after, reason';
  await manager.query(
    `INSERT INTO correction (${columns}, corrected_by, corrected_at, import_id)
     SELECT ${columns}, $2::int, $3, $4::int FROM jsonb_to_recordset($1) AS r(id int, case_id int, fact text, fact_id int, placement_id int, before jsonb, after jsonb, reason text)`,
    [JSON.stringify(sealed), personId, now, importId],
  );
  const cases = [...new Set(brought.map(({ case_id }) => case_id))];
  await manager.query('UPDATE young_person SET version = version + 1 WHERE id = ANY($1)', [cases]);
  await recordEach(personId, `acts AS (SELECT id AS position, 'fact.correct' AS name, id AS case_id, $6 AS subject, '{}'::text[] AS fields FROM unnest($7::int[]) AS id)`, [subject, cases]);
  await manager.query('DROP TABLE IF EXISTS pg_temp.import_row');
  await manager.query('CREATE TEMP TABLE import_row ON COMMIT DROP AS SELECT id AS case_id, \'changed\' AS outcome FROM unnest($1::int[]) AS id', [cases]);
  return { created: sent.length, changed: restored.length, unchanged: (held?.count ?? 0) - brought.length };
}
