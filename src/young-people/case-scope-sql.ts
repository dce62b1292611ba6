import { DAYS_AFTER_ENDING, type CaseScope } from '../domain/permissions.js';
import { manages } from '../people/team-sql.js';
import { seenDays } from '../retention/seen-days-sql.js';
import { isKeyWorkerAt } from './key-worker-sql.js';

/*
 * The policy's scope (`visibleTo`) as conditions, with its values as one JSON parameter whose number is `parameter`, so that a
 * list shows exactly the cases that `can(…)` allows. `src/domain/permissions.ts` says what each value means.
 */

/** Whether a case `y` (a `young_person`) is in the scope. */
export function inScope(parameter: number): string {
  return `(
    ${isInHomePart(parameter)}
    OR (${notExcluded(parameter)} AND y.id = ANY(ARRAY(SELECT p.case_id FROM placement p LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
       WHERE p.taken_back_at IS NULL AND ${opensByProvider(parameter)})))
  )`;
}

/** The part of it that is not through a provider: all of such a case is seen, whichever placement it is about. */
export const inScopeOfHome = isInHomePart;

/** Whether a `placement p` of a case in the scope, with its `placement_ending g` if there is one, is seen through its provider. */
export function ofOwnProvider(parameter: number): string {
  return `((p.provider_id = ANY(${integers(parameter, 'providerIds')}) OR ${inEmergencyAtProvider(parameter)}) AND ${isStillSeen(parameter)})`;
}

/** Whether a post over a whole authority counts in a case `y` for this person: `y` is not restricted, or they are admitted; and they are not excluded, nor is it erased. */
export function postsCount(parameter: number): string {
  return `(${notExcluded(parameter)} AND ${isOpenToPosts('y.id', parameter)})`;
}

/** The same for another person than the one who asks, both as SQL: whether their posts count in a case. */
export const postsOfPersonCount = (caseId: string, personId: string): string =>
  `(${isNotExcluded(caseId, personId)} AND (NOT EXISTS (SELECT FROM case_restriction r WHERE r.case_id = ${caseId} AND r.lifted_at IS NULL) OR ${isAdmitted(caseId, personId)}))`;

/** Whether a person, as SQL, is not excluded from a case. */
export const isNotExcluded = (caseId: string, personId: string): string =>
  `NOT EXISTS (SELECT FROM case_exclusion x WHERE x.case_id = ${caseId} AND x.person_id = ${personId} AND x.ended_at IS NULL)`;

const isAdmitted = (caseId: string, personId: string): string =>
  `EXISTS (SELECT FROM case_admission m WHERE m.case_id = ${caseId} AND m.person_id = ${personId} AND m.ended_at IS NULL)`;

/** The parameter that these read. */
export const scopeParameter = (scope: CaseScope, now: Date): string => JSON.stringify({ ...scope, now });

/** The providers whose learners somebody sees, as an int[] in SQL. */
export const ownProviderIds = (parameter: number): string => `(${integers(parameter, 'providerIds')} || (${scope(parameter)}->>'emergencyProviderId')::int)`;

const scope = (parameter: number): string => `$${parameter}::jsonb`;
const me = (parameter: number): string => `(${scope(parameter)}->>'personId')::int`;
const texts = (parameter: number, name: keyof CaseScope): string => `ARRAY(SELECT jsonb_array_elements_text(${scope(parameter)}->'${name}'))`;
const integers = (parameter: number, name: keyof CaseScope): string => `ARRAY(SELECT jsonb_array_elements_text(${scope(parameter)}->'${name}')::int)`;

/* Each list is asked for once, not once a row. */

const notExcluded = (parameter: number): string =>
  `(y.erased_at IS NULL AND y.id <> ALL(ARRAY(SELECT x.case_id FROM case_exclusion x WHERE x.person_id = ${me(parameter)} AND x.ended_at IS NULL)))`;

const isOpenToPosts = (caseId: string, parameter: number): string =>
  `${caseId} <> ALL(ARRAY(SELECT r.case_id FROM case_restriction r WHERE r.lifted_at IS NULL AND NOT ${isAdmitted('r.case_id', me(parameter))}))`;

function isInHomePart(parameter: number): string {
  const now = `(${scope(parameter)}->>'now')::timestamptz`;
  return `(${notExcluded(parameter)} AND (
    y.home_authority_code = ANY(${texts(parameter, 'headOfAuthorityCodes')})
    OR (${isOpenToPosts('y.id', parameter)} AND (
      y.home_authority_code = ANY(${texts(parameter, 'authorityCodes')})
      OR EXISTS (SELECT 1 FROM jsonb_to_recordset(${scope(parameter)}->'teams') AS t("authorityCode" text, team text)
         WHERE t."authorityCode" = y.home_authority_code AND ${manages('t.team', 'y.team')})))
    OR y.id = ANY(ARRAY(SELECT k.case_id FROM key_worker_assignment k WHERE k.person_id = ANY(${integers(parameter, 'keyWorkerPersonIds')})
       AND ${isKeyWorkerAt('k', now)}))
    OR y.id = ANY(${integers(parameter, 'ownCaseIds')})
    OR EXISTS (SELECT 1 FROM jsonb_to_recordset(${scope(parameter)}->'inspectedCases') AS i("authorityCode" text, "caseId" int)
       WHERE i."caseId" = y.id AND i."authorityCode" = y.home_authority_code)
    OR (y.id = ANY(${integers(parameter, 'emergencyCaseIds')}) AND y.home_authority_code = ${scope(parameter)}->>'emergencyAuthorityCode')
  ))`;
}

/** Of a restricted case a placement opens it while it runs. */
const opensByProvider = (parameter: number): string =>
  `(((p.provider_id = ANY(${integers(parameter, 'providerIds')}) AND (g.ended_on IS NULL OR ${isOpenToPosts('p.case_id', parameter)})) OR ${inEmergencyAtProvider(parameter)}) AND ${isStillSeen(parameter)})`;

const inEmergencyAtProvider = (parameter: number): string =>
  `(p.provider_id = (${scope(parameter)}->>'emergencyProviderId')::int AND p.case_id = ANY(${integers(parameter, 'emergencyCaseIds')}))`;

const isStillSeen = (parameter: number): string => `(g.ended_on IS NULL OR g.ended_on >= (${scope(parameter)}->>'endedNotBefore')::date + ${DAYS_AFTER_ENDING} - ${seenDays('p.provider_id', `((${scope(parameter)}->>'endedNotBefore')::date + ${DAYS_AFTER_ENDING})`)})`;
