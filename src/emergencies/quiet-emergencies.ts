import { inRole, transaction } from '../database/unit-of-work.js';
import { can, type Actor } from '../domain/permissions.js';
import { ownProviderIds } from '../young-people/case-scope-sql.js';
import type { OpenCase } from '../young-people/case-work.service.js';

/** Emergencies `q` a provider knows nothing of (KW8): quiet ones that none of its own people raised. `providerIds` is an int[] in SQL. */
const unseenBy = (providerIds: string): string =>
  `FROM emergency q JOIN person w ON w.id = q.raised_by WHERE q.quiet AND (w.provider_id IS NULL OR NOT w.provider_id = ANY(${providerIds}))`;

const isKnownTo = (providerIds: string): string => `(d.clause <> 'KW8' OR NOT EXISTS (SELECT ${unseenBy(providerIds)} AND d.key = 'KW8/emergency-' || q.id))`;

/** Whether a `duty d` of a list is seen through a provider: it is none of an emergency that the provider knows nothing of. The scope is a JSON parameter's number. */
export const isNoUnseenEmergency = (parameter: number): string => isKnownTo(ownProviderIds(parameter));

/** The same for one provider, by its number in a parameter. */
export const isKnownToProvider = (parameter: number): string => isKnownTo(`ARRAY[$${parameter}::int]`);

/** The emergencies of an opened case that this person knows nothing of: none for those of the home authority's side. */
export async function unseenEmergencies(actor: Actor, { youngPerson, parties, today }: OpenCase): Promise<{ id: number; recordedAt: Date }[]> {
  if (can(actor, 'case.read-private', parties, today)) return [];
  const own = parties.placements.filter(({ id }) => can(actor, 'case.read', parties, today, id)).map(({ providerId }) => providerId);
  return inRole('engine', () =>
    transaction().manager.query<{ id: number; recordedAt: Date }[]>(
      `SELECT q.id, q.recorded_at AS "recordedAt" ${unseenBy('$2::int[]')} AND q.case_id = $1`,
      [youngPerson.id, own],
    ),
  );
}
