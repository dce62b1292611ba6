import type { StagedAct } from './write-acts.js';
import type { WriteContext } from './write-context.js';
import { writePlans, writeReviews } from './write-plans.js';

/** Writes the placements of the staged rows, and the plans and reviews known from before. */
export async function writePlacements(context: WriteContext): Promise<void> {
  const { manager, today } = context;
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
  await writePlans(context);
  await writeReviews(context);
}

/** Writes the endings of the staged rows. None is by a provider, so none can be a breach (EP12). */
export async function writeEndings({ manager, now, personId }: WriteContext): Promise<void> {
  await manager.query(
    `INSERT INTO placement_ending (case_id, placement_id, kind, ended_on, recorded_by, recorded_at)
     SELECT case_id, placement_id, ending, ended_on, $2, $1 FROM import_row WHERE ending_new ORDER BY line`,
    [now, personId],
  );
}

export const PLACEMENT_ACTS: readonly StagedAct[] = [
  { name: 'placement.agree', where: 'placement_new' },
  { name: 'placement.change', where: 'cardinality(placement_fields) > 0', fields: 'placement_fields' },
  { name: 'plan.agree', where: 'plan_new' },
  { name: 'review.record', where: 'review_new' },
];
