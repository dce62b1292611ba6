import type { EntityManager } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';
import type { LeaverFacts, LeaverStatus } from '../domain/statutory/care-leaver-return.js';
import { inScope } from '../young-people/case-scope-sql.js';

/** A young person as the returns go by them; `status` is the last one that was recorded (VS6). */
export interface Leaver extends LeaverFacts {
  reference: string;
  preferredName: string;
  status: { status: string; on: LocalDate; source: string } | null;
}

interface Row extends Omit<Leaver, 'careStatusOn' | 'statuses'> {
  registeredStatus: string;
  careStatuses: { on: LocalDate; status: string }[];
  contacts: LeaverStatus[];
}

/**
 * An authority's young people who may be in a return, of those in a scope (`scopeParameter`), and those outside of it, to be counted alone. The records are the system's to read:
 * whoever asks has asked the policy.
 */
export async function loadLeavers(manager: EntityManager, scope: string, authorityCode: string, today: LocalDate): Promise<{ leavers: Leaver[]; outside: Leaver[] }> {
  const rows = await manager.query<(Row & { inside: boolean })[]>(LEAVERS_SQL, [scope, authorityCode, today]);
  const of = (isInside: boolean): Leaver[] => rows.filter(({ inside }) => inside === isInside).map(({ careStatuses, registeredStatus, contacts, ...row }) => ({
    ...row,
    statuses: contacts,
    careStatusOn: (day: LocalDate) => careStatuses.findLast(({ on }) => on <= day)?.status ?? registeredStatus,
  }));
  return { leavers: of(true), outside: of(false) };
}

const recordsOf = (kind: string, one: string): string =>
  `(SELECT coalesce(jsonb_agg(${one} ORDER BY r.happened_on, r.id), '[]') FROM record r WHERE r.case_id = y.id AND r.kind = '${kind}' AND r.taken_back_at IS NULL)`;
const closedFor = (cause: string): string =>
  `(SELECT min(r.happened_on) FROM record r WHERE r.case_id = y.id AND r.kind = 'case-closing' AND r.details->>'cause' = '${cause}' AND r.taken_back_at IS NULL)`;

/** From the end of Year 11 to the 25th birthday, and who was so in the last year. */
const LEAVERS_SQL = `
SELECT ${inScope(1)} AS inside, y.reference, y.preferred_name AS "preferredName", y.local_id AS "childId", y.born_on AS "bornOn", y.care_status AS "registeredStatus",
  ${recordsOf('care-status', `jsonb_build_object('on', r.happened_on, 'status', r.details->>'status')`)} AS "careStatuses",
  ${recordsOf('leaver-contact', `r.details || jsonb_build_object('on', r.happened_on)`)} AS contacts,
  ${closedFor('died')} AS "diedOn", ${closedFor('moved-authority')} AS "movedOn",
  (SELECT jsonb_build_object('status', r.details->>'status', 'on', r.happened_on, 'source', r.details->>'source') FROM record r
   WHERE r.case_id = y.id AND r.kind = 'status' AND r.taken_back_at IS NULL AND r.happened_on <= $3 ORDER BY r.happened_on DESC, r.id DESC LIMIT 1) AS status
FROM young_person y
WHERE y.home_authority_code = $2 AND y.erased_at IS NULL AND y.born_on BETWEEN $3::date - interval '26 years' AND $3::date - interval '15 years' AND ${closedFor('registered-by-mistake')} IS NULL
ORDER BY y.local_id`;
