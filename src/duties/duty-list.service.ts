import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { offsetOf } from '../database/offset.js';
import { part, readTogether, type Part } from '../database/read-together.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { ClauseId } from '../domain/agreement/clauses.js';
import { NOT_FOR_PROVIDERS, visibleTo, type Actor, type ActorPost, type CaseScope } from '../domain/permissions.js';
import { isOfPosts, postsFor, type DutyScope } from '../domain/duty-scopes.js';
import { addDays, type LocalDate } from '../domain/time/local-date.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { isNoUnseenEmergency } from '../emergencies/quiet-emergencies.js';
import { inScope, inScopeOfHome, ofOwnProvider, postsCount, scopeParameter } from '../young-people/case-scope-sql.js';
import { isKeyWorkerAt } from '../young-people/key-worker-sql.js';
import { manages } from '../people/team-sql.js';

/** When an open duty is missed, seen from now, unless it is on hold: what the home page counts. */
export const DUE_WHEN = { overdue: 'overdue', today: 'due today', week: 'due in the next 7 days', later: 'due later', held: 'on hold' } as const;
export type DueWhen = keyof typeof DUE_WHEN;

export interface DutyFilter {
  when?: DueWhen;
  clause?: ClauseId;
  /** Only duties this person owes through a role of theirs, not others' in the same cases. */
  mine?: boolean;
  /** By which of their posts; `mine` is the same as `mine` above. All of them unless told otherwise. */
  scope?: DutyScope;
}

export interface DutyListItem {
  id: number;
  key: string;
  clause: ClauseId;
  owedBy: string[];
  /** Null for a duty of a provider or an authority itself. */
  caseReference: string | null;
  /** The young person's; the name of the organisation whose own duty it is; null where only the limited view is theirs. */
  preferredName: string | null;
  ofProviderId: number | null;
  ofAuthorityCode: string | null;
  homeAuthorityName: string;
  providerName: string | null;
  dueOn: string | null;
  dueAt: Date | null;
  missedFrom: Date | null;
  /** The day on which its last hold ends or ended. */
  heldUntil: string | null;
  why: string;
  when: DueWhen;
}

/** A list, and whether its reader is a key worker of any case now, for themselves or for somebody they cover. */
export type DutyListRead = DutyList & { isKeyWorker: boolean };

export interface DutyList {
  items: DutyListItem[];
  total: number;
  counts: Record<DueWhen, number>;
  after: string | null;
}

@Injectable()
export class DutyListService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** Open duties in this person's cases, a designated person's without those about other providers' placements, by due time, with how many there are of each kind; one statement. That each case stood there is in the trail. */
  async listDuties(actor: Actor, filter: DutyFilter, after: string | null, limit: number, list: 'duties' | 'calendar' = 'duties'): Promise<DutyList> {
    return this.unitOfWork.run(async ({ now }) => {
      const { found: { isKeyWorker: _isKeyWorker, ...found } } = await readTogether({ found: dutiesPart(actor, filter, after, limit, now) });
      await this.audit.recordList(actor, list, found.items.map(({ caseReference }) => caseReference));
      return found;
    });
  }

}

/** The same list as a part of a page; its page writes down which cases stood there. With a `limit` of 0 it counts alone. */
export function dutiesPart(actor: Actor, filter: DutyFilter, after: string | null, limit: number, now: Date): Part<DutyListRead> {
  const today = londonDate(now);
  const scope = filter.scope ?? 'all';
  const posts = postsFor(actor.posts, scope);
  const parameters = [
    scopeParameter(casesOf(actor, scope, today), now), now, startOfDay(addDays(today, 1)), startOfDay(addDays(today, 7)),
    filter.mine === true || scope === 'mine', JSON.stringify(rolesOf(posts)), filter.clause ?? null, filter.when ?? null, offsetOf(after), limit === 0 ? 0 : limit + 1, today, visibleTo(actor, today).keyWorkerPersonIds,
  ];
  return part(LIST_SQL, parameters, ([row]: { items: DutyListItem[]; counts: Partial<Record<DueWhen, number>>; isKeyWorker: boolean }[]) => {
    const counts = { overdue: 0, today: 0, week: 0, later: 0, held: 0, ...row?.counts };
    const found = row?.items ?? [];
    const items = found.slice(0, limit).map((item) => ({ ...item, dueAt: item.dueAt && new Date(item.dueAt), missedFrom: item.missedFrom && new Date(item.missedFrom) }));
    const total = filter.when ? counts[filter.when] : Object.values(counts).reduce((sum, count) => sum + count, 0);
    const next = found.length > limit ? String(offsetOf(after) + limit) : null;
    return { items, total, counts, after: next, isKeyWorker: row?.isKeyWorker ?? false };
  });
}

/** The cases of a scope: those of the posts of one kind, without what is seen as a key worker, in an emergency or for an inspection; or all of them. */
function casesOf(actor: Actor, scope: DutyScope, today: LocalDate): CaseScope {
  if (!isOfPosts(scope)) return visibleTo(actor, today);
  return { ...visibleTo({ ...actor, posts: postsFor(actor.posts, scope), inspections: [], emergencyAccess: [] }, today), keyWorkerPersonIds: [] };
}

/** The duty roles that posts stand for. Key workers are matched by their cases. */
const rolesOf = (posts: readonly ActorPost[]): { role: string; authorityCode: string | null; providerId: number | null; team: string | null }[] =>
  posts.map(({ post, authorityCode, providerId, team }) => ({ role: post, authorityCode, providerId, team }));

