import type { Post } from './agreement/roles.js';
import type { Actor, ActorPost } from './relations.js';

/** Whose duties somebody reads: what they owe themselves, what is open by their posts of one kind, and all of it. */
export const DUTY_SCOPES = { mine: 'Waiting for me', team: 'My team', provider: 'My provider', authority: 'My authority', all: 'All my cases' } as const;
export type DutyScope = keyof typeof DUTY_SCOPES;

/** The scope that a post gives; what has no part in duties gives none. */
const SCOPE_OF_POST: Partial<Record<Post, DutyScope>> = { 'team-manager': 'team', 'designated-person': 'provider', signatory: 'provider', 'key-contact': 'authority', 'virtual-head': 'authority' };

const scopesOfPosts = (posts: readonly ActorPost[]): DutyScope[] => (Object.keys(DUTY_SCOPES) as DutyScope[]).filter((scope) => posts.some(({ post }) => SCOPE_OF_POST[post] === scope));

/**
 * The scopes that somebody chooses from. All of it is one of them where one kind of post does not hold it: for key workers, for whoever
 * sees cases beside their posts, and with several kinds of posts.
 */
export function dutyScopesOf({ posts, inspections, emergencyAccess }: Pick<Actor, 'posts' | 'inspections' | 'emergencyAccess'>, isKeyWorker: boolean): DutyScope[] {
  const kinds = scopesOfPosts(posts);
  const hasMore = isKeyWorker || kinds.length !== 1 || inspections.length > 0 || emergencyAccess.length > 0;
  return ['mine', ...kinds, ...(hasMore ? (['all'] as const) : [])];
}

/** Who answers for all the cases of an authority begins with these; everybody else with what waits for themselves. */
const usualScope = (posts: readonly ActorPost[]): DutyScope => (scopesOfPosts(posts).includes('authority') ? 'authority' : 'mine');

/** The scope that is read: the one asked for, or the usual one where none is, or where somebody has no post for it. */
export const dutyScopeFor = (posts: readonly ActorPost[], asked: DutyScope | undefined): DutyScope =>
  asked === 'mine' || asked === 'all' || (asked !== undefined && scopesOfPosts(posts).includes(asked)) ? asked : usualScope(posts);

/** Whether a scope is that of one kind of post, and not of whoever holds it. */
export const isOfPosts = (scope: DutyScope): boolean => scope !== 'mine' && scope !== 'all';

/** The posts by which a scope is read. */
export const postsFor = (posts: readonly ActorPost[], scope: DutyScope): ActorPost[] => posts.filter(({ post }) => !isOfPosts(scope) || SCOPE_OF_POST[post] === scope);
