import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { CLAUSES, KEPT_OTHERWISE } from '../domain/agreement/clauses.js';
import { NOT_FOR_PROVIDERS, visibleTo, type Actor } from '../domain/permissions.js';
import { addDays } from '../domain/time/local-date.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { isNoUnseenEmergency } from '../emergencies/quiet-emergencies.js';
import { inScope, inScopeOfHome, ofOwnProvider, scopeParameter } from '../young-people/case-scope-sql.js';
import type { CoverageQuery } from './coverage.query.js';

export interface Counts {
  open: number;
  /** Of the open ones, those past their due time. */
  missed: number;
  inTime: number;
  late: number;
  notOwed: number;
  held: number;
}

export interface ClauseCoverage extends Counts {
  clause: string;
  title: string;
  /** How the system keeps it. */
  how: string;
  /** The clauses whose duties keep it, where it has none of its own. */
  by: readonly string[];
}

const NONE: Counts = { open: 0, missed: 0, inTime: 0, late: 0, notOwed: 0, held: 0 };

/** Each clause of the register, how it is kept, and what has become of its duties in the cases somebody sees. */
@Injectable()
export class CoverageService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Counts of duties by clause; `from` and `to` are of the last day on which a duty could be done in time. */
  async coverageFor(actor: Actor, { provider, authority, from, to }: CoverageQuery): Promise<ClauseCoverage[]> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const rows = await manager.query<(Counts & { clause: string })[]>(COUNTS_SQL, [
        scopeParameter(visibleTo(actor, londonDate(now)), now), provider ?? null, authority ?? null,
        from === undefined ? null : startOfDay(addDays(from, 1)), to === undefined ? null : startOfDay(addDays(to, 2)), now, londonDate(now),
        actor.posts.flatMap((held) => held.providerId ?? []), actor.posts.flatMap((held) => (WITH_ORGANISATIONS.includes(held.post) ? (held.authorityCode ?? []) : [])),
      ]);
      const counts = new Map(rows.map(({ clause, ...row }) => [clause, row]));
      return [
        ...Object.values(CLAUSES).map(({ id, title, due, done }) => ({ clause: id, title, how: `${due}: ${done}`, by: [], ...NONE, ...counts.get(id) })),
        ...Object.entries(KEPT_OTHERWISE).map(([clause, row]) => ({ clause, title: row.title, how: row.how, by: row.by, ...NONE })),
      ];
    });
  }
}

/** Who sees the duties of an authority itself, and of the providers in its area. */
const WITH_ORGANISATIONS: readonly string[] = ['key-contact', 'virtual-head'];

/** A day-duty is missed from the midnight after its last day: the period is of those midnights. */
const COUNTS_SQL = `
WITH scope AS MATERIALIZED (SELECT y.id, y.home_authority_code, ${inScopeOfHome(1)} AS of_home FROM young_person y WHERE ${inScope(1)}),
seen AS (
  SELECT d.clause, d.outcome, d.late, d.missed_from, d.held_until
  FROM duty d JOIN scope y ON y.id = d.case_id
  LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
  WHERE (y.of_home OR ((p.id IS NULL OR ${ofOwnProvider(1)}) AND d.clause <> ALL('{${NOT_FOR_PROVIDERS.join()}}'::text[]) AND ${isNoUnseenEmergency(1)})) AND ($2::int IS NULL OR p.provider_id = $2) AND ($3::text IS NULL OR y.home_authority_code = $3)
  UNION ALL
  SELECT d.clause, d.outcome, d.late, d.missed_from, d.held_until
  FROM duty d LEFT JOIN provider v ON v.id = d.provider_id
  WHERE d.case_id IS NULL AND (d.provider_id = ANY($8::int[]) OR coalesce(d.authority_code, v.authority_code) = ANY($9::text[]))
    AND ($2::int IS NULL OR d.provider_id = $2) AND ($3::text IS NULL OR coalesce(d.authority_code, v.authority_code) = $3)
)
SELECT clause,
  count(*) FILTER (WHERE outcome = 'open')::int AS open,
  count(*) FILTER (WHERE outcome = 'open' AND missed_from <= $6)::int AS missed,
  count(*) FILTER (WHERE outcome = 'met' AND NOT late)::int AS "inTime",
  count(*) FILTER (WHERE outcome = 'met' AND late)::int AS late,
  count(*) FILTER (WHERE outcome = 'no longer owed')::int AS "notOwed",
  count(*) FILTER (WHERE outcome = 'open' AND held_until > $7::date)::int AS held
FROM seen WHERE ($4::timestamptz IS NULL OR missed_from >= $4) AND ($5::timestamptz IS NULL OR missed_from < $5) GROUP BY clause`;
