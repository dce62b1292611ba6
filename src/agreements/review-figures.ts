import type { EntityManager } from 'typeorm';
import type { ClauseFigures } from '../domain/agreement/agreement-review.js';
import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import { shownOfOthers } from '../domain/figures-of-others.js';
import { NOT_FOR_PROVIDERS } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { DUE_DAY } from '../duties/due-day-sql.js';
import { isKnownToProvider } from '../emergencies/quiet-emergencies.js';
import { overOn } from '../placements/placement-over-sql.js';
import { isMistaken } from '../young-people/case-ended.js';

/** Counts of an agreement's year that come of young people. */
interface YearCounts {
  youngPeople: number;
  placements: number;
  views: number;
  viewsAnswered: number;
  challenges: number;
  challengesAnswered: number;
  riskNotices: number;
  endedByProvider: number;
  breaches: number;
}

/** What a reader is told of an agreement's year (IM5): counts, and nobody's name; null for what comes of fewer than five young people of whom they may not know. */
export interface ReviewFigures extends Told<YearCounts> {
  from: LocalDate;
  to: LocalDate;
  /** Each clause under which something was due in the period or is open now. */
  clauses: Partial<Record<ClauseId, ClauseFigures>>;
}

type Told<T> = { [K in keyof T]: number | null };

/** The same with how many young people stand behind each number, and who is among them: for nobody to read. */
export interface CountedYear {
  figures: ReviewFigures;
  behind: Told<YearCounts> & { clauses: Partial<Record<ClauseId, ClauseFigures>> };
  caseIds: number[];
}

export interface ReviewPeriod {
  agreementId: number;
  providerId: number;
  authorityCode: string;
  from: LocalDate;
  to: LocalDate;
}

/** Counts the period from its first day to its last, as it stands at `now`: of every case there, with the engine's rights, and nobody by name. */
export async function reviewFigures(manager: EntityManager, { agreementId, providerId, authorityCode, from, to }: ReviewPeriod, now: Date): Promise<CountedYear> {
  const [counts] = await manager.query<{ counts: YearCounts; behind: YearCounts; caseIds: number[] }[]>(COUNTS_SQL, [providerId, from, to, agreementId]);
  const rows = await manager.query<{ clause: ClauseId; counts: ClauseFigures; behind: ClauseFigures; caseIds: number[] }[]>(CLAUSES_SQL, [
    providerId, authorityCode, agreementId, from, to, now,
  ]);
  const of = (which: 'counts' | 'behind') => Object.fromEntries(rows.map((row) => [row.clause, row[which]]));
  const none = { youngPeople: 0, placements: 0, views: 0, viewsAnswered: 0, challenges: 0, challengesAnswered: 0, riskNotices: 0, endedByProvider: 0, breaches: 0 };
  return {
    figures: { from, to, ...none, ...counts?.counts, clauses: of('counts') }, behind: { ...none, ...counts?.behind, clauses: of('behind') },
    caseIds: [...new Set([...(counts?.caseIds ?? []), ...rows.flatMap(({ caseIds }) => caseIds)])],
  };
}

/**
 * The year as somebody is told it who may not know of each young person behind it, as it is recorded too: no number that fewer than five stand behind, nor
 * whether there is one: every clause of a case has its line, also one under which nothing was owed (docs/decisions/0029-counts-of-others.md).
 */
export function toldToAll({ figures: { from, to, clauses, ...counts }, behind }: Pick<CountedYear, 'figures' | 'behind'>): ReviewFigures {
  const told = <T extends object>(numbers: T, people: object): T =>
    Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, shownOfOthers((people as Record<string, number | null>)[name] ?? 0) === null ? null : number])) as T;
  const untold = Object.fromEntries((Object.keys(CLAUSES) as ClauseId[]).filter(isOfYoungPeople).map((clause) => [clause, UNTOLD]));
  const lines = (Object.entries(clauses) as [ClauseId, ClauseFigures][]).map(([clause, line]) => [clause, isOfYoungPeople(clause) ? told(line, behind.clauses[clause] ?? {}) : line]);
  return { from, to, ...told(counts, behind), clauses: { ...untold, ...Object.fromEntries(lines) } };
}

const UNTOLD: ClauseFigures = { inTime: null, late: null, open: null, missed: null, endedLate: null, held: null };

/** A challenge may be about a young person, or about none under the agreement (IM4). */
const isOfYoungPeople = (clause: ClauseId): boolean => CLAUSES[clause].subject === 'case' || clause === 'IM4';

/**
 * The placements at provider $1 on some day of the period, whose first and last day are the parameters of these numbers: until they, the case or
 * the planned time ended. Of a case that was registered by mistake there is none.
 */
const there = (from: number, to: number): string => `
  SELECT * FROM (SELECT p.id, p.case_id, p.agreed_on, least(p.ends_on, ${overOn('p')}) AS ended_on FROM placement p
    WHERE p.provider_id = $1 AND p.taken_back_at IS NULL AND p.agreed_on <= $${to} AND NOT ${isMistaken('p.case_id')}) t
  WHERE t.ended_on >= $${from}`;

/** What is counted of each clause, in duties or in young people. */
const each = (count: string): string => Object.entries({
  inTime: `d.outcome = 'met' AND NOT d.late`, late: `d.outcome = 'met' AND d.late`, open: `d.outcome = 'open' AND (d.missed_from > $6 OR d.missed_from IS NULL)`,
  missed: `d.outcome = 'open' AND d.missed_from <= $6`, endedLate: `d.outcome = 'no longer owed' AND d.late`, held: 'd.held_until IS NOT NULL',
}).map(([name, where]) => `'${name}', ${count} FILTER (WHERE ${where})`).join(', ');

