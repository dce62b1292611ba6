/*
 * Where a fact is found: statements that answer the placement it is about, who recorded it, whether it is kept from the
 * provider and whether it was put to one, if it is one of this case and counts. `$1` case, `$2` number of the fact.
 */

const select = (placementId: string, recordedBy: string, from: string, where: string, quiet = 'false', asked = 'false'): string =>
  `SELECT ${placementId} AS "placementId", ${recordedBy} AS "recordedBy", ${quiet} AS "isQuiet", ${asked} AS "isPutToProvider" FROM ${from} WHERE f.id = $2 AND ${where}`;

/** Of an `emergency f`: raised quietly, and not by the provider itself. */
export const QUIET = 'f.quiet AND (SELECT n.provider_id FROM person n WHERE n.id = f.raised_by) IS NULL';

/** A fact that names its case. */
export const ofCase = (table: string, { placement = 'NULL::int', by = 'NULL::int', where = 'f.taken_back_at IS NULL', quiet = 'false', asked = 'false' } = {}): string =>
  select(placement, by, `${table} f`, `f.case_id = $1 AND ${where}`, quiet, asked);

const PLACEMENT = 'p.case_id = $1 AND p.taken_back_at IS NULL';

/** A fact that names its placement. */
export const ofPlacement = (table: string, by = 'f.recorded_by'): string =>
  select('p.id', by, `${table} f JOIN placement p ON p.id = f.placement_id`, `${PLACEMENT} AND f.taken_back_at IS NULL`);

/** A meeting: of a placement, or of the case. */
export const OF_REVIEW = select('f.placement_id', 'f.recorded_by', 'review f', 'f.case_id = $1 AND f.taken_back_at IS NULL');

/** A fact that names its risk notice. */
export const ofNotice = (table: string, by = 'f.recorded_by'): string =>
  select('p.id', by, `${table} f JOIN risk_notice t ON t.id = f.notice_id AND t.taken_back_at IS NULL JOIN placement p ON p.id = t.placement_id`, `${PLACEMENT} AND f.taken_back_at IS NULL`);

/** One of the agreements to a plan. */
export const OF_PLAN = select('p.id', 'f.recorded_by', 'plan_agreement f JOIN plan l ON l.id = f.plan_id JOIN placement p ON p.id = l.placement_id', `${PLACEMENT} AND f.taken_back_at IS NULL`);

/** A version of the plan. */
export const OF_PLAN_VERSION = select('p.id', 'f.written_by', 'plan f JOIN placement p ON p.id = f.placement_id', PLACEMENT);

/** The young person of the case. */
export const OF_SELF = select('NULL::int', 'NULL::int', 'young_person f', 'f.id = $1');
