import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { offsetOf } from '../database/offset.js';
import { part, readTogether, without, type Part } from '../database/read-together.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { ClauseId } from '../domain/agreement/clauses.js';
import type { Post, Role } from '../domain/agreement/roles.js';
import { RELEASED } from '../duties/released.js';
import { openSealed, sealed } from '../encryption/sealed-sql.js';
import { ORGANISATION_PERMISSIONS, visibleTo, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { notFound } from '../errors.js';
import { savedViewsPart, type StoredView } from '../saved-views/saved-views.part.js';
import { inScope, postsCount, scopeParameter } from '../young-people/case-scope-sql.js';

export interface QueueFilter {
  level?: 1 | 2 | 3;
  clause?: ClauseId;
  /** Duties that somebody in this role owes. */
  owedBy?: Role;
  /** Only items this person has taken. */
  mine?: boolean;
  /** Items that are closed instead of those that are open. */
  closed?: boolean;
}

export interface QueueNote {
  kind: string;
  text: string;
  writtenBy: string;
  writtenAt: Date;
}

export interface QueueItem {
  id: number;
  level: 1 | 2 | 3;
  version: number;
  clause: ClauseId;
  dutyKey: string;
  owedBy: Role[];
  why: string;
  /** Null for a duty of a provider or an authority itself. */
  caseReference: string | null;
  /** The young person's; null for the Director, who reads no case. For an organisation's duty its name. */
  preferredName: string | null;
  /** The organisation whose duty it is, where it is no case's. */
  ofProviderId: number | null;
  ofAuthorityCode: string | null;
  homeAuthorityCode: string;
  homeAuthorityName: string;
  providerName: string | null;
  missedFrom: Date;
  /** Whole days since the last day, or the last instant, at which it was due; until it was closed, where it is. */
  daysOver: number;
  openedAt: Date;
  levelAt: Date;
  takenBy: { personId: number; name: string } | null;
  takenAt: Date | null;
  closedAt: Date | null;
  /** Null for the Director, who reads nothing that people wrote about a case. */
  closedBecause: string | null;
  /** Empty for the Director. */
  notes: QueueNote[];
}

export interface Queue {
  items: QueueItem[];
  total: number;
  counts: { level: number; count: number }[];
  after: string | null;
}

@Injectable()
export class EscalationQueueService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** The escalation queue of this person's cases, highest level and longest overdue first; one statement. That each case stood there is in the trail. */
  async listQueue(actor: Actor, filter: QueueFilter, after: string | null, limit: number, list: 'queue' | 'queue-file' = 'queue'): Promise<Queue> {
    const { views: _none, ...queue } = await this.page(actor, filter, after, limit, list, without<StoredView[]>([]));
    return queue;
  }

  /** The same for its page, in the same statement with the views of it that they keep. */
  async showQueue(actor: Actor, filter: QueueFilter, after: string | null, limit: number): Promise<QueueWithViews> {
    return this.page(actor, filter, after, limit, 'queue', savedViewsPart(actor.personId, 'escalations'));
  }

  private async page(actor: Actor, filter: QueueFilter, after: string | null, limit: number, list: 'queue' | 'queue-file', ownViews: Part<StoredView[]>): Promise<QueueWithViews> {
    return this.unitOfWork.run(async () => {
      const offset = offsetOf(after);
      const { items: found, counts, views } = await this.find(actor, filter, null, offset, limit + 1, ownViews);
      const items = found.slice(0, limit);
      await this.audit.recordList(actor, list, items.map(({ caseReference }) => caseReference));
      const total = counts.filter(({ level }) => filter.level === undefined || level === filter.level).reduce((sum, { count }) => sum + count, 0);
      return { items, total, counts, views, after: found.length > limit ? String(offset + limit) : null };
    });
  }

  /** One item with its notes, for who has opened its case or changed something there: that leaves the trace. Errors: NOT_FOUND. */
  async readItem(actor: Actor, id: number): Promise<QueueItem> {
    const { items } = await this.find(actor, {}, id, 0, 1, without([]));
    const [item] = items;
    if (!item) throw notFound('queue item');
    return item;
  }

  private async find(actor: Actor, filter: QueueFilter, id: number | null, offset: number, limit: number, ownViews: Part<StoredView[]>) {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const { row, views } = await readTogether({ row: part(QUEUE_SQL, parametersOf(actor, filter, id, offset, limit, now), ([found]: Found[]) => found), views: ownViews });
      const items = (await openSealed(manager, row?.items ?? [])).map(revive);
      return { items, counts: row?.counts ?? [], views };
    });
  }
}

/** How many open items of each level there are, as a part of a page: nobody's name. */
export const queueCountsPart = (actor: Actor, now: Date): Part<Queue['counts']> => part(QUEUE_SQL, parametersOf(actor, {}, null, 0, 0, now), ([row]: Found[]) => row?.counts ?? []);

type QueueWithViews = Queue & { views: StoredView[] };
type Found = Pick<Queue, 'items' | 'counts'>;

const parametersOf = (actor: Actor, filter: QueueFilter, id: number | null, offset: number, limit: number, now: Date): unknown[] => [
  scopeParameter(visibleTo(actor, londonDate(now), 'escalation.read'), now), id, filter.level ?? null, filter.clause ?? null,
  filter.mine ? actor.personId : null, filter.closed ?? false, offset, limit, now, authoritiesOf(actor), filter.owedBy ?? null,
];

/** Whose organisation duties somebody works with. */
const authoritiesOf = ({ posts }: Actor): string[] =>
  posts.flatMap((held) => ((ORGANISATION_PERMISSIONS['organisation-escalation.work'] as readonly Post[]).includes(held.post) ? (held.authorityCode ?? []) : []));