/**
 * The duties of this provider, of the placements there, of the young people there while they are placed (a duty of a case
 * that is about no placement), of this agreement, and of the Virtual School itself: by the last day on which each could be
 * done in time, and again where what was missed before was done late or ended in the period. What is open counts whenever it is due.
 * Both parties read it, so nothing counts that a provider is told of by nobody: a number of one would tell it, too.
 */
const CLAUSES_SQL = `
WITH there AS (${there(4, 5)}), found AS (
  SELECT d.*, coalesce(d.met_on, e.ended_on, (x.released_at AT TIME ZONE 'Europe/London')::date) AS closed_on
  FROM duty d LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN placement_ending e ON e.placement_id = p.id AND e.taken_back_at IS NULL
  LEFT JOIN LATERAL (SELECT min(r.released_at) AS released_at FROM duty_release r WHERE r.duty_key = d.key AND r.taken_back_at IS NULL
    AND (r.case_id = d.case_id OR (r.case_id IS NULL AND d.case_id IS NULL))) x ON true
  WHERE (d.case_id IS NULL OR (NOT ${isMistaken('d.case_id')} AND d.clause <> ALL('{${NOT_FOR_PROVIDERS.join()}}'::text[]) AND ${isKnownToProvider(1)})) AND (p.provider_id = $1 OR d.authority_code = $2
    OR (d.provider_id = $1 AND (d.clause NOT IN ('IM3', 'IM4', 'IM5') OR d.key LIKE d.clause || '/agreement-' || $3::int || '/%'))
    OR (d.case_id IS NOT NULL AND d.placement_id IS NULL AND EXISTS (SELECT FROM there t
      WHERE t.case_id = d.case_id AND (d.outcome = 'open' OR (t.agreed_on <= ${DUE_DAY} AND t.ended_on >= ${DUE_DAY})))))
)
SELECT d.clause, jsonb_build_object(${each('count(*)')}) AS counts, jsonb_build_object(${each('count(DISTINCT d.case_id)')}) AS behind,
  coalesce(array_agg(DISTINCT d.case_id) FILTER (WHERE d.case_id IS NOT NULL), '{}') AS "caseIds"
FROM found d WHERE d.outcome = 'open' OR ${DUE_DAY} BETWEEN $4 AND $5 OR (d.late AND d.closed_on BETWEEN $4 AND $5)
GROUP BY d.clause`;

const answered = (table: string): string =>
  `EXISTS (SELECT FROM ${table} b WHERE b.about_id = r.id AND b.kind = r.kind || '-answer' AND b.taken_back_at IS NULL) AS answered`;

/** What is counted of the year, as they are or in young people. */
const counted = (count: string): string => Object.entries({
  youngPeople: `count(DISTINCT case_id) FROM there`, placements: `${count} FROM there`,
  views: `${count} FROM said WHERE kind = 'view'`, viewsAnswered: `${count} FROM said WHERE kind = 'view' AND answered`,
  challenges: `${count} FROM said WHERE kind = 'challenge'`, challengesAnswered: `${count} FROM said WHERE kind = 'challenge' AND answered`, riskNotices: `${count} FROM risk`,
  endedByProvider: `${count} FROM ended WHERE kind IN ('ended-by-provider', 'permanently-excluded')`, breaches: `${count} FROM ended WHERE kind IN ('ended-by-provider', 'permanently-excluded') AND breach`,
}).map(([name, from]) => `'${name}', (SELECT ${from})`).join(', ');

/** Views and challenges (KW5, EP5, IM4) are those about the young people there; a challenge may be about none of them, under the agreement. An ending in breach is that whose duty (EP12) has an instant, the start of its day, from which it is missed. */
const COUNTS_SQL = `
WITH there AS (${there(2, 3)}), said AS (
  SELECT r.case_id, r.kind, ${answered('record')} FROM record r JOIN placement p ON p.id = r.placement_id AND p.provider_id = $1
  WHERE r.kind IN ('view', 'challenge') AND r.taken_back_at IS NULL AND NOT ${isMistaken('r.case_id')} AND r.happened_on BETWEEN $2 AND $3
  UNION ALL
  SELECT NULL, 'challenge', ${answered('organisation_record')} FROM organisation_record r
  WHERE r.agreement_id = $4 AND r.kind = 'agreement-challenge' AND r.taken_back_at IS NULL AND r.happened_on BETWEEN $2 AND $3
), ended AS (
  SELECT p.case_id, e.kind, EXISTS (SELECT FROM duty d WHERE d.key = 'EP12/placement-' || p.id AND d.due_at IS NOT NULL) AS breach FROM placement_ending e JOIN placement p ON p.id = e.placement_id AND p.provider_id = $1
  WHERE e.taken_back_at IS NULL AND e.ended_on BETWEEN $2 AND $3 AND NOT ${isMistaken('p.case_id')}
), risk AS (
  SELECT p.case_id FROM risk_notice t JOIN placement p ON p.id = t.placement_id AND p.provider_id = $1
  WHERE t.taken_back_at IS NULL AND (t.occurred_at AT TIME ZONE 'Europe/London')::date BETWEEN $2 AND $3 AND NOT ${isMistaken('p.case_id')}
)
SELECT jsonb_build_object(${counted('count(*)')}) AS counts, jsonb_build_object(${counted('count(DISTINCT case_id)')}) AS behind,
  ARRAY(SELECT case_id FROM there UNION SELECT case_id FROM said WHERE case_id IS NOT NULL UNION SELECT case_id FROM ended UNION SELECT case_id FROM risk) AS "caseIds"`;
