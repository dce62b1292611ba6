import { transaction } from '../database/unit-of-work.js';
import { requestContext } from './request-context.js';

/**
 * Writes the events that a statement yields, for work on many rows at once. `statements` are the common table expressions of
 * one statement, the last of which is called acts and has the columns position, name, case_id, subject and fields; their
 * parameters begin with $6, and $1 is the instant.
 */
export async function recordEach(personId: number | null, statements: string, parameters: readonly unknown[] = []): Promise<void> {
  const context = requestContext();
  const { manager, now } = transaction();
  await manager.query(
    `WITH ${statements}
     INSERT INTO audit_event (happened_at, person_id, request_id, session, purpose, name, case_id, subject, fields)
     SELECT $1, $2::int, $3, $4, $5, name, case_id, subject, fields FROM acts ORDER BY position`,
    [now, personId, context?.requestId ?? null, context?.session ?? null, context?.purpose ?? null, ...parameters],
  );
}
