import { isMistaken, SAYS_MISTAKE } from '../young-people/case-ended.js';
import { careStatusOn } from '../young-people/care-status-sql.js';
import { AUTHORITY_KNOWN, NOT_MISTAKEN, PLACEMENT_CHANGES, PLACEMENT_COLUMNS, PLACEMENT_WORKED_OUT, placementJoins, PROVIDER_KNOWN } from './stage-placements.js';
import { differing, type Staging } from './staging.js';
import { isKeyWorkerAt } from '../young-people/key-worker-sql.js';

const RECORDED = {
  preferred_name: 'y.preferred_name',
  legal_name: 'y.legal_name',
  date_of_birth: 'y.born_on',
  uln: 'y.uln_hash',
  upn: 'y.upn_hash',
  care_status: careStatusOn('parameters.today'),
  team: 'y.team',
};

const CHANGES = `(cardinality(case_fields) > 0 OR assignment_new OR cardinality(assignment_fields) > 0 OR ${PLACEMENT_CHANGES})`;

/** A mistaken case `m` whose number a row has for somebody else: the number is free. A row that says the same young person again, or one registered twice, repeats the mistake. */
const MISTAKEN_BEFORE = `
  LEFT JOIN young_person m ON m.home_authority_code = r.authority_code AND m.local_id = r.local_id AND m.number_given_at IS NULL AND (m.legal_name, m.born_on) IS DISTINCT FROM (r.legal_name, r.date_of_birth)
    AND ${isMistaken('m.id')} AND NOT EXISTS (SELECT FROM record c WHERE c.case_id = m.id AND ${SAYS_MISTAKE} AND c.details->>'rightCase' IS NOT NULL)`;

/** A roster's rows beside the cases, their present key workers and their placements. */
export const STAGED_YOUNG_PEOPLE: Staging = {
  workedOut: `${PLACEMENT_WORKED_OUT}, case_fields text[], key_worker_id int, key_worker_authority text,
    assignment_id int, assignment_new boolean, assignment_fields text[], number_from int`,
  resolve: `
    SELECT *, CASE WHEN case_id IS NULL THEN 'created' WHEN ${CHANGES} THEN 'changed' ELSE 'unchanged' END AS outcome
    FROM (
      SELECT r.line, h.code AS owner_code, ${PLACEMENT_COLUMNS},
        CASE WHEN y.id IS NULL THEN '{}'::text[] ELSE ${differing(RECORDED)} END AS case_fields,
        w.id AS key_worker_id, w.authority_code AS key_worker_authority, k.id AS assignment_id,
        (w.id IS NOT NULL AND w.id IS DISTINCT FROM k.person_id) AS assignment_new,
        CASE WHEN w.id = k.person_id THEN ${differing({
          key_worker_kind: 'k.kind',
          authority_to_act_confirmed: '(k.authority_to_act_confirmed_at IS NOT NULL)',
        })} ELSE '{}'::text[] END AS assignment_fields, m.id AS number_from
      FROM import_row r CROSS JOIN parameters ${MISTAKEN_BEFORE} ${placementJoins('m.id')}
      LEFT JOIN person w ON w.email = r.key_worker_email AND w.active
      LEFT JOIN LATERAL (
        SELECT * FROM key_worker_assignment k
        WHERE k.case_id = y.id AND ${isKeyWorkerAt('k', 'parameters.now')}
        ORDER BY k.from_at DESC, k.id DESC LIMIT 1) k ON true
    ) AS found`,
  checks: [
    AUTHORITY_KNOWN,
    {
      ...NOT_MISTAKEN,
      message: 'The case with this number, {it}, was registered by mistake, and the row would register the same young person again: take it out; or, if there is to be a case with this number, take the mistake back on that one, or register this one by hand.',
    },
    PROVIDER_KNOWN,
    {
      column: 'key_worker_email',
      code: 'KEY_WORKER_UNKNOWN',
      where: 'r.key_worker_email IS NOT NULL AND r.key_worker_id IS NULL',
      message: 'Nobody in the system has this e-mail address: correct it, or import the person first.',
    },
    {
      column: 'key_worker_email',
      code: 'KEY_WORKER_ELSEWHERE',
      where: 'r.key_worker_id IS NOT NULL AND r.key_worker_authority IS DISTINCT FROM r.authority_code',
      message: 'This person is not among the people of the home authority: correct the address, or import the key worker for this authority.',
    },
    {
      column: 'uln',
      code: 'ULN_OF_ANOTHER',
      where: `EXISTS (SELECT FROM young_person o WHERE o.uln_hash = r.uln_hash AND o.home_authority_code = r.authority_code AND o.id IS DISTINCT FROM r.case_id AND NOT ${isMistaken('o.id')})`,
      message: 'Another young person of this authority has this unique learner number: correct the one that is wrong.',
    },
  ],
};

/** A file of placements beside the cases and what is recorded of the placements. */
export const STAGED_PLACEMENTS: Staging = {
  workedOut: `${PLACEMENT_WORKED_OUT}, ending_new boolean, ended_otherwise boolean`,
  resolve: `
    SELECT *, CASE WHEN placement_new THEN 'created' WHEN ending_new OR ${PLACEMENT_CHANGES} THEN 'changed' ELSE 'unchanged' END AS outcome
    FROM (
      SELECT r.line, h.code AS owner_code, ${PLACEMENT_COLUMNS},
        (r.ended_on IS NOT NULL AND e.id IS NULL) AS ending_new,
        (r.ended_on IS NOT NULL AND e.id IS NOT NULL AND (e.ended_on, e.kind) <> (r.ended_on, r.ending)) AS ended_otherwise
      FROM import_row r CROSS JOIN parameters ${placementJoins()}
      LEFT JOIN placement_ending e ON e.placement_id = p.id AND e.taken_back_at IS NULL
    ) AS found`,
  checks: [
    AUTHORITY_KNOWN,
    NOT_MISTAKEN,
    PROVIDER_KNOWN,
    {
      column: 'local_id',
      code: 'YOUNG_PERSON_UNKNOWN',
      where: 'r.owner_code IS NOT NULL AND r.case_id IS NULL',
      message: 'The authority has no young person with this number here: correct it, or import the young person first.',
    },
    {
      column: 'ended_on',
      code: 'ENDED_OTHERWISE',
      where: 'r.ended_otherwise',
      message: 'This placement is recorded as ended on another day or in another way: look at the case.',
    },
  ],
};
