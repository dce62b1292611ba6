import { caseOverOn } from '../young-people/case-over-sql.js';
import { inScope, ofOwnProvider } from '../young-people/case-scope-sql.js';
import type { HeldFact } from './overwritten.js';
import type { Staging } from './staging.js';

/** Whether a `placement p` with its `placement_ending g` of a case `y` is one for which whoever uploads sends returns: `can` as a condition. */
export const SEES_PLACEMENT = `($3::jsonb IS NULL OR (${inScope(3)} AND ${ofOwnProvider(3)}))`;

/** One and the same sentence for somebody who is not known, and for somebody who is and whom they have no part in. */
const NOBODY = 'No learner of yours is known by this, on this course. Check it; if it is right, leave the row out. It is not kept.';

const FITS = `(r.uln_hash IS NULL OR l.uln_hash IS NULL OR l.uln_hash = r.uln_hash) AND (r.course IS NULL OR l.course = lower(r.course))`;
const found = (join: string): string => `
  SELECT r.line, l.id, l.case_id, l.provider_id, greatest(l.starts_on, t.from_on) <= least(l.until_on, t.to_on) AS is_under_way
  FROM import_row r JOIN learner l ON ${join} AND ${FITS}
  CROSS JOIN LATERAL (SELECT coalesce(r.week, (r.month || '-01')::date) AS from_on, coalesce(r.week + 6, ((r.month || '-01')::date + interval '1 month')::date - 1) AS to_on) t`;

const SAME = `(k.details->>'possible')::int = r.possible AND (k.details->>'attended')::int = r.attended AND (k.details->>'authorised')::int = r.authorised`;

/** The rows beside the placements of the learners whom whoever uploads sees, and the returns that were sent for that time. */
export const STAGED_ATTENDANCE: Staging = {
  holdsCases: true,
  workedOut: 'case_id int, placement_id int, learners int, under_way int, record_id int, is_own boolean',
  resolve: `
    WITH learner AS MATERIALIZED (
      SELECT p.id, p.case_id, p.provider_id, lower(p.course) AS course, y.reference, y.uln_hash, p.starts_on, least(p.ends_on, g.ended_on) AS until_on
      FROM placement p JOIN young_person y ON y.id = p.case_id LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
      WHERE p.taken_back_at IS NULL AND ${SEES_PLACEMENT} AND ${caseOverOn('y')} > $2::date),
    matched AS (
      SELECT line, count(*)::int AS learners, (count(*) FILTER (WHERE is_under_way))::int AS under_way, min(id) FILTER (WHERE is_under_way) AS placement_id,
        min(case_id) FILTER (WHERE is_under_way) AS case_id, min(provider_id) FILTER (WHERE is_under_way) AS provider_id
      FROM (${found('l.reference = r.reference')} UNION ALL ${found('r.reference IS NULL AND l.uln_hash = r.uln_hash')}) AS every GROUP BY line)
    SELECT r.line, NULL::text AS owner_code, CASE WHEN k.id IS NULL THEN 'created' WHEN ${SAME} THEN 'unchanged' ELSE 'changed' END AS outcome,
      m.case_id, m.placement_id, coalesce(m.learners, 0) AS learners, coalesce(m.under_way, 0) AS under_way, k.id AS record_id, ($3::jsonb IS NULL OR n.provider_id IS NOT DISTINCT FROM m.provider_id) AS is_own
    FROM import_row r LEFT JOIN matched m ON m.line = r.line
    LEFT JOIN record k ON k.placement_id = m.placement_id AND k.kind = 'attendance-return' AND k.taken_back_at IS NULL AND coalesce(k.details->>'week', k.details->>'month') = coalesce(r.week::text, r.month)
    LEFT JOIN person n ON n.id = k.recorded_by`,
  checks: [
    { column: 'reference', code: 'NOT_YOUR_LEARNER', where: 'r.learners = 0 AND r.reference IS NOT NULL', message: NOBODY, quiet: true },
    { column: 'uln', code: 'NOT_YOUR_LEARNER', where: 'r.learners = 0 AND r.reference IS NULL', message: NOBODY, quiet: true },
    { column: 'course', code: 'SEVERAL_PLACEMENTS', where: 'r.under_way > 1', message: 'This learner has several placements with you then, or two have this number: fill in the reference, and the course as it is recorded.', quiet: true },
    { column: 'month', code: 'NOT_UNDER_WAY', where: 'r.learners > 0 AND r.under_way = 0 AND r.month IS NOT NULL', message: 'The placement was not under way in this time: correct the time, or leave the row out.' },
    { column: 'week', code: 'NOT_UNDER_WAY', where: 'r.learners > 0 AND r.under_way = 0 AND r.month IS NULL', message: 'The placement was not under way in this time: correct the time, or leave the row out.' },
    {
      column: 'possible', code: 'DUPLICATE_ROW', message: 'The attendance of this learner in this time is in the file twice: keep one row. The other is line {it}.',
      where: `r.line IN (SELECT line FROM (SELECT line, row_number() OVER (PARTITION BY placement_id, week, month ORDER BY line) AS place FROM import_row WHERE placement_id IS NOT NULL AND under_way = 1) AS each WHERE place > 1)`,
      it: '(SELECT min(o.line) FROM import_row o WHERE o.placement_id = r.placement_id AND o.under_way = 1 AND o.month IS NOT DISTINCT FROM r.month AND o.week IS NOT DISTINCT FROM r.week)',
    },
    { column: 'attended', code: 'NOT_YOURS_TO_CORRECT', where: `r.outcome = 'changed' AND NOT r.is_own`, message: 'Somebody else sent another return for this time: tell the home authority what is wrong in it, and leave the row out.' },
  ],
};

const sessions = (field: 'possible' | 'attended' | 'authorised') => ({ column: field, held: `(k.details->>'${field}')::int` });

/** What was sent before: another file corrects it. */
export const HELD_RETURN: HeldFact = {
  fact: 'attendance-return', join: 'JOIN record k ON k.id = r.record_id', factId: 'k.id', caseId: 'k.case_id', placementId: 'k.placement_id',
  fields: { possible: sessions('possible'), attended: sessions('attended'), authorised: sessions('authorised') },
};
