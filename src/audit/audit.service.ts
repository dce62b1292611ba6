import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import { requestContext } from './request-context.js';
import { AuditEvent } from './audit-event.entity.js';

/** What is written of an act: ids and names of fields, never values. */
export interface Act {
  name: string;
  caseId?: number | null;
  subject?: string | null;
  fields?: string[];
}

@Injectable()
export class AuditService {
  /** Writes the event in the running transaction: no work without its trace, no trace without its work. */
  async record(personId: number | null, act: Act): Promise<void> {
    const { manager, now } = transaction();
    await manager.insert(AuditEvent, {
      happenedAt: now,
      personId,
      name: act.name,
      caseId: act.caseId ?? null,
      subject: act.subject ?? null,
      fields: act.fields ?? [],
      requestId: requestContext()?.requestId ?? null,
    });
  }
}
