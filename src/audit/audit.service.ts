import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import { PURPOSES, type Purpose } from '../domain/purposes.js';
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
}
