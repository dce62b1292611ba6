import type { DatabaseCheck } from './staging.js';
import { differing } from './staging.js';
import { isMistaken } from '../young-people/case-ended.js';

/** What is worked out about the placement of a row, in a roster as in a file of placements. */
export const PLACEMENT_WORKED_OUT =
  'case_id int, provider_id int, placement_id int, placement_new boolean, placement_fields text[], plan_new boolean, review_new boolean';

export const PLACEMENT_COLUMNS = `
  y.id AS case_id, v.id AS provider_id, p.id AS placement_id,
  (r.provider_ukprn IS NOT NULL AND p.id IS NULL) AS placement_new,
  CASE WHEN p.id IS NULL THEN '{}'::text[] ELSE ${differing({ level: 'p.level', agreed_on: 'p.agreed_on', ends_on: 'p.ends_on' })} END AS placement_fields,
  (r.plan_agreed_on IS NOT NULL AND NOT EXISTS (
    SELECT FROM plan l JOIN plan_agreement a ON a.plan_id = l.id AND a.taken_back_at IS NULL WHERE l.placement_id = p.id GROUP BY l.id HAVING count(*) = 3)) AS plan_new,
  (r.last_review_on IS NOT NULL AND NOT EXISTS (
    SELECT FROM review w WHERE w.placement_id = p.id AND w.held_on = r.last_review_on AND w.taken_back_at IS NULL)) AS review_new`;

/** Beside a row what there is already; a case whose number is another's now is none of these, nor is the one that `but` names in SQL. */
export const placementJoins = (but = 'NULL::int'): string => `
  LEFT JOIN authority h ON h.code = r.authority_code
  LEFT JOIN young_person y ON y.home_authority_code = r.authority_code AND y.local_id = r.local_id AND y.number_given_at IS NULL AND y.id IS DISTINCT FROM ${but}
  LEFT JOIN provider v ON v.ukprn = r.provider_ukprn
  LEFT JOIN placement p ON p.case_id = y.id AND p.provider_id = v.id AND p.course = r.course AND p.starts_on = r.starts_on
    AND p.taken_back_at IS NULL`;

/** Whether the placement's part of a row brings anything new. */
export const PLACEMENT_CHANGES = '(placement_new OR cardinality(placement_fields) > 0 OR plan_new OR review_new)';

/** A case that was registered by mistake takes nothing. */
export const NOT_MISTAKEN: DatabaseCheck = {
  column: 'local_id',
  code: 'REGISTERED_BY_MISTAKE',
  where: `r.case_id IS NOT NULL AND ${isMistaken('r.case_id')}`,
  it: '(SELECT m.reference FROM young_person m WHERE m.id = r.case_id)',
  message: 'The case with this number, {it}, was registered by mistake: take the row out; or, if that is wrong, take it back on the case first. Somebody else with this number is registered first.',
};

export const AUTHORITY_KNOWN: DatabaseCheck = {
  column: 'authority_code',
  code: 'AUTHORITY_UNKNOWN',
  where: 'r.owner_code IS NULL',
  message: 'No authority of the region has this code: correct it.',
};

export const PROVIDER_KNOWN: DatabaseCheck = {
  column: 'provider_ukprn',
  code: 'PROVIDER_UNKNOWN',
  where: 'r.provider_ukprn IS NOT NULL AND r.provider_id IS NULL',
  message: 'No provider with this UKPRN is known: correct it, or import the provider first.',
};
