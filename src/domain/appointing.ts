import type { Post } from './agreement/roles.js';
import { canInOrganisation, type OrganisationAction } from './organisation-permissions.js';
import type { Actor } from './relations.js';

/** Who may fill each post. */
const APPOINTING: Record<Post, OrganisationAction> = {
  'team-manager': 'authority-posts.manage',
  'key-contact': 'authority-posts.manage',
  'virtual-head': 'authority-posts.manage',
  director: 'authority-posts.manage',
  administrator: 'authority-posts.manage',
  'data-protection-lead': 'authority-posts.manage',
  'out-of-hours': 'authority-posts.manage',
  'designated-person': 'designated-person.appoint',
  signatory: 'signatory.appoint',
};

/** Where a post is held: at an authority, or at a provider, which is in the area of one. */
export interface PostPlace {
  authorityCode: string | null;
  providerId: number | null;
}

/** Whether somebody may say who is in a post there: by the table, or as the provider's own administrator. */
export function mayAppoint(actor: Pick<Actor, 'posts'>, post: Post, { authorityCode, providerId }: PostPlace): boolean {
  if (providerId !== null && canInOrganisation(actor, 'provider-posts.manage', null, providerId)) return true;
  return canInOrganisation(actor, APPOINTING[post], authorityCode, providerId);
}
