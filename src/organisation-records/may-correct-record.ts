import { canInOrganisation, type Actor } from '../domain/permissions.js';
import type { OrganisationRecord } from './organisation-record.entity.js';

/** Whoever records it corrects it; of how an agreement was publicised each party its own (IM3). `areaCode` is the authority it belongs to. */
export function mayCorrectRecord(actor: Actor, { kind, details, providerId }: Pick<OrganisationRecord, 'kind' | 'details' | 'providerId'>, areaCode: string): boolean {
  if (kind === 'agreement-review') return canInOrganisation(actor, 'agreement.review', areaCode);
  if (!canInOrganisation(actor, `${kind}.record`, areaCode, providerId)) return false;
  return kind !== 'publicised' || details.party === ownParty(actor, providerId);
}

/** IM3: on whose side of an agreement with this provider somebody is. */
export const ownParty = (actor: Actor, providerId: number | null): 'provider' | 'virtual-school' =>
  actor.posts.some((held) => held.providerId !== null && held.providerId === providerId) ? 'provider' : 'virtual-school';
