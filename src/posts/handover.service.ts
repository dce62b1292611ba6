import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation } from '../domain/permissions.js';
import type { Post } from '../domain/agreement/roles.js';
import { addDays } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { notFound } from '../errors.js';
import { visibleTo } from '../domain/permissions.js';
import type { SignedIn } from '../web/visitor.js';
import { caseOverOn } from '../young-people/case-over-sql.js';
import { inScope, scopeParameter } from '../young-people/case-scope-sql.js';
import { isKeyWorkerAt } from '../young-people/key-worker-sql.js';
import { everHeld } from '../people/ever-held.js';
import { manages } from '../people/team-sql.js';

export interface HandedOverDuty {
  id: number;
  key: string;
  clause: string;
  /** Null for a duty of a provider or an authority itself. */
  reference: string | null;
  /** The young person's; the organisation's whose own duty it is; null where only the limited view is the reader's (VS3, IM4). */
  preferredName: string | null;
  ofProviderId: number | null;
  ofAuthorityCode: string | null;
  providerName: string | null;
  dueOn: string | null;
  dueAt: Date | null;
  missedFrom: Date | null;
  /** Their queue item, where they had taken it. */
  escalationId: number | null;
}

export interface HandedOverCase {
  reference: string;
  preferredName: string;
}

export interface Handover {
  name: string;
  /** Whose key worker they still are. */
  keyWorkerOf: HandedOverCase[];
  /** Whose key worker they were until a short time ago, and who is now; without a name nobody is. */
  wasKeyWorkerOf: (HandedOverCase & { endedOn: string; nowName: string | null })[];
  /** Agreements in the making or in force whose form names them, and as what. */
  agreements: { id: number; providerName: string; authorityName: string; posts: Post[] }[];
  duties: HandedOverDuty[];
  total: number;
}

const MOST_DUTIES = 500;
/** For so long an assignment that has ended is part of what is handed over. */
const ENDED_DAYS = 90;

/** What somebody who leaves still owed, for who comes after: only in cases that the reader sees too. */
@Injectable()
export class HandoverService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** What this person owes now by their posts and their cases, and owed by posts and cases that they had before. Errors: NOT_FOUND. */
  async handoverOf(actor: SignedIn, personId: number): Promise<Handover> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const [person] = await manager.query<{ name: string; email: string | null; authorityCode: string | null; providerId: number | null; areaCode: string }[]>(PERSON_SQL, [personId]);
      if (!person) throw notFound('person');
      const isOwn = personId === actor.personId;
      if (!isOwn && !canInOrganisation(actor, 'handover.read', person.areaCode, person.providerId)) throw notFound('person');
      const today = londonDate(now);
      const scope = scopeParameter(visibleTo(actor, today), now);
      const duties = await manager.query<(HandedOverDuty & { total: number })[]>(DUTIES_SQL, [scope, personId, now, MOST_DUTIES]);
      const assigned = await manager.query<HandedOverCase[]>(KEY_WORKER_SQL, [scope, personId, now]);
      const ended = await inRole('engine', () => manager.query<{ reference: string }[]>(ENDED_SQL, [assigned.map(({ reference }) => reference), today]));
      const keyWorkerOf = assigned.filter(({ reference }) => !ended.some((one) => one.reference === reference));
      const wasKeyWorkerOf = await manager.query<Handover['wasKeyWorkerOf']>(WAS_KEY_WORKER_SQL, [scope, personId, now, addDays(today, -ENDED_DAYS)]);
      await this.audit.recordList(actor, 'handover', [...duties, ...keyWorkerOf, ...wasKeyWorkerOf].map(({ reference }) => reference));
      const agreements = await manager.query<Handover['agreements']>(AGREEMENTS_SQL, [person.email, today]);
      return { name: person.name, keyWorkerOf, wasKeyWorkerOf, agreements, duties: duties.map(({ total: _total, ...duty }) => duty), total: duties[0]?.total ?? 0 };
    });
  }
}

const PERSON_SQL = `
SELECT p.name, p.email, p.authority_code AS "authorityCode", p.provider_id AS "providerId", coalesce(p.authority_code, v.authority_code) AS "areaCode"
FROM person p LEFT JOIN provider v ON v.id = p.provider_id WHERE p.id = $1`;

/** Whether a post `h` was the one that owed a duty: held for the case's home authority, for its own organisation, for the area of its provider, or for what it signed. */
const OWED_BY_POST = `${everHeld('h')} AND (h.until_on IS NULL OR (d.opens_at AT TIME ZONE 'Europe/London')::date < h.until_on) AND (
  h.post = ANY(d.owed_by) AND (h.provider_id = v.id OR (h.authority_code = coalesce(y.home_authority_code, d.authority_code) AND ${manages('h.team', 'y.team')}))
  OR 'local-' || h.post = ANY(d.owed_by) AND h.authority_code = v.authority_code
  OR 'signing-' || h.post = ANY(d.owed_by) AND h.authority_code = d.signed_by)`;

