import { Injectable } from '@nestjs/common';
import { part, readTogether, without, type Part } from '../database/read-together.js';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { CLAUSES, KEPT_OTHERWISE, type Clause, type ClauseId, type KeptOtherwise } from '../domain/agreement/clauses.js';
import { CASE_RECORD_KINDS } from '../domain/agreement/records.js';
import type { Post } from '../domain/agreement/roles.js';
import { figuresOf, NOT_FOR_PROVIDERS, visibleTo, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { DUE_DAY } from '../duties/due-day-sql.js';
import { isNoUnseenEmergency } from '../emergencies/quiet-emergencies.js';
import { savedViewsPart, type StoredView } from '../saved-views/saved-views.part.js';
import { mistakenCases } from '../young-people/case-ended.js';
import { inScope, inScopeOfHome, ofOwnProvider, scopeParameter } from '../young-people/case-scope-sql.js';
import type { CoverageQuery } from './coverage.query.js';

export interface Counts {
  open: number;
  /** Of the open ones, those past their due time. */
  missed: number;
  inTime: number;
  late: number;
  notOwed: number;
  /** Of those no longer owed, the ones that had been missed by then. */
  endedLate: number;
  /** Ever put on hold, whatever became of them since. */
  held: number;
  /** Of the open ones, those on hold now. */
  heldNow: number;
}

/** P5: needs that no provision met, by what was lacking, for those who plan provision. */
export interface UnmetNeeds {
  kind: string;
  what: string;
  count: number;
}

/** `null` counts are of what no duty keeps: a gate, a page, a record; and of what is not for this reader to count. */
export type ClauseCoverage = { [K in keyof Counts]: number | null } & {
  clause: string;
  title: string;
  /** How the system keeps it. */
  how: string;
  /** The clauses whose duties keep it, where it has none of its own: their counts together. */
  by: readonly string[];
  /** Needs that no provision met (P5); null for the rest. */
  recorded: number | null;
};

export interface Coverage {
  items: ClauseCoverage[];
  unmetNeeds: UnmetNeeds[];
}

const NONE: Counts = { open: 0, missed: 0, inTime: 0, late: 0, notOwed: 0, endedLate: 0, held: 0, heldNow: 0 };
type CoverageWithViews = Coverage & { views: StoredView[] };
type ClauseCounts = Counts & { clause: string };
const COUNTED = Object.keys(NONE) as (keyof Counts)[];

/** Each clause of the register, how it is kept, and what has become of its duties in the cases somebody sees: no number comes of any other case. */
@Injectable()
export class CoverageService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Counts of duties by clause; `from` and `to` are of the last day on which a duty could be done in time. */
  async coverageFor(actor: Actor, query: CoverageQuery): Promise<Coverage> {
    const { views: _none, ...coverage } = await this.count(actor, query, without<StoredView[]>([]));
    return coverage;
  }

  /** The same for its page, in the same statement with the views of it that they keep. */
  async showCoverage(actor: Actor, query: CoverageQuery): Promise<CoverageWithViews> {
    return this.count(actor, query, savedViewsPart(actor.personId, 'coverage'));
  }

  private async count(actor: Actor, { provider, authority, from, to }: CoverageQuery, ownViews: Part<StoredView[]>): Promise<CoverageWithViews> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const [providers, authorities] = [actor.posts.flatMap((held) => held.providerId ?? []), authoritiesOf(actor, WITH_ORGANISATIONS)];
      const mistaken = await mistakenCases(manager);
      const parameters = [
        scopeParameter(visibleTo(actor, londonDate(now)), now), provider ?? null, authority ?? null,
        from ?? null, to ?? null, now, londonDate(now),
        providers, authorities, mistaken,
      ];
      const { own, views } = await readTogether({ own: part(OWN_SQL, parameters, (rows: ClauseCounts[]) => rows), views: ownViews });
      const figures = figuresOf(actor, londonDate(now));
      const directed = figures === null ? [] : await inRole('engine', () => manager.query<ClauseCounts[]>(DIRECTED_SQL, [...parameters, scopeParameter(figures, now)]));
      const counts = new Map<string, Counts>();
      for (const { clause, ...row } of [...own, ...directed]) counts.set(clause, added(counts.get(clause) ?? NONE, row));
      const seesCases = actor.posts.length === 0 || actor.posts.some(({ post }) => WITH_CASES.includes(post)) || Object.values<Clause>(CLAUSES).some(({ id, subject }) => subject === 'case' && counts.has(id));
      const isSeen = { case: seesCases, provider: providers.length + authorities.length > 0, authority: authorities.length > 0 };
      const countsOf = (id: ClauseId): ReaderCounts => counts.get(id) ?? (isSeen[CLAUSES[id].subject] ? NONE : NOT_FOR_READER);
      const needs = await inRole('engine', () => manager.query<{ kind: string; count: number }[]>(UNMET_SQL, [figures === null ? parameters[0] : scopeParameter(figures, now), provider ?? null, authority ?? null, from ?? null, to ?? null, mistaken]));
      const unmetNeeds = Object.entries(LACKING).map(([kind, what]) => ({ kind, what, count: needs.find((row) => row.kind === kind)?.count ?? 0 }));
      const recorded = unmetNeeds.reduce((sum, { count }) => sum + count, 0);
      return {
        items: [
          ...Object.values(CLAUSES).map(({ id, title, due, done }) => ({ clause: id, title, how: `${due}: ${done}`, by: [], recorded: null, ...countsOf(id) })),
          ...Object.entries<KeptOtherwise>(KEPT_OTHERWISE).map(([clause, { title, how, by }]) => ({
            clause, title, how, by, recorded: clause === 'P5' ? recorded : null, ...together(by.map(countsOf)),
          })),
        ],
        unmetNeeds,
        views,
      };
    });
  }
}

