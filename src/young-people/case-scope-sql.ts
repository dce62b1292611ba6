import type { CaseScope } from '../domain/permissions.js';

/**
 * The policy's scope as a condition on `young_person y`, with its values as one JSON parameter (its number is `parameter`),
 * so that a list shows exactly the cases that `can(…, 'case.read')` allows.
 */
export function inScope(parameter: number): string {
  return `(
    ${inScopeOfHome(parameter)}
    OR y.id = ANY(ARRAY(SELECT p.case_id FROM placement p LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
       WHERE p.taken_back_at IS NULL AND ${ofOwnProvider(parameter)}))
  )`;
}

/** The part of it that is not through a provider: all of such a case is seen, whichever placement it is about. */
export function inScopeOfHome(parameter: number): string {
  const scope = `$${parameter}::jsonb`;
  return `(
    y.home_authority_code = ANY(ARRAY(SELECT jsonb_array_elements_text(${scope}->'authorityCodes' || (${scope}->'headOfAuthorityCodes'))))
    OR EXISTS (SELECT 1 FROM jsonb_to_recordset(${scope}->'teams') AS t("authorityCode" text, team text)
       WHERE t."authorityCode" = y.home_authority_code AND (t.team IS NULL OR t.team = y.team))
    OR y.id = ANY(ARRAY(SELECT k.case_id FROM key_worker_assignment k WHERE k.person_id = ANY(ARRAY(SELECT jsonb_array_elements_text(${scope}->'keyWorkerPersonIds')::int))
       AND k.taken_back_at IS NULL AND k.from_at <= (${scope}->>'now')::timestamptz AND (k.until_at IS NULL OR k.until_at > (${scope}->>'now')::timestamptz)))
  )`;
}

/** Whether a `placement p`, with its `placement_ending g` if there is one, is seen through its provider. */
export function ofOwnProvider(parameter: number): string {
  const scope = `$${parameter}::jsonb`;
  return `(p.provider_id = ANY(ARRAY(SELECT jsonb_array_elements_text(${scope}->'providerIds')::int))
    AND (g.ended_on IS NULL OR g.ended_on >= (${scope}->>'endedNotBefore')::date))`;
}

/** The parameter that `inScope` reads. */
export const scopeParameter = (scope: CaseScope, now: Date): string => JSON.stringify({ ...scope, now });
