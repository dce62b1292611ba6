import { REQUIRED_SECTIONS } from '../domain/agreement/plan-sections.js';
import type { StagedAct } from './write-acts.js';
import type { WriteContext } from './write-context.js';

/** What a plan or a review says that was held before its case came here: its text is elsewhere, its day is what counts. */
const BEFORE = 'Held before the case was imported; the record is in the files of the home authority.';

/** Writes the placements of the staged rows, and the plans and reviews known from before. */
export async function writePlacements({ manager, now, today, personId }: WriteContext): Promise<void> {
  await manager.query(
    `INSERT INTO placement (case_id, provider_id, course, level, agreed_on, starts_on, ends_on)
     SELECT case_id, provider_id, course, level, coalesce(agreed_on, least(starts_on, $1::date)), starts_on, ends_on
     FROM import_row WHERE placement_new ORDER BY line`,
    [today],
  );
  await manager.query(
    `UPDATE placement p SET level = r.level, agreed_on = coalesce(r.agreed_on, p.agreed_on), ends_on = coalesce(r.ends_on, p.ends_on)
     FROM import_row r WHERE p.id = r.placement_id AND cardinality(r.placement_fields) > 0`,
  );
  await manager.query(
    `UPDATE import_row r SET placement_id = p.id FROM placement p
     WHERE r.placement_new AND p.case_id = r.case_id AND p.provider_id = r.provider_id AND p.course = r.course AND p.starts_on = r.starts_on AND p.taken_back_at IS NULL`,
  );
  // Without it the planner believes that no row has a placement, and joins thousands of them by trying each with each.
  await manager.query('ANALYZE import_row');
  await manager.query(
    `WITH written AS (
       INSERT INTO plan (placement_id, number, written_by, written_at)
       SELECT placement_id, 1 + (SELECT coalesce(max(number), 0) FROM plan l WHERE l.placement_id = r.placement_id), $2, $1
       FROM import_row r WHERE plan_new ORDER BY line
       RETURNING id, placement_id),
     sections AS (
       INSERT INTO plan_section (plan_id, section, text, written_by, written_at)
       SELECT w.id, section, $3, $2, $1 FROM written w CROSS JOIN unnest($4::text[]) AS section)
     INSERT INTO plan_agreement (plan_id, party, agreed_at, witness, recorded_by, recorded_at)
     SELECT w.id, party, least($1, (r.plan_agreed_on + time '12:00') AT TIME ZONE 'Europe/London'), $3, $2, $1
     FROM written w JOIN import_row r ON r.placement_id = w.placement_id AND r.plan_new
     CROSS JOIN unnest(ARRAY['key-worker', 'designated-person', 'young-person']) AS party`,
    [now, personId, BEFORE, REQUIRED_SECTIONS],
  );
  await manager.query(
    `INSERT INTO review (case_id, placement_id, held_on, present, what_changed, young_persons_view, recorded_by, recorded_at)
     SELECT case_id, placement_id, last_review_on, $3, $3, $3, $2, $1 FROM import_row WHERE review_new ORDER BY line`,
    [now, personId, BEFORE],
  );
}

/** Writes the endings of the staged rows. None is by a provider, so none can be a breach (EP12). */
export async function writeEndings({ manager, now, personId }: WriteContext): Promise<void> {
  await manager.query(
    `INSERT INTO placement_ending (placement_id, kind, ended_on, breach, breach_reasons, recorded_by, recorded_at)
     SELECT placement_id, ending, ended_on, false, '[]', $2, $1 FROM import_row WHERE ending_new ORDER BY line`,
    [now, personId],
  );
}

export const PLACEMENT_ACTS: readonly StagedAct[] = [
  { name: 'placement.agree', where: 'placement_new' },
  { name: 'placement.change', where: 'cardinality(placement_fields) > 0', fields: 'placement_fields' },
  { name: 'plan.agree', where: 'plan_new' },
  { name: 'review.record', where: 'review_new' },
];
