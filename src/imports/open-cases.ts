import type { EntityManager } from 'typeorm';
import { recordEach } from '../audit/record-each.js';
import { visibleTo, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { inScope, inScopeOfHome, scopeParameter } from '../young-people/case-scope-sql.js';

/** Which of these cases somebody sees all of now, or through their provider where the file goes by that (`asProvider`); that they looked is part of the trail of each. */
export async function lookAt(manager: EntityManager, actor: Actor, caseIds: readonly number[], subject: string, now: Date, asProvider: string | null): Promise<Set<number>> {
  const rows = await manager.query<{ id: number }[]>(`SELECT y.id FROM young_person y WHERE y.id = ANY($2) AND ${asProvider === null ? inScopeOfHome(1) : inScope(1)}`, [asProvider ?? scopeParameter(visibleTo(actor, londonDate(now)), now), caseIds]);
  const seen = rows.map(({ id }) => id);
  if (seen.length > 0) {
    await recordEach(actor.personId, `acts AS (SELECT id AS position, 'case.read' AS name, id AS case_id, $6 AS subject, '{}'::text[] AS fields FROM unnest($7::int[]) AS id)`, [subject, seen]);
  }
  return new Set(seen);
}