const added = (one: Counts, other: Counts): Counts => Object.fromEntries(COUNTED.map((name) => [name, one[name] + other[name]])) as unknown as Counts;

type ReaderCounts = { [K in keyof Counts]: number | null };
const NOT_FOR_READER = Object.fromEntries(COUNTED.map((name) => [name, null])) as ReaderCounts;

/** The counts of several clauses as one; none where no clause counts for this reader. */
function together(all: readonly ReaderCounts[]): ReaderCounts {
  const sum = (name: keyof Counts): number | null => all.reduce<number | null>((total, { [name]: one }) => (one === null ? total : (total ?? 0) + one), null);
  return Object.fromEntries(COUNTED.map((name) => [name, sum(name)])) as ReaderCounts;
}

const LACKING: Readonly<Record<string, string>> = CASE_RECORD_KINDS['unmet-need'].fields.kind.choices;

/** Who sees the duties of an authority itself, and of the providers in its area. */
const WITH_ORGANISATIONS: readonly Post[] = ['key-contact', 'virtual-head', 'director'];
/** Who counts cases by a post; a key worker has none. */
const WITH_CASES: readonly Post[] = ['team-manager', 'designated-person', 'key-contact', 'virtual-head', 'director'];

const authoritiesOf = ({ posts }: Actor, of: readonly Post[]): string[] => posts.flatMap(({ post, authorityCode }) => (of.includes(post) ? (authorityCode ?? []) : []));

const SHOWN = `d.clause, d.outcome, d.late, d.missed_from, d.held_until, ${DUE_DAY} AS due_day`;
const IS_SHOWN_TO_PARTNERS = `d.clause <> ALL('{${NOT_FOR_PROVIDERS.join()}}'::text[]) AND ${isNoUnseenEmergency(1)}`;

