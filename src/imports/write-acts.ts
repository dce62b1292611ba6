import { recordEach } from '../audit/record-each.js';
import type { WriteContext } from './write-context.js';

/** An act of the trail for every staged row where a condition holds; `fields` is SQL for the names of what was recorded. */
export interface StagedAct {
  name: string;
  where: string;
  fields?: string;
  /** SQL for the case, where it is not that of the row. */
  caseId?: string;
}

/** Writes the trail of what is being imported, one event for each act on each case: ids and names of fields, never values. */
export async function writeActs({ personId, subject }: WriteContext, acts: readonly StagedAct[]): Promise<void> {
  const each = acts.map(({ name, where, fields = `'{}'::text[]`, caseId = 'case_id' }) => `SELECT line AS position, '${name}' AS name, ${caseId} AS case_id, $6 AS subject, ${fields} AS fields FROM import_row r WHERE ${where}`);
  await recordEach(personId, `acts AS (${each.join(' UNION ALL ')})`, [subject]);
}
