import type { EntityManager } from 'typeorm';
import type { CaseParties } from '../domain/permissions.js';
import { isProviderAdmitted } from '../placements/provider-gone-sql.js';
import { seenDays } from '../retention/seen-days-sql.js';
import { isKeyWorkerAt } from './key-worker-sql.js';

/** Whether somebody is kept out of a case. */
export async function isExcluded(manager: EntityManager, caseId: number, personId: number): Promise<boolean> {
  const rows = await manager.query<object[]>('SELECT FROM case_exclusion x WHERE x.case_id = $1 AND x.person_id = $2 AND x.ended_at IS NULL', [caseId, personId]);
  return rows.length > 0;
}

/** Who has a part in a case: what the policy needs to know to say who may do what. */
export async function loadCaseParties(manager: EntityManager, caseId: number, now: Date): Promise<CaseParties> {
  const [parties] = await loadPartiesOf(manager, [caseId], now);
  if (!parties) throw new Error(`no case ${caseId}`);
  return parties;
}

/** The same of several cases, each with its number. One statement. */
export async function loadPartiesOf(manager: EntityManager, caseIds: readonly number[], now: Date): Promise<CaseParties[]> {
  const rows = await manager.query<{ parties: CaseParties }[]>(`SELECT ${partiesOf('$2')} AS parties FROM young_person y WHERE y.id = ANY($1::int[])`, [caseIds, now]);
  return rows.map(({ parties }) => parties);
}

/** The same inside a statement of one's own, of the case `y`, at an instant as SQL. */
export const partiesOf = (now: string): string => `jsonb_build_object(
       'id', y.id,
       'homeAuthorityCode', y.home_authority_code,
       'team', y.team,
       'keyWorkerPersonIds', (SELECT coalesce(jsonb_agg(DISTINCT k.person_id), '[]') FROM key_worker_assignment k
          WHERE k.case_id = y.id AND ${isKeyWorkerAt('k', now)}),
       'placements', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'providerId', p.provider_id, 'providerAuthorityCode', v.authority_code,
            'agreedOn', p.agreed_on, 'startsOn', p.starts_on, 'endedOn', g.ended_on, 'seenDays', ${seenDays('p.provider_id', `(${now}::timestamptz AT TIME ZONE 'Europe/London')::date`)},
            'providerAdmitted', ${isProviderAdmitted('p.case_id', 'p.provider_id', `(${now}::timestamptz AT TIME ZONE 'Europe/London')::date`)},
            'signatoryAsked', EXISTS (SELECT FROM record c WHERE c.placement_id = p.id AND c.kind = 'challenge' AND c.details->>'to' = 'signatory' AND c.taken_back_at IS NULL)) ORDER BY p.id), '[]')
          FROM placement p JOIN provider v ON v.id = p.provider_id LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
          WHERE p.case_id = y.id AND p.taken_back_at IS NULL),
       'highestOpenLevel', (SELECT coalesce(max(e.level), 0) FROM escalation e WHERE e.case_id = y.id AND e.closed_at IS NULL),
       'excludedPersonIds', (SELECT coalesce(jsonb_agg(x.person_id), '[]') FROM case_exclusion x WHERE x.case_id = y.id AND x.ended_at IS NULL),
       'restricted', EXISTS (SELECT FROM case_restriction r WHERE r.case_id = y.id AND r.lifted_at IS NULL),
       'admittedPersonIds', (SELECT coalesce(jsonb_agg(m.person_id), '[]') FROM case_admission m WHERE m.case_id = y.id AND m.ended_at IS NULL)
     )`;
