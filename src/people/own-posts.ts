import type { EntityManager } from 'typeorm';
import { part, type Part } from '../database/read-together.js';
import type { Actor, ActorPost } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** Somebody with the posts that they hold themselves: a right that comes of covering for somebody does not count where an act takes two people. */
export async function withOwnPosts<A extends Actor>(manager: EntityManager, actor: A, today: LocalDate): Promise<A> {
  const posts = await manager.query<ActorPost[]>(OWN_POSTS_SQL, [actor.personId, today]);
  return { ...actor, posts, coversFor: [] };
}

/**
 * SQL for the posts, as JSON, that a person holds themselves on a day, but those alone in which they were at an instant already, and into which neither somebody put them
 * alone nor anybody whom that one put there: whoever asks for something does not bring the second person along.
 */
export const postsBeforeSql = ({ person, today, at, by }: Record<'person' | 'today' | 'at' | 'by', string>): string => `
(WITH RECURSIVE named (id) AS (SELECT ${by} UNION SELECT h.person_id FROM named n JOIN post_holding h ON h.named_alone_by = n.id)
SELECT coalesce(jsonb_agg(jsonb_build_object('post', h.post, 'authorityCode', h.authority_code, 'providerId', h.provider_id, 'team', h.team)), '[]') FROM post_holding h
WHERE h.person_id = ${person} AND h.from_on <= ${today} AND (h.until_on IS NULL OR h.until_on > ${today}) AND h.from_on <= (${at} AT TIME ZONE 'Europe/London')::date AND (h.named_at IS NULL OR h.named_at < ${at})
  AND (h.named_alone_by IS NULL OR h.named_alone_by NOT IN (SELECT id FROM named)))`;

/** The same as a part of a page. */
export const ownPostsPart = <A extends Actor>(actor: A, today: LocalDate): Part<A> => part(OWN_POSTS_SQL, [actor.personId, today], (posts: ActorPost[]) => ({ ...actor, posts, coversFor: [] }));

const OWN_POSTS_SQL = `
SELECT post, authority_code AS "authorityCode", provider_id AS "providerId", team FROM post_holding WHERE person_id = $1 AND from_on <= $2 AND (until_on IS NULL OR until_on > $2)`;
