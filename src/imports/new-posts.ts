import type { EntityManager } from 'typeorm';
import { POSTS } from '../domain/agreement/roles.js';
import { londonDate } from '../domain/time/london.js';
import type { ImportBatch } from './import-batch.entity.js';
import { plainTeam } from '../people/team-sql.js';

/** A post that a file puts somebody into: of an authority, or of a provider in its area. */
export interface GrantedPost {
  authorityCode: string;
  email: string;
  post: keyof typeof POSTS;
}

/** The posts that a file gives, or gives for longer than they are held: they open cases. */
export async function newPosts(manager: EntityManager, { kind, state, rows }: ImportBatch, now: Date): Promise<GrantedPost[]> {
  if (kind !== 'people' || state !== 'previewed') return [];
  return manager.query<GrantedPost[]>(NEW_POSTS_SQL, [JSON.stringify(rows.map(({ cells }) => cells)), Object.keys(POSTS), londonDate(now)]);
}

const NEW_POSTS_SQL = `
SELECT DISTINCT coalesce(v.authority_code, r.organisation) AS "authorityCode", r.email, r.post
FROM jsonb_to_recordset($1) AS r(email text, post text, organisation text, team text, until_on date) LEFT JOIN provider v ON v.ukprn = r.organisation
WHERE r.post = ANY($2::text[]) AND NOT EXISTS (
  SELECT FROM person p JOIN post_holding h ON h.person_id = p.id
  WHERE p.email = r.email AND h.post = r.post AND (h.provider_id = v.id OR h.authority_code = r.organisation) AND ${plainTeam('h.team')} IS NOT DISTINCT FROM ${plainTeam('r.team')}
    AND (h.until_on IS NULL OR (r.until_on IS NULL AND h.until_on > $3::date) OR (h.until_on >= r.until_on)))
ORDER BY 1, 2, 3`;
