import type { EntityManager } from 'typeorm';
import { newRowIds, sealRows } from '../encryption/seal-rows.js';
import type { SealedTableName } from '../encryption/sealed-columns.js';
import { REQUIRED_SECTIONS } from '../domain/agreement/plan-sections.js';
import type { WriteContext } from './write-context.js';

/** What a plan or a review says that was held before its case came here: its text is elsewhere, its day is what counts. */
const BEFORE = 'Held before the case was imported; the record is in the files of the home authority.';

/** Writes the plans of the staged rows that were agreed before the import, each with the sections that the agreement asks for. */
export async function writePlans({ manager, now, personId }: WriteContext): Promise<void> {
  const plans = await manager.query<{ id: number; case_id: number }[]>(
    `WITH written AS (
       INSERT INTO plan (case_id, placement_id, number, written_by, written_at)
       SELECT case_id, placement_id, 1 + (SELECT coalesce(max(number), 0) FROM plan l WHERE l.placement_id = r.placement_id), $2, $1
       FROM import_row r WHERE plan_new ORDER BY line
       RETURNING id, case_id, placement_id),
     agreed AS (
       INSERT INTO plan_agreement (plan_id, party, agreed_at, witness, recorded_by, recorded_at)
       SELECT w.id, party, least($1, (r.plan_agreed_on + time '12:00') AT TIME ZONE 'Europe/London'), $3, $2, $1
       FROM written w JOIN import_row r ON r.placement_id = w.placement_id AND r.plan_new
       CROSS JOIN unnest(ARRAY['key-worker', 'designated-person', 'young-person']) AS party)
     SELECT id, case_id FROM written ORDER BY id`,
    [now, personId, BEFORE],
  );
  const sections = plans.flatMap((plan) => REQUIRED_SECTIONS.map((section) => ({ case_id: plan.case_id, plan_id: plan.id, section, text: BEFORE })));
  const written = await sealedWithIds(manager, 'plan_section', sections);
  await manager.query(
    `INSERT INTO plan_section (id, case_id, plan_id, section, text, written_by, written_at)
     SELECT id, case_id, plan_id, section, text, $2, $1 FROM jsonb_to_recordset($3) AS r(id int, case_id int, plan_id int, section text, text text)`,
    [now, personId, JSON.stringify(written)],
  );
}

/** Writes the last reviews before the import. */
export async function writeReviews({ manager, now, personId }: WriteContext): Promise<void> {
  const rows = await manager.query<{ case_id: number; placement_id: number; held_on: string }[]>(
    'SELECT case_id, placement_id, last_review_on::text AS held_on FROM import_row WHERE review_new ORDER BY line',
  );
  const reviews = rows.map((row) => ({ ...row, present: BEFORE, what_changed: BEFORE, young_persons_view: BEFORE }));
  const written = await sealedWithIds(manager, 'review', reviews);
  await manager.query(
    `INSERT INTO review (id, case_id, placement_id, held_on, present, what_changed, young_persons_view, recorded_by, recorded_at)
     SELECT id, case_id, placement_id, held_on, present, what_changed, young_persons_view, $2, $1
     FROM jsonb_to_recordset($3) AS r(id int, case_id int, placement_id int, held_on date, present text, what_changed text, young_persons_view text)`,
    [now, personId, JSON.stringify(written)],
  );
}

async function sealedWithIds<R extends { case_id: number }>(manager: EntityManager, table: SealedTableName, rows: readonly R[]): Promise<R[]> {
  const ids = await newRowIds(manager, table, rows.length);
  return sealRows(manager, table, rows.map((row, index) => ({ ...row, id: ids[index] })));
}
