import { Injectable } from '@nestjs/common';
import { inRole, transaction } from '../database/unit-of-work.js';
import { inspectionsOfLists } from '../domain/capacity.js';
import { FETCHED_BY_PROGRAMS, type ListName } from '../domain/lists.js';
import type { Actor } from '../domain/permissions.js';
import { PURPOSES, type Purpose } from '../domain/purposes.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import type { Outcome } from './audit-event.entity.js';
import { requestContext } from './request-context.js';

/** What is written of an act: ids, codes and names of fields, never values. */
export interface Act {
  name: string;
  caseId?: number | null;
  subject?: string | null;
  fields?: string[];
  /** As what they acted: a relation to the case, or a post. */
  capacity?: string | null;
  /** The purpose of the page, unless something exceptional is said here. */
  purpose?: Purpose;
  /** Where the reason of an exceptional purpose is kept: `emergency-access-7`. */
  reason?: string | null;
  outcome?: Outcome;
  /** The session it was done in, where it is not the request's own: a sign-in's new one (`proofReference`). */
  session?: string;
}

/** The one writer of the trail; `recordEach` for many rows at once. */
@Injectable()
export class AuditService {
  /**
   * Writes the event in the running transaction: no work without its trace, no trace without its work. Throws where an
   * exceptional purpose has no reason: nothing is done or shown then.
   */
  async record(personId: number | null, act: Act): Promise<void> {
    const context = requestContext();
    const purpose = act.purpose ?? context?.purpose ?? null;
    if (purpose && PURPOSES[purpose].exceptional && !act.reason) throw new Error(`${act.name} for ${purpose} needs a reason`);
    const { manager, now } = transaction();
    // No RETURNING: who writes the trail need not be able to read it.
    await manager.query(
      `INSERT INTO audit_event (happened_at, person_id, name, case_id, subject, fields, request_id, session, capacity, purpose, reason, outcome)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        now, personId, act.name, act.caseId ?? null, act.subject ?? null, act.fields ?? [], context?.requestId ?? null,
        act.session ?? context?.session ?? null, act.capacity ?? null, purpose, act.reason ?? null, act.outcome ?? 'done',
      ],
    );
  }

  /**
   * Writes, in the running transaction, that somebody read a page of a list with these cases on it: one event with all of them, of which each young person
   * reads their own. It opens none of them. Those that an inspection shows have its purpose and its reason.
   */
  async recordList(actor: Actor, list: ListName, references: readonly (string | null)[]): Promise<void> {
    const shown = [...new Set(references)].filter((reference) => reference !== null);
    if (shown.length === 0) return;
    const context = requestContext();
    const { manager, now } = transaction();
    const since = FETCHED_BY_PROGRAMS.includes(list) ? startOfDay(londonDate(now)) : null;
    const inspections = inspectionsOfLists(actor).map(({ id }) => id);
    // Lists name cases of which their reader has the limited view, too.
    await inRole('engine', () => manager.query(LIST_SQL, [now, actor.personId, list, context?.requestId ?? null, context?.session ?? null, context?.purpose ?? null, shown, inspections, since]));
  }
}

/** `$1` now, `$2` who, `$3` list, `$4` request, `$5` session, `$6` purpose, `$7` references, `$8` inspections, `$9` since when a case is not written down again. */
const LIST_SQL = `
INSERT INTO audit_event (happened_at, person_id, name, subject, request_id, session, capacity, purpose, reason, case_ids)
SELECT $1::timestamptz, $2::int, 'list.read', $3::text, $4, $5, CASE WHEN g.id IS NOT NULL THEN 'inspector' END, CASE WHEN g.id IS NULL THEN $6 ELSE 'inspection' END, 'inspection-' || g.id, array_agg(y.id ORDER BY y.id)
FROM young_person y LEFT JOIN LATERAL (
  SELECT min(i.id) AS id FROM inspection_grant i WHERE i.id = ANY($8::int[]) AND i.authority_code = y.home_authority_code
    AND (i.all_cases OR EXISTS (SELECT FROM inspection_case c WHERE c.grant_id = i.id AND c.case_id = y.id))) g ON true
WHERE y.reference = ANY($7::text[]) AND ($9::timestamptz IS NULL OR NOT EXISTS (
  SELECT FROM audit_event e WHERE e.person_id = $2::int AND e.case_ids IS NOT NULL AND e.happened_at >= $9 AND e.subject = $3::text AND y.id = ANY(e.case_ids)))
GROUP BY g.id`;