/** JSON gives instants as text. */
function revive(item: QueueItem): QueueItem {
  return {
    ...item,
    missedFrom: new Date(item.missedFrom),
    openedAt: new Date(item.openedAt),
    levelAt: new Date(item.levelAt),
    takenAt: item.takenAt && new Date(item.takenAt),
    closedAt: item.closedAt && new Date(item.closedAt),
    notes: item.notes.map((note) => ({ ...note, writtenAt: new Date(note.writtenAt) })),
  };
}

/** What is noted about an organisation's own duty is about no case, and not sealed. */
const NOTE_TEXT = `CASE WHEN n.case_id IS NULL THEN to_jsonb(n.text) ELSE ${sealed('escalation_note', 'text', 'n')} END`;

/** A recorded reason is sealed, in the release. */
const CLOSED_BECAUSE = `CASE WHEN f.case_id IS NOT NULL AND f.closed_because = '${RELEASED}'
  THEN (SELECT ${sealed('duty_release', 'reason', 'w')} FROM duty_release w WHERE w.duty_key = f.key ORDER BY w.taken_back_at DESC NULLS FIRST, w.id DESC LIMIT 1) ELSE to_jsonb(f.closed_because) END`;

const QUEUE_SQL = `
WITH found AS (
  SELECT e.*, d.clause, d.key, d.owed_by, d.why, d.missed_from, d.placement_id, coalesce(y.reference, l.reference) AS reference, d.provider_id AS of_provider_id, d.authority_code AS of_authority_code,
    coalesce(y.home_authority_code, l.home_authority_code, d.signed_by, o.authority_code, d.authority_code) AS home_authority_code, coalesce(y.preferred_name, o.name, oa.name) AS preferred_name,
    CASE WHEN e.case_id IS NULL THEN coalesce(d.signed_by, o.authority_code, d.authority_code) = ANY($10::text[]) ELSE ${inScope(1)} END AS in_full,
    CASE WHEN d.due_at IS NULL THEN (coalesce(e.closed_at, $9::timestamptz) AT TIME ZONE 'Europe/London')::date - d.due_on
      ELSE floor(extract(epoch FROM coalesce(e.closed_at, $9) - d.due_at) / 86400)::int END AS days_over
  FROM escalation e JOIN duty d ON d.id = e.duty_id LEFT JOIN young_person y ON y.id = e.case_id LEFT JOIN authz.limited_outlines() l ON l.id = e.case_id
    LEFT JOIN provider o ON o.id = d.provider_id LEFT JOIN authority oa ON oa.code = d.authority_code
  WHERE (CASE WHEN e.case_id IS NULL THEN coalesce(d.signed_by, o.authority_code, d.authority_code) = ANY($10::text[]) ELSE ${inScope(1)} END
      OR (e.level = 3 AND e.closed_at IS NULL AND coalesce(y.home_authority_code, l.home_authority_code, d.signed_by, o.authority_code, d.authority_code) = ANY(ARRAY(SELECT jsonb_array_elements_text($1::jsonb->'levelThreeAuthorityCodes')))
        AND (y.id IS NULL OR ${postsCount(1)})))
    AND CASE WHEN $2::int IS NOT NULL THEN e.id = $2 ELSE (e.closed_at IS NOT NULL) = $6::boolean END
    AND ($4::text IS NULL OR d.clause = $4) AND ($5::int IS NULL OR e.taken_by = $5) AND ($11::text IS NULL OR $11 = ANY(d.owed_by))
), page AS (
  SELECT * FROM found WHERE $3::int IS NULL OR level = $3 ORDER BY level DESC, missed_from, id OFFSET $7 LIMIT $8
)
SELECT
  (SELECT coalesce(jsonb_agg(jsonb_build_object('level', level, 'count', n) ORDER BY level), '[]') FROM (SELECT level, count(*)::int AS n FROM found GROUP BY 1) c) AS counts,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'level', f.level, 'version', f.version, 'clause', f.clause, 'dutyKey', f.key, 'owedBy', f.owed_by, 'why', f.why,
      'caseReference', f.reference, 'ofProviderId', f.of_provider_id, 'ofAuthorityCode', f.of_authority_code,
      'preferredName', CASE WHEN f.in_full OR f.case_id IS NULL THEN f.preferred_name END, 'homeAuthorityCode', f.home_authority_code, 'homeAuthorityName', a.name,
      'providerName', v.name, 'missedFrom', f.missed_from, 'daysOver', f.days_over, 'openedAt', f.opened_at, 'levelAt', f.level_at,
      'takenBy', CASE WHEN t.id IS NULL THEN NULL ELSE jsonb_build_object('personId', t.id, 'name', t.name) END, 'takenAt', f.taken_at,
      'closedAt', f.closed_at, 'closedBecause', CASE WHEN f.in_full THEN ${CLOSED_BECAUSE} END,
      'notes', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'text', ${NOTE_TEXT}, 'writtenBy', w.name, 'writtenAt', n.written_at) ORDER BY n.id), '[]')
        FROM escalation_note n JOIN person w ON w.id = n.written_by WHERE n.escalation_id = f.id AND f.in_full)) ORDER BY f.level DESC, f.missed_from, f.id), '[]')
   FROM page f JOIN authority a ON a.code = f.home_authority_code LEFT JOIN person t ON t.id = f.taken_by
   LEFT JOIN placement p ON p.id = f.placement_id LEFT JOIN authz.limited_placements() lp ON lp.id = f.placement_id
   LEFT JOIN provider v ON v.id = coalesce(p.provider_id, lp.provider_id)) AS items`;
