import type { EntityManager } from 'typeorm';
import type { ClauseFigures } from '../domain/agreement/agreement-review.js';
import type { ClauseId } from '../domain/agreement/clauses.js';
import { NOT_FOR_PROVIDERS } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { DUE_DAY } from '../duties/due-day-sql.js';
import { isKnownToProvider } from '../emergencies/quiet-emergencies.js';
import { overOn } from '../placements/placement-over-sql.js';
import { isMistaken } from '../young-people/case-ended.js';

/** What the system knows of an agreement's year (IM5): counts, and nobody's name. */
export interface ReviewFigures {
  from: LocalDate;
  to: LocalDate;
  youngPeople: number;
  placements: number;
  /** Each clause under which something was due in the period or is open now. */
  clauses: Partial<Record<ClauseId, ClauseFigures>>;
  views: number;
  viewsAnswered: number;
  challenges: number;
  challengesAnswered: number;
  riskNotices: number;
  endedByProvider: number;
  breaches: number;
}

export interface ReviewPeriod {
  agreementId: number;
  providerId: number;
  authorityCode: string;
  from: LocalDate;
  to: LocalDate;
}

/** Counts the period from its first day to its last, as it stands at `now`: of every case there, with the engine's rights, and nobody by name. */
export async function reviewFigures(manager: EntityManager, { agreementId, providerId, authorityCode, from, to }: ReviewPeriod, now: Date): Promise<ReviewFigures> {
  const [counts] = await manager.query<Omit<ReviewFigures, 'clauses' | 'from' | 'to'>[]>(COUNTS_SQL, [providerId, from, to, agreementId]);
  const rows = await manager.query<({ clause: ClauseId } & ClauseFigures)[]>(CLAUSES_SQL, [
    providerId, authorityCode, agreementId, from, to, now,
  ]);
  const none = { youngPeople: 0, placements: 0, views: 0, viewsAnswered: 0, challenges: 0, challengesAnswered: 0, riskNotices: 0, endedByProvider: 0, breaches: 0 };
  return { from, to, ...none, ...counts, clauses: Object.fromEntries(rows.map(({ clause, ...figures }) => [clause, figures])) };
}

/**
 * The placements at provider $1 on some day of the period, whose first and last day are the parameters of these numbers: until they, the case or
 * the planned time ended. Of a case that was registered by mistake there is none.
 */
const there = (from: number, to: number): string => `
  SELECT * FROM (SELECT p.id, p.case_id, p.agreed_on, least(p.ends_on, ${overOn('p')}) AS ended_on FROM placement p
    WHERE p.provider_id = $1 AND p.taken_back_at IS NULL AND p.agreed_on <= $${to} AND NOT ${isMistaken('p.case_id')}) t
  WHERE t.ended_on >= $${from}`;

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
SELECT d.clause,
  count(*) FILTER (WHERE d.outcome = 'met' AND NOT d.late)::int AS "inTime",
  count(*) FILTER (WHERE d.outcome = 'met' AND d.late)::int AS late,
  count(*) FILTER (WHERE d.outcome = 'open' AND (d.missed_from > $6 OR d.missed_from IS NULL))::int AS open,
  count(*) FILTER (WHERE d.outcome = 'open' AND d.missed_from <= $6)::int AS missed,
  count(*) FILTER (WHERE d.outcome = 'no longer owed' AND d.late)::int AS "endedLate",
  count(d.held_until)::int AS held
FROM found d WHERE d.outcome = 'open' OR ${DUE_DAY} BETWEEN $4 AND $5 OR (d.late AND d.closed_on BETWEEN $4 AND $5)
GROUP BY d.clause`;

const answered = (table: string): string =>
  `EXISTS (SELECT FROM ${table} b WHERE b.about_id = r.id AND b.kind = r.kind || '-answer' AND b.taken_back_at IS NULL) AS answered`;

/** Views and challenges (KW5, EP5, IM4) are those about the young people there; a challenge may be about none of them, under the agreement. An ending in breach is that whose duty (EP12) has an instant, the start of its day, from which it is missed. */
const COUNTS_SQL = `
WITH there AS (${there(2, 3)}), said AS (
  SELECT r.kind, ${answered('record')} FROM record r JOIN placement p ON p.id = r.placement_id AND p.provider_id = $1
  WHERE r.kind IN ('view', 'challenge') AND r.taken_back_at IS NULL AND NOT ${isMistaken('r.case_id')} AND r.happened_on BETWEEN $2 AND $3
  UNION ALL
  SELECT 'challenge', ${answered('organisation_record')} FROM organisation_record r
  WHERE r.agreement_id = $4 AND r.kind = 'agreement-challenge' AND r.taken_back_at IS NULL AND r.happened_on BETWEEN $2 AND $3
), ended AS (
  SELECT e.kind, EXISTS (SELECT FROM duty d WHERE d.key = 'EP12/placement-' || p.id AND d.due_at IS NOT NULL) AS breach FROM placement_ending e JOIN placement p ON p.id = e.placement_id AND p.provider_id = $1
  WHERE e.taken_back_at IS NULL AND e.ended_on BETWEEN $2 AND $3 AND NOT ${isMistaken('p.case_id')}
)
SELECT (SELECT count(DISTINCT case_id)::int FROM there) AS "youngPeople", (SELECT count(*)::int FROM there) AS placements,
  (SELECT count(*)::int FROM said WHERE kind = 'view') AS views,
  (SELECT count(*)::int FROM said WHERE kind = 'view' AND answered) AS "viewsAnswered",
  (SELECT count(*)::int FROM said WHERE kind = 'challenge') AS challenges,
  (SELECT count(*)::int FROM said WHERE kind = 'challenge' AND answered) AS "challengesAnswered",
  (SELECT count(*)::int FROM risk_notice t JOIN placement p ON p.id = t.placement_id AND p.provider_id = $1
    WHERE t.taken_back_at IS NULL AND (t.occurred_at AT TIME ZONE 'Europe/London')::date BETWEEN $2 AND $3 AND NOT ${isMistaken('p.case_id')}) AS "riskNotices",
  (SELECT count(*)::int FROM ended WHERE kind IN ('ended-by-provider', 'permanently-excluded')) AS "endedByProvider",
  (SELECT count(*)::int FROM ended WHERE kind IN ('ended-by-provider', 'permanently-excluded') AND breach) AS breaches`;
