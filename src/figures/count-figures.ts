import type { EntityManager } from 'typeorm';
import { CARE_STATUSES } from '../domain/agreement/care-status-words.js';
import { MEASURES, type Breakdown, type Measure, type MeasureId } from '../domain/figures/measures.js';
import { keyOf, type Layout } from '../domain/figures/tables.js';
import type { Period } from '../domain/time/periods.js';
import { DUE_DAY } from '../duties/due-day-sql.js';
import { mistakenCases } from '../young-people/case-ended.js';

/** What a breakdown has beside its providers, levels or legs: for what has no placement, or none of a provider that signed. */
export const NONE = 'none';
export const OTHER = 'other';
export const AGES = { under18: 'under 18', '18to20': '18 to 20', over20: '21 and over' } as const;
export const LEGS = {
  'phone/key-worker': 'by phone, to the key worker',
  'email/key-worker': 'by e-mail, to the key worker',
  'phone/key-contact': 'by phone, to the Virtual School key contact',
  'email/key-contact': 'by e-mail, to the Virtual School key contact',
} as const;
const LEVELS = ['0', '1', '2', '3', '4', '5', '6', '7', '8'];

/** Which rows the tables of a measure have, whatever is in them: what is in them decides nothing, so that a row that is there says nothing. */
export async function layoutOf(manager: EntityManager, measure: MeasureId): Promise<Layout> {
  const { byLeg }: Measure = MEASURES[measure];
  const authorities = await manager.query<{ code: string }[]>('SELECT code FROM authority ORDER BY code');
  const providers = await manager.query<{ id: number }[]>('SELECT DISTINCT provider_id AS id FROM agreement WHERE signed_on IS NOT NULL ORDER BY 1');
  const breakdowns: Partial<Record<Breakdown, readonly string[]>> = {
    provider: [...providers.map(({ id }) => String(id)), OTHER, NONE],
    level: [...LEVELS, NONE],
    age: Object.keys(AGES),
    status: Object.keys(CARE_STATUSES),
    ...(byLeg && { leg: [...Object.keys(LEGS), OTHER] }),
  };
  return { authorities: authorities.map(({ code }) => code), breakdowns: breakdowns as Layout['breakdowns'] };
}

/** How many duties of a measure that were due in a time were kept in time, and how many were not, by the key of each count. Cases registered by mistake are none. */
export async function countsOf(manager: EntityManager, measure: MeasureId, { startsOn, endsOn }: Period, now: Date): Promise<Record<string, number>> {
  const { clauses }: Measure = MEASURES[measure];
  const rows = await manager.query<{ authority: string; breakdown: Breakdown | null; value: string | null; met: number; unmet: number }[]>(COUNTS_SQL, [clauses, startsOn, endsOn, now, await mistakenCases(manager), Object.keys(LEGS)]);
  return Object.fromEntries(rows.flatMap(({ authority, breakdown, value, met, unmet }) => [
    [keyOf('met', { authority, breakdown, value }), met],
    [keyOf('unmet', { authority, breakdown, value }), unmet],
  ]));
}

/** `$1` clauses, `$2` and `$3` the time, `$4` now, `$5` cases registered by mistake, `$6` legs. */
const COUNTS_SQL = `
WITH signed AS MATERIALIZED (SELECT DISTINCT provider_id FROM agreement WHERE signed_on IS NOT NULL),
one AS (
  SELECT y.home_authority_code AS authority, d.outcome = 'met' AND NOT d.late AS met,
    CASE WHEN p.id IS NULL THEN '${NONE}' WHEN s.provider_id IS NULL THEN '${OTHER}' ELSE p.provider_id::text END AS provider,
    coalesce(p.level::text, '${NONE}') AS level,
    CASE WHEN ${DUE_DAY} < y.born_on + interval '18 years' THEN 'under18' WHEN ${DUE_DAY} < y.born_on + interval '21 years' THEN '18to20' ELSE 'over20' END AS age,
    y.care_status AS status,
    CASE WHEN split_part(d.key, '/', 3) || '/' || split_part(d.key, '/', 4) = ANY($6) THEN split_part(d.key, '/', 3) || '/' || split_part(d.key, '/', 4) ELSE '${OTHER}' END AS leg
  FROM duty d JOIN young_person y ON y.id = d.case_id LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN signed s ON s.provider_id = p.provider_id
  WHERE d.clause = ANY($1) AND ${DUE_DAY} BETWEEN $2::date AND $3::date AND y.erased_at IS NULL AND y.id <> ALL($5::int[])
    AND (d.outcome = 'met' OR (d.outcome = 'open' AND d.missed_from <= $4) OR (d.outcome = 'no longer owed' AND d.late))
)
SELECT authority, breakdown, value, count(*) FILTER (WHERE met)::int AS met, count(*) FILTER (WHERE NOT met)::int AS unmet
FROM one CROSS JOIN LATERAL (VALUES (NULL, NULL), ('provider', provider), ('level', level), ('age', age), ('status', status), ('leg', leg)) b (breakdown, value)
GROUP BY 1, 2, 3`;
