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

/**
 * Whether putting somebody into a post takes two people. Posts of an authority open its cases, or say who opens them. A provider's open
 * cases as well; somebody of the provider itself fills them alone, since there has to be a designated person to call on the day the one
 * before leaves (EP1), and one college has nobody else to ask. Its Virtual School has: there it takes two.
 */
export function takesTwo(actor: Pick<Actor, 'posts'>, post: Post, place: PostPlace): boolean {
  if (place.providerId === null) return true;
  return !mayAppoint({ posts: actor.posts.filter(({ providerId }) => providerId === place.providerId) }, post, place);
}