/** `$1` scope, `$2` provider, `$3` authority, `$4` and `$5` the period, `$6` now, `$7` today, `$8` own providers, `$9` own authorities, `$10` cases registered by mistake. */
const counted = (seen: string): string => `
WITH scope AS MATERIALIZED (SELECT y.id, y.home_authority_code, ${inScopeOfHome(1)} AS of_home FROM young_person y WHERE ${inScope(1)} AND y.id <> ALL($10::int[])),
seen AS (${seen})
SELECT clause,
  count(*) FILTER (WHERE outcome = 'open')::int AS open,
  count(*) FILTER (WHERE outcome = 'open' AND missed_from <= $6)::int AS missed,
  count(*) FILTER (WHERE outcome = 'met' AND NOT late)::int AS "inTime",
  count(*) FILTER (WHERE outcome = 'met' AND late)::int AS late,
  count(*) FILTER (WHERE outcome = 'no longer owed')::int AS "notOwed",
  count(*) FILTER (WHERE outcome = 'no longer owed' AND late)::int AS "endedLate",
  count(held_until)::int AS held,
  count(*) FILTER (WHERE outcome = 'open' AND held_until > $7::date)::int AS "heldNow"
FROM seen WHERE ($4::date IS NULL OR due_day >= $4) AND ($5::date IS NULL OR due_day <= $5)
  AND cardinality($8::int[]) >= 0 AND cardinality($9::text[]) >= 0 GROUP BY clause`;

/** Whose Virtual School has an organisation's duty `d`: the one that signed, that of the area of the provider `v`, or the authority's own. */
const KEPT_BY = 'coalesce(d.signed_by, v.authority_code, d.authority_code)';

/** In the cases that somebody sees, and of their own organisation: of no other, by whatever they filter (docs/decisions/0029-counts-of-others.md). */
const OWN_SQL = counted(`
  SELECT ${SHOWN}
  FROM duty d JOIN scope y ON y.id = d.case_id
  LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
  WHERE (y.of_home OR ((p.id IS NULL OR ${ofOwnProvider(1)}) AND ${IS_SHOWN_TO_PARTNERS})) AND ($2::int IS NULL OR p.provider_id = $2) AND ($3::text IS NULL OR y.home_authority_code = $3)
  UNION ALL
  SELECT ${SHOWN}
  FROM duty d LEFT JOIN provider v ON v.id = d.provider_id
  WHERE d.case_id IS NULL AND (d.provider_id = ANY($8::int[]) OR ${KEPT_BY} = ANY($9::text[]))
    AND ($2::int IS NULL OR d.provider_id = $2) AND ($3::text IS NULL OR ${KEPT_BY} = $3)`);

/** Of a Director's authority, in the cases that they do not see: counts alone. `$11` the scope of those. */
const DIRECTED_SQL = counted(`
  SELECT ${SHOWN}
  FROM duty d JOIN young_person y ON y.id = d.case_id LEFT JOIN placement p ON p.id = d.placement_id
  WHERE NOT EXISTS (SELECT FROM scope s WHERE s.id = y.id) AND y.id <> ALL($10::int[]) AND ${inScopeOfHome(11)}
    AND ($2::int IS NULL OR p.provider_id = $2) AND ($3::text IS NULL OR y.home_authority_code = $3)`);

/** P5, in the cases of one's own home authority; the day is that on which the need was found. Of no placement, they are of no provider either. `$1` scope, `$2` provider, `$3` authority, `$4` and `$5` the period, `$6` cases registered by mistake. */
const UNMET_SQL = `
SELECT r.details->>'kind' AS kind, count(*)::int AS count FROM record r JOIN young_person y ON y.id = r.case_id
WHERE r.kind = 'unmet-need' AND r.taken_back_at IS NULL AND y.id <> ALL($6::int[]) AND ${inScope(1)} AND ${inScopeOfHome(1)} AND $2::int IS NULL AND ($3::text IS NULL OR y.home_authority_code = $3)
  AND ($4::date IS NULL OR r.happened_on >= $4) AND ($5::date IS NULL OR r.happened_on <= $5) GROUP BY 1`;
