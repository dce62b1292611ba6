import { createHash } from 'node:crypto';

/** An event as it is sealed: every column there is, instants to the microsecond, numbers as text. */
export interface SealedEvent {
  id: string;
  epoch: number;
  /** The transaction that wrote it. */
  transactionId: string;
  writtenAt: string;
  happenedAt: string;
  personId: number | null;
  name: string;
  caseId: number | null;
  subject: string | null;
  fields: string[];
  requestId: string | null;
  session: string | null;
  capacity: string | null;
  purpose: string | null;
  reason: string | null;
  outcome: string;
  /** The cases on a list; null of everything else. */
  caseIds: number[] | null;
}

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The columns of `SealedEvent`, of the table `e`. */
export const SEALED_EVENT_SQL = `e.id::text AS id, e.epoch, e.transaction_id::text AS "transactionId", ${instant('e.written_at')} AS "writtenAt", ${instant('e.happened_at')} AS "happenedAt",
  e.person_id AS "personId", e.name, e.case_id AS "caseId", e.subject, e.fields, e.request_id AS "requestId", e.session, e.capacity, e.purpose, e.reason, e.outcome, e.case_ids AS "caseIds"`;

/** `2026-10-30T16:00:00.000000Z`, as in the columns above. */
export const instantSql = instant;

/** One text for one event and no other: a JSON array in this order, with the version of the order before it; of a list the second, which ends with its cases. */
export const canonicalEvent = (e: SealedEvent): string =>
  JSON.stringify([
    e.caseIds === null ? 'event-1' : 'event-2', e.id, e.epoch, e.transactionId, e.writtenAt, e.happenedAt, e.personId, e.name, e.caseId, e.subject, e.fields, e.requestId, e.session, e.capacity,
    e.purpose, e.reason, e.outcome, ...(e.caseIds === null ? [] : [e.caseIds]),
  ]);

/** SHA-256 of an event, 32 bytes. */
export const hashEvent = (event: SealedEvent): Buffer => createHash('sha256').update(canonicalEvent(event)).digest();