/** A post or an assignment that has ended counts for what it owed until then: that waits for whoever comes next. */
const DUTIES_SQL = `
SELECT d.id, d.key, d.clause, coalesce(y.reference, l.reference) AS reference, CASE WHEN d.case_id IS NULL THEN coalesce(v.name, a.name) ELSE y.preferred_name END AS "preferredName",
  d.provider_id AS "ofProviderId", d.authority_code AS "ofAuthorityCode", CASE WHEN d.case_id IS NOT NULL THEN v.name END AS "providerName",
  d.due_on AS "dueOn", d.due_at AS "dueAt", d.missed_from AS "missedFrom", e.id AS "escalationId", count(*) OVER ()::int AS total
FROM duty d LEFT JOIN young_person y ON y.id = d.case_id AND ${inScope(1)} LEFT JOIN authz.limited_outlines() l ON l.id = d.case_id AND d.clause IN ('VS3', 'IM4')
LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN authz.limited_placements() lp ON lp.id = d.placement_id
LEFT JOIN provider v ON v.id = coalesce(d.provider_id, p.provider_id, lp.provider_id) LEFT JOIN authority a ON a.code = d.authority_code
LEFT JOIN escalation e ON e.duty_id = d.id AND e.closed_at IS NULL AND e.taken_by = $2
WHERE d.outcome = 'open' AND (d.case_id IS NULL OR y.id IS NOT NULL OR l.id IS NOT NULL) AND (
  e.id IS NOT NULL
  OR ('key-worker' = ANY(d.owed_by) AND EXISTS (SELECT FROM key_worker_assignment k WHERE k.case_id = y.id AND k.person_id = $2
      AND k.taken_back_at IS NULL AND (k.until_at IS NULL OR k.until_at > $3 OR d.opens_at < k.until_at)))
  OR EXISTS (SELECT FROM post_holding h WHERE h.person_id = $2 AND ${OWED_BY_POST}))
ORDER BY d.missed_from NULLS LAST, d.id LIMIT $4`;

const KEY_WORKER_SQL = `
SELECT y.reference, y.preferred_name AS "preferredName" FROM young_person y
WHERE ${inScope(1)} AND EXISTS (SELECT FROM key_worker_assignment k WHERE k.case_id = y.id AND k.person_id = $2 AND k.taken_back_at IS NULL
  AND (k.until_at IS NULL OR k.until_at > $3)) ORDER BY y.preferred_name, y.id`;

/** Which of the cases `$1` have ended by `$2`, or were registered by mistake: they are handed over to nobody. */
const ENDED_SQL = `SELECT y.reference FROM young_person y WHERE y.reference = ANY($1) AND ${caseOverOn('y')} <= $2`;

/** `$4` is the first day of an end that is still shown. */
const WAS_KEY_WORKER_SQL = `
SELECT y.reference, y.preferred_name AS "preferredName", (max(k.until_at) AT TIME ZONE 'Europe/London')::date AS "endedOn",
  (SELECT n.name FROM key_worker_assignment s JOIN person n ON n.id = s.person_id WHERE s.case_id = y.id AND ${isKeyWorkerAt('s', '$3')}
    ORDER BY s.from_at DESC, s.id DESC LIMIT 1) AS "nowName"
FROM young_person y JOIN key_worker_assignment k ON k.case_id = y.id AND k.person_id = $2 AND k.taken_back_at IS NULL
WHERE ${inScope(1)} GROUP BY y.id HAVING bool_and(k.until_at <= $3) AND (max(k.until_at) AT TIME ZONE 'Europe/London')::date >= $4::date
ORDER BY "nowName" NULLS FIRST, y.preferred_name, y.id`;

/** `$1` their address, `$2` today. The form names people by address. */
const AGREEMENTS_SQL = `
SELECT * FROM (
  SELECT g.id, v.name AS "providerName", a.name AS "authorityName", array_remove(ARRAY[
      CASE WHEN lower(g.signatory_email) = $1 THEN 'signatory' END, CASE WHEN lower(g.designated_tutor_email) = $1 THEN 'designated-person' END,
      CASE WHEN lower(g.virtual_head_email) = $1 THEN 'virtual-head' END, CASE WHEN lower(g.key_contact_email) = $1 THEN 'key-contact' END], NULL) AS posts
  FROM agreement g JOIN provider v ON v.id = g.provider_id JOIN authority a ON a.code = g.authority_code WHERE g.discarded_at IS NULL AND (g.ended_on IS NULL OR g.ended_on >= $2)
) named WHERE cardinality(posts) > 0 ORDER BY "providerName", "authorityName", id`;
