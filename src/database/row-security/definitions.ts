import type pg from 'pg';

/**
 * What guards the rows, one line each with a digest of what it says now: policies, visibility functions, functions and triggers of
 * the tables, what a row has to fulfil and what there is but once, and who has which right to a table.
 */
export const DEFINITIONS_SQL = `
SELECT 'the policy ' || p.policyname || ' of ' || p.tablename AS name, md5(concat_ws('|', p.permissive, p.cmd, p.roles::text, p.qual, p.with_check)) AS digest FROM pg_policies p WHERE p.schemaname = 'public'
UNION ALL SELECT 'the function ' || p.oid::regprocedure, md5(concat_ws('|', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(p.proacl) a)))
  FROM pg_proc p WHERE p.pronamespace IN ('authz'::regnamespace, 'public'::regnamespace) AND p.prokind = 'f' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT 'the trigger ' || t.tgname || ' of ' || c.relname, md5(pg_get_triggerdef(t.oid) || t.tgenabled::text) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
UNION ALL SELECT 'the constraint ' || k.conname || ' of ' || c.relname, md5(pg_get_constraintdef(k.oid) || k.convalidated::text) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.connamespace = 'public'::regnamespace
UNION ALL SELECT 'the unique index ' || i.relname || ' of ' || c.relname, md5(pg_get_indexdef(x.indexrelid) || x.indisvalid::text) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
  WHERE x.indisunique AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
UNION ALL SELECT 'the rights to ' || c.relname, md5(concat_ws('|', (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(c.relacl) a),
    (SELECT string_agg(t.attname || a::text, ',' ORDER BY t.attname, a::text) FROM pg_attribute t, unnest(t.attacl) a WHERE t.attrelid = c.oid)))
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')`;

/** Keeps with the schema, in the transaction that makes them, by which text (its hash) all of these were made, and how each reads. */
export const keepDefinitions = (hash: string): string => `
DO $lsa$ BEGIN EXECUTE format('COMMENT ON SCHEMA authz IS %L', (SELECT json_build_object('hash', '${hash}', 'definitions', json_object_agg(d.name, d.digest)) FROM (${DEFINITIONS_SQL}) d)::text); END $lsa$`;

interface Kept {
  hash: string;
  definitions: Record<string, string>;
}

/** What was kept last; null where nothing was, or by a version that kept no definitions. */
export async function keptDefinitions(client: Pick<pg.ClientBase, 'query'>): Promise<Kept | null> {
  const { rows: [row] } = await client.query<{ comment: string | null }>(`SELECT obj_description('authz'::regnamespace, 'pg_namespace') AS comment`);
  return row?.comment?.startsWith('{') ? (JSON.parse(row.comment) as Kept) : null;
}

/** What does not read as this version made it: changed, added or gone, one sentence each. */
export async function changedDefinitions(client: Pick<pg.ClientBase, 'query'>): Promise<string[]> {
  const kept = (await keptDefinitions(client))?.definitions ?? {};
  const { rows } = await client.query<{ name: string; digest: string }>(DEFINITIONS_SQL);
  const now = Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
  const names = [...new Set([...Object.keys(kept), ...Object.keys(now)])].filter((name) => kept[name] !== now[name]).sort();
  return names.map((name) => (now[name] === undefined ? `${name} is gone` : kept[name] === undefined ? `${name} is not of this service` : name.startsWith('the rights') ? `${name} are not as they were made` : `${name} is not as it was made`));
}
