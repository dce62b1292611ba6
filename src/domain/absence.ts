import type { Post } from './agreement/roles.js';
import { mayAppoint, type PostPlace } from './appointing.js';
import { canInOrganisation } from './organisation-permissions.js';
import type { Actor } from './relations.js';

/** What somebody's cover would take on: their posts within those days, and the teams of the young people whose key worker they are. */
export interface PartAway extends PostPlace {
  posts: readonly (PostPlace & { post: Post })[];
  teams: readonly (string | null)[];
}

/**
 * Whether somebody may say that a colleague is away and who covers: cover gives what a post gives, so it is for whoever may fill each
 * post of theirs, by posts that they hold themselves (`own`); of a colleague in no post for the manager of their team.
 */
export function mayRecordAbsenceOf(actor: Pick<Actor, 'posts'>, own: Pick<Actor, 'posts'>, { authorityCode, providerId, posts, teams }: PartAway): boolean {
  if (posts.length > 0) return posts.every((held) => mayAppoint(own, held.post, held));
  return actor.posts.some((held) => canInOrganisation({ posts: [held] }, 'absence.record', authorityCode, providerId) && (held.team === null || teams.every((team) => team === held.team)));
}
