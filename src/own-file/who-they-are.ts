import { inRole, transaction } from '../database/unit-of-work.js';
import { POSTS, type Post } from '../domain/agreement/roles.js';

export const THEMSELVES = 'the young person themselves';

/** Who people are to a young person: what they were and where, without a name; by their number. */
export async function whoTheyAre(caseId: number, personIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await inRole('engine', () => transaction().manager.query<WhoRow[]>(WHO_SQL, [caseId, personIds]));
  return new Map(rows.map(({ id, themselves, inspector, keyWorker, posts, organisation }) => {
    const roles = [...(keyWorker ? ['key worker'] : []), ...(inspector ? ['inspector'] : []), ...posts.map((post) => POSTS[post].name)];
    return [id, themselves ? THEMSELVES : `${roles.join(' and ') || 'somebody'}, ${organisation}`];
  }));
}

/** The names of organisations, by the code of an authority or the number of a provider. */
export async function whereItIs(): Promise<Map<string | number, string>> {
  const rows = await inRole('engine', () => transaction().manager.query<{ code: string | null; id: number | null; name: string }[]>('SELECT code, NULL::int AS id, name FROM authority UNION ALL SELECT NULL, id, name FROM provider'));
  return new Map(rows.map(({ code, id, name }) => [code ?? id ?? '', name]));
}

interface WhoRow {
  id: number;
  themselves: boolean;
  inspector: boolean;
  keyWorker: boolean;
  posts: Post[];
  organisation: string;
}

const WHO_SQL = `
SELECT p.id, p.case_id IS NOT DISTINCT FROM $1::int AS themselves, p.inspects_for IS NOT NULL AS inspector, coalesce(a.name, v.name, i.name, '') AS organisation,
  EXISTS (SELECT FROM key_worker_assignment k WHERE k.case_id = $1 AND k.person_id = p.id) AS "keyWorker",
  ARRAY(SELECT DISTINCT h.post FROM post_holding h WHERE h.person_id = p.id ORDER BY 1) AS posts
FROM person p LEFT JOIN authority a ON a.code = p.authority_code LEFT JOIN provider v ON v.id = p.provider_id LEFT JOIN authority i ON i.code = p.inspects_for
WHERE p.id = ANY($2::int[])`;
