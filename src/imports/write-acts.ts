import { requestContext } from '../audit/request-context.js';
import type { WriteContext } from './write-context.js';

/** An act of the trail for every staged row where a condition holds; `fields` is SQL for the names of what was recorded. */
export interface StagedAct {
  name: string;
  where: string;
  fields?: string;
}

/** Writes the trail of what is being imported, one event for each act on each case: ids and names of fields, never values. */
export async function writeActs({ manager, now, personId, subject }: WriteContext, acts: readonly StagedAct[]): Promise<void> {
  const each = acts.map(({ name, where, fields = `'{}'::text[]` }) => `SELECT line, case_id, '${name}' AS name, ${fields} AS fields FROM import_row r WHERE ${where}`);
  await manager.query(
    `INSERT INTO audit_event (happened_at, person_id, name, case_id, subject, fields, request_id)
     SELECT $1, $2, name, case_id, $3, fields, $4 FROM (${each.join(' UNION ALL ')}) AS acts ORDER BY line`,
    [now, personId, subject, requestContext()?.requestId ?? null],
  );
}
