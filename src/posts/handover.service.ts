import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { notFound } from '../errors.js';
import { visibleTo } from '../domain/permissions.js';
import type { SignedIn } from '../web/visitor.js';
import { inScope, scopeParameter } from '../young-people/case-scope-sql.js';

export interface HandedOverDuty {
  id: number;
  key: string;
  clause: string;
  reference: string;
  preferredName: string;
  providerName: string | null;
  dueOn: string | null;
  dueAt: Date | null;
  missedFrom: Date | null;
  /** Their queue item, where they had taken it. */
  escalationId: number | null;
}

export interface Handover {
  name: string;
  /** Whose key worker they still are. */
  keyWorkerOf: { reference: string; preferredName: string }[];
  duties: HandedOverDuty[];
  total: number;
}

const MOST_DUTIES = 500;

/** What somebody who leaves still owed, for who comes after: only in cases that the reader sees too. */
@Injectable()
export class HandoverService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What this person owes now by their posts and their cases, and owed by posts they held before. Errors: NOT_FOUND. */
  async handoverOf(actor: SignedIn, personId: number): Promise<Handover> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const [person] = await manager.query<{ name: string; authorityCode: string | null; providerId: number | null; areaCode: string }[]>(PERSON_SQL, [personId]);
      if (!person) throw notFound('person');
      const isOwn = personId === actor.personId;
      if (!isOwn && !canInOrganisation(actor, 'handover.read', person.areaCode, person.providerId)) throw notFound('person');
      const scope = scopeParameter(visibleTo(actor, londonDate(now)), now);
      const duties = await manager.query<(HandedOverDuty & { total: number })[]>(DUTIES_SQL, [scope, personId, now, MOST_DUTIES]);
      const keyWorkerOf = await manager.query<Handover['keyWorkerOf']>(KEY_WORKER_SQL, [scope, personId, now]);
      return { name: person.name, keyWorkerOf, duties: duties.map(({ total: _total, ...duty }) => duty), total: duties[0]?.total ?? 0 };
    });
  }
}

const PERSON_SQL = `
SELECT p.name, p.authority_code AS "authorityCode", p.provider_id AS "providerId", coalesce(p.authority_code, v.authority_code) AS "areaCode"
FROM person p LEFT JOIN provider v ON v.id = p.provider_id WHERE p.id = $1`;

/** A post that has ended counts: its duties wait for the next holder. */
const DUTIES_SQL = `
SELECT d.id, d.key, d.clause, y.reference, y.preferred_name AS "preferredName", v.name AS "providerName", d.due_on AS "dueOn", d.due_at AS "dueAt",
  d.missed_from AS "missedFrom", e.id AS "escalationId", count(*) OVER ()::int AS total
FROM duty d JOIN young_person y ON y.id = d.case_id
LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN provider v ON v.id = p.provider_id
LEFT JOIN escalation e ON e.duty_id = d.id AND e.closed_at IS NULL AND e.taken_by = $2
WHERE d.outcome = 'open' AND ${inScope(1)} AND (
  e.id IS NOT NULL
  OR ('key-worker' = ANY(d.owed_by) AND EXISTS (SELECT FROM key_worker_assignment k WHERE k.case_id = y.id AND k.person_id = $2
      AND k.taken_back_at IS NULL AND (k.until_at IS NULL OR k.until_at > $3)))
  OR EXISTS (SELECT FROM post_holding h WHERE h.person_id = $2 AND h.post = ANY(d.owed_by)
      AND (h.provider_id = p.provider_id OR (h.authority_code = y.home_authority_code AND (h.team IS NULL OR h.team = y.team)))))
ORDER BY d.missed_from NULLS LAST, d.id LIMIT $4`;

const KEY_WORKER_SQL = `
SELECT y.reference, y.preferred_name AS "preferredName" FROM young_person y
WHERE ${inScope(1)} AND EXISTS (SELECT FROM key_worker_assignment k WHERE k.case_id = y.id AND k.person_id = $2 AND k.taken_back_at IS NULL
  AND (k.until_at IS NULL OR k.until_at > $3)) ORDER BY y.preferred_name, y.id`;
