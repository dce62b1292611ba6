import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { part, readTogether, without, type Part } from '../database/read-together.js';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { EXCEPTIONAL_PURPOSES } from '../domain/purposes.js';
import { addDays, type LocalDate } from '../domain/time/local-date.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { notAllowed } from '../errors.js';
import { savedViewsPart, type StoredView } from '../saved-views/saved-views.part.js';
import type { LooksQuery } from './looks.query.js';

/** That somebody looked at a case, or tried to: who, when, as what, why; nothing of what is in it. */
export interface Look {
  id: number;
  at: Date;
  personId: number;
  name: string;
  organisation: string;
  /** The case's reference; null of a list with several of the authority's cases. */
  case: string | null;
  /** The list that was read, and how many of the authority's cases stood on it; null where a case was opened. */
  list: string | null;
  cases: number | null;
  /** A relation to the case; null before it was kept, and where they have none. */
  capacity: string | null;
  /** A code of `PURPOSES`. */
  purpose: string | null;
  /** Where the reason of an exceptional purpose is kept. */
  reason: string | null;
  outcome: 'done' | 'refused';
}

export interface Looks {
  items: Look[];
  total: number;
  /** Give this as `after` for the next page; null on the last one. */
  after: string | null;
  authorityCode: string;
  from: LocalDate;
}

const DAYS_SHOWN = 28;

/** For a data protection lead: who looked at the cases of their authority. */
@Injectable()
export class LooksService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /**
   * Who looked at which case of an authority, or was refused: those with an exceptional purpose first, then those refused, then
   * the rest, each the newest first, a page at a time; of one case or one person then the lists that were read, too. Reading this is part of the trail. Errors: NOT_ALLOWED.
   */
  async listLooks(actor: Actor, query: LooksQuery): Promise<Looks> {
    const { views: _none, ...looks } = await this.find(actor, query, without<StoredView[]>([]));
    return looks;
  }

  /** The same for its page, in the same statement with the views of it that they keep. Errors: NOT_ALLOWED. */
  async showLooks(actor: Actor, query: LooksQuery): Promise<Looks & { views: StoredView[] }> {
    return this.find(actor, query, savedViewsPart(actor.personId, 'who-looked'));
  }

  private async find(actor: Actor, query: LooksQuery, ownViews: Part<StoredView[]>): Promise<Looks & { views: StoredView[] }> {
    return this.unitOfWork.run(async ({ now }) => {
      const authorityCode = query.authority ?? actor.posts.find(({ post }) => post === 'data-protection-lead')?.authorityCode ?? null;
      if (authorityCode === null || !canInOrganisation(actor, 'looks.read', authorityCode)) throw notAllowed('see who looked at which case; an authority’s data protection lead can');
      await this.audit.record(actor.personId, { name: 'looks.read', subject: `authority-${authorityCode}`, capacity: 'data-protection-lead', purpose: 'oversight' });
      const from = query.from ?? addDays(londonDate(now), -DAYS_SHOWN);
      const [rank, last] = /^([0123])-(\d{1,15})$/.exec(query.after ?? '')?.slice(1) ?? [null, null];
      const parameters = [
        authorityCode, query.case?.toUpperCase() ?? null, query.person ?? null, startOfDay(from), query.to === undefined ? null : startOfDay(addDays(query.to, 1)),
        EXCEPTIONAL_PURPOSES, rank, last, query.limit + 1,
      ];
      // A data protection lead has no part in any case: what they are told is this, and nothing that row-level security would open.
      const { row, views } = await inRole('engine', () => readTogether({ row: part(LOOKS_SQL, parameters, ([looks]: { looks: Stored[]; total: number }[]) => looks), views: ownViews }));
      const found = row?.looks ?? [];
      const shown = found.slice(0, query.limit);
      const end = shown.at(-1);
      const items = shown.map(({ rank: _rank, ...look }) => ({ ...look, at: new Date(look.at) }));
      return { items, total: row?.total ?? 0, after: found.length > query.limit ? `${end?.rank}-${end?.id}` : null, authorityCode, from, views };
    });
  }
}

type Stored = Omit<Look, 'at'> & { at: string; rank: number };

const LOOKS_SQL = `
WITH asked AS MATERIALIZED (SELECT ARRAY(SELECT y.id FROM young_person y WHERE y.home_authority_code = $1 AND y.reference = $2) AS ids),
opened AS (
  SELECT e.id, e.happened_at, e.person_id, e.capacity, e.purpose, e.reason, e.outcome, y.reference, NULL::text AS list, NULL::int AS cases, CASE WHEN e.purpose = ANY($6) THEN 0 WHEN e.outcome = 'refused' THEN 1 ELSE 2 END AS rank
  FROM audit_event e JOIN young_person y ON y.id = e.case_id
  WHERE e.name IN ('case.read', 'case.refuse') AND y.home_authority_code = $1 AND ($2::text IS NULL OR y.reference = $2) AND ($3::int IS NULL OR e.person_id = $3)
    AND e.happened_at >= $4 AND ($5::timestamptz IS NULL OR e.happened_at < $5) AND e.person_id IS NOT NULL
), listed AS (
  SELECT e.id, e.happened_at, e.person_id, e.capacity, e.purpose, e.reason, e.outcome, CASE WHEN theirs.n = 1 THEN theirs.reference END, e.subject, theirs.n, CASE WHEN e.purpose = ANY($6) THEN 0 ELSE 3 END
  FROM audit_event e CROSS JOIN LATERAL (
    SELECT count(*)::int AS n, min(y.reference) AS reference FROM young_person y WHERE y.id = ANY(e.case_ids) AND y.home_authority_code = $1 AND ($2::text IS NULL OR y.reference = $2)) theirs
  WHERE e.case_ids IS NOT NULL AND theirs.n > 0 AND ($2::text IS NOT NULL OR $3::int IS NOT NULL) AND ($2::text IS NULL OR e.case_ids @> (SELECT ids FROM asked)) AND ($3::int IS NULL OR e.person_id = $3)
    AND e.happened_at >= $4 AND ($5::timestamptz IS NULL OR e.happened_at < $5)
), look AS (SELECT * FROM opened UNION ALL SELECT * FROM listed), page AS (
  SELECT * FROM look WHERE $7::int IS NULL OR rank > $7::int OR (rank = $7::int AND id < $8::bigint) ORDER BY rank, id DESC LIMIT $9
)
SELECT (SELECT count(*)::int FROM look) AS total,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('rank', l.rank, 'id', l.id, 'at', l.happened_at, 'personId', p.id, 'name', p.name,
      'organisation', coalesce(a.name, v.name, ''), 'case', l.reference, 'list', l.list, 'cases', l.cases, 'capacity', l.capacity, 'purpose', l.purpose, 'reason', l.reason, 'outcome', l.outcome) ORDER BY l.rank, l.id DESC), '[]')
   FROM page l JOIN person p ON p.id = l.person_id LEFT JOIN authority a ON a.code = p.authority_code LEFT JOIN provider v ON v.id = p.provider_id) AS looks`;
