import type { EntityManager } from 'typeorm';
import { POSTS, type Post } from '../domain/agreement/roles.js';
import type { Field } from '../domain/agreement/records.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { invalid } from '../errors.js';

/** Somebody in post who can approve what another records. */
export interface Approver {
  personId: number;
  /** 'Hugh Farrow, Virtual Head'. */
  name: string;
}

/** Everyone in one of these posts at an authority on a day but whoever records, and whoever is in one of those kept out, by name; of several posts the first in the list. */
export async function approversAt(manager: EntityManager, authorityCode: string, posts: readonly Post[], today: LocalDate, recorderId: number, butFor: readonly Post[] = []): Promise<Approver[]> {
  const rows = await manager.query<{ personId: number; name: string; post: Post }[]>(
    `SELECT DISTINCT ON (n.name, n.id) n.id AS "personId", n.name, h.post FROM post_holding h JOIN person n ON n.id = h.person_id AND n.active
     WHERE h.authority_code = $1 AND h.post = ANY($2) AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on > $3) AND n.id <> $4
       AND NOT EXISTS (SELECT FROM post_holding o WHERE o.person_id = n.id AND o.authority_code = $1 AND o.post = ANY($5) AND o.from_on <= $3 AND (o.until_on IS NULL OR o.until_on > $3))
     ORDER BY n.name, n.id, array_position($2::text[], h.post)`,
    [authorityCode, posts, today, recorderId, butFor],
  );
  return rows.map(({ personId, name, post }) => ({ personId, name: `${name}, ${POSTS[post].name}` }));
}

/**
 * Who each field of a kind that names a person names, by field, as the record keeps it. Errors: INVALID (NOT_IN_POST) where that
 * person is in none of the field's posts, or is whoever records it.
 */
export async function namedIn(fields: Readonly<Record<string, Field>>, input: Readonly<Record<string, unknown>>, approvers: (posts: readonly Post[]) => Promise<Approver[]>): Promise<Record<string, string>> {
  const named: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.type !== 'person' || input[name] === undefined) continue;
    const found = (await approvers(field.posts)).find(({ personId }) => personId === input[name]);
    if (!found) throw invalid([{ code: 'NOT_IN_POST', field: name, sentence: `Choose somebody else who is in post now: ${field.posts.map((post) => POSTS[post].name).join(', ')}.` }]);
    named[name] = found.name;
  }
  return named;
}