const DUTY_COLUMNS = 'd.id, d.key, d.clause, d.owed_by, d.due_on, d.due_at, d.missed_from, d.held_until, d.why, d.provider_id AS of_provider_id, d.authority_code AS of_authority_code';
const WHEN = `CASE WHEN d.held_until > $11::date THEN 'held' WHEN d.missed_from <= $2 THEN 'overdue' WHEN d.missed_from <= $3 THEN 'today'
  WHEN d.missed_from <= $4 THEN 'week' ELSE 'later' END AS "when"`;

/** Whose Virtual School has an organisation's duty `d`: the one that signed, that of the area of the provider `o`, or the authority's own. */
const KEPT_BY = 'coalesce(d.signed_by, o.authority_code, d.authority_code)';

/** A case's duties; then those of organisations; then what was put to somebody who does not see the case: by a home Virtual School (VS3), to a signatory (IM4). */
const LIST_SQL = `
WITH scope AS MATERIALIZED (SELECT y.*, ${inScopeOfHome(1)} AS of_home FROM young_person y WHERE ${inScope(1)}),
open_duty AS (
  SELECT ${DUTY_COLUMNS}, y.reference, y.preferred_name, y.home_authority_code, v.name AS provider_name,
    ${WHEN}
  FROM duty d JOIN scope y ON y.id = d.case_id
  LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN provider v ON v.id = p.provider_id LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
  WHERE d.outcome = 'open' AND (y.of_home OR ((p.id IS NULL OR ${ofOwnProvider(1)}) AND d.clause <> ALL('{${NOT_FOR_PROVIDERS.join()}}'::text[]) AND ${isNoUnseenEmergency(1)})) AND ($7::text IS NULL OR d.clause = $7)
    AND (NOT $5::boolean
      OR ('key-worker' = ANY(d.owed_by) AND EXISTS (SELECT 1 FROM key_worker_assignment k WHERE k.case_id = d.case_id
          AND k.person_id = ANY(ARRAY(SELECT jsonb_array_elements_text($1::jsonb->'keyWorkerPersonIds')::int)) AND ${isKeyWorkerAt('k', '$2')}))
      OR EXISTS (SELECT 1 FROM jsonb_to_recordset($6::jsonb) AS r(role text, "authorityCode" text, "providerId" int, team text)
          WHERE r.role = ANY(d.owed_by) AND (r."providerId" = p.provider_id OR (r."authorityCode" = y.home_authority_code AND ${manages('r.team', 'y.team')}))))
  UNION ALL
  SELECT ${DUTY_COLUMNS}, NULL, coalesce(o.name, oa.name), ${KEPT_BY}, NULL, ${WHEN}
  FROM duty d LEFT JOIN provider o ON o.id = d.provider_id LEFT JOIN authority oa ON oa.code = d.authority_code
  WHERE d.outcome = 'open' AND d.case_id IS NULL AND ($7::text IS NULL OR d.clause = $7)
    AND EXISTS (SELECT 1 FROM jsonb_to_recordset($6::jsonb) AS r(role text, "authorityCode" text, "providerId" int, team text)
      WHERE (r."providerId" = d.provider_id OR (r.role IN ('key-contact', 'virtual-head') AND r."authorityCode" = ${KEPT_BY}))
        AND (NOT $5::boolean OR d.owed_by && ARRAY[r.role, 'local-' || r.role, 'signing-' || r.role]))
  UNION ALL
  SELECT ${DUTY_COLUMNS}, coalesce(y.reference, l.reference), NULL, coalesce(y.home_authority_code, l.home_authority_code), o.name, ${WHEN}
  FROM duty d LEFT JOIN young_person y ON y.id = d.case_id LEFT JOIN authz.limited_outlines() l ON l.id = d.case_id LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN authz.limited_placements() lp ON lp.id = d.placement_id
    JOIN provider o ON o.id = coalesce(p.provider_id, lp.provider_id)
  WHERE d.outcome = 'open' AND d.clause IN ('VS3', 'IM4') AND ($7::text IS NULL OR d.clause = $7)
    AND NOT EXISTS (SELECT 1 FROM scope WHERE scope.id = d.case_id) AND (y.id IS NULL OR ${postsCount(1)})
    AND EXISTS (SELECT 1 FROM jsonb_to_recordset($6::jsonb) AS r(role text, "authorityCode" text, "providerId" int, team text)
      WHERE d.clause = 'VS3' AND 'local-key-contact' = ANY(d.owed_by) AND r.role = 'key-contact' AND r."authorityCode" = o.authority_code
        OR d.clause = 'IM4' AND 'signatory' = ANY(d.owed_by) AND r.role = 'signatory' AND r."providerId" = o.id)
), page AS (
  SELECT * FROM open_duty WHERE $8::text IS NULL OR "when" = $8 ORDER BY missed_from NULLS LAST, id OFFSET $9 LIMIT $10
)
SELECT
  (SELECT coalesce(jsonb_object_agg("when", n), '{}') FROM (SELECT "when", count(*)::int AS n FROM open_duty GROUP BY 1) c) AS counts,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'key', o.key, 'clause', o.clause, 'owedBy', o.owed_by, 'caseReference', o.reference,
      'preferredName', o.preferred_name, 'ofProviderId', o.of_provider_id, 'ofAuthorityCode', o.of_authority_code, 'homeAuthorityName', a.name, 'providerName', o.provider_name, 'dueOn', o.due_on, 'dueAt', o.due_at,
      'missedFrom', o.missed_from, 'heldUntil', o.held_until, 'why', o.why, 'when', o."when") ORDER BY o.missed_from NULLS LAST, o.id), '[]')
   FROM page o JOIN authority a ON a.code = o.home_authority_code) AS items,
  EXISTS (SELECT FROM key_worker_assignment k WHERE k.person_id = ANY($12::int[]) AND ${isKeyWorkerAt('k', '$2')}) AS "isKeyWorker"`;
