import type { EntityManager } from 'typeorm';
import type { RowNames } from './correctable-field.js';
import type { Said } from './correction.entity.js';

/** What the placements of a case are called, and every provider that one of them was ever at, which is what corrections of them say. */
export async function rowNames(manager: EntityManager, caseId: number, before: readonly Said[]): Promise<RowNames> {
  const placements = await manager.query<{ id: number; providerId: number; course: string; name: string }[]>(
    'SELECT p.id, p.provider_id AS "providerId", p.course, v.name FROM placement p JOIN provider v ON v.id = p.provider_id WHERE p.case_id = $1', [caseId]);
  const former = await manager.query<{ id: number; name: string }[]>(
    'SELECT v.id, v.name FROM provider v WHERE v.id = ANY($1)', [before.flatMap(({ providerId }) => (typeof providerId === 'number' ? providerId : []))]);
  return {
    placement: new Map(placements.map(({ id, course, name }) => [id, `${name}, ${course}`])),
    provider: new Map([...former.map(({ id, name }) => [id, name] as const), ...placements.map(({ providerId, name }) => [providerId, name] as const)]),
  };
}
