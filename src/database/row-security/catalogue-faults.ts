import type pg from 'pg';
import { ROLES } from '../roles.js';
import { changedDefinitions } from './definitions.js';
import { FORGETS } from './held.js';
import { ASKED } from './visibility.js';

/**
 * What in the database's own catalogue breaks the rules of docs/security.md (In the database), one sentence each; none is well.
 * Asked of every database at the start, so that what somebody changed by hand stops it.
 */
export async function catalogueFaults(client: Pick<pg.ClientBase, 'query'>): Promise<string[]> {
  const { rows } = await client.query<{ fault: string }>(FAULTS_SQL, [ROLES.owner.name, ROLES.authz.name, Object.values(ROLES).map(({ name }) => name), ASKED, FORGETS]);
  return [...rows.map(({ fault }) => fault), ...(await changedDefinitions(client))];
}

const FAULTS_SQL = `
WITH ours AS (SELECT c.* FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace)
SELECT 'the table ' || relname || ' has no row-level security' AS fault FROM ours WHERE relkind IN ('r', 'p') AND NOT relrowsecurity
UNION ALL SELECT 'row-level security of ' || relname || ' does not hold its owner' FROM ours WHERE relkind IN ('r', 'p') AND relrowsecurity AND NOT relforcerowsecurity
UNION ALL SELECT 'the table ' || relname || ' belongs to ' || pg_get_userbyid(relowner) FROM ours WHERE relkind IN ('r', 'p', 'v', 'm') AND pg_get_userbyid(relowner) <> $1
UNION ALL SELECT 'everyone may use ' || relname FROM ours, aclexplode(relacl) a WHERE a.grantee = 0
UNION ALL SELECT 'the view ' || relname || ' sees more than who asks it' FROM ours WHERE relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY(reloptions) OR 'security_invoker=on' = ANY(reloptions), false)
UNION ALL SELECT 'the materialised view ' || relname || ' keeps rows that no policy guards' FROM ours WHERE relkind = 'm'
UNION ALL SELECT 'a policy of ' || tablename || ' is for everyone' FROM pg_policies WHERE schemaname = 'public' AND 'public' = ANY(roles)
UNION ALL SELECT 'the function ' || p.oid::regprocedure || ' has its owner''s rights' FROM pg_proc p
  WHERE p.prosecdef AND p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) AND NOT (p.pronamespace = 'authz'::regnamespace AND pg_get_userbyid(p.proowner) = $2)
UNION ALL SELECT 'the function ' || p.oid::regprocedure || ' may be looked for elsewhere' FROM pg_proc p
  WHERE p.prosecdef AND p.pronamespace = 'authz'::regnamespace AND NOT coalesce('search_path=public, pg_temp' = ANY(p.proconfig), false)
UNION ALL SELECT 'everyone may call ' || p.oid::regprocedure FROM pg_proc p
  WHERE p.pronamespace = 'authz'::regnamespace AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0))
UNION ALL SELECT 'what writes to ' || asked || ' leaves the answers that were kept' FROM unnest($4::text[]) asked
  WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = to_regclass('public.' || asked) AND t.tgname = $5 AND t.tgenabled IN ('O', 'A') AND t.tgfoid = to_regproc('authz.forget') AND t.tgtype = 60 AND t.tgqual IS NULL AND t.tgattr = '')
UNION ALL SELECT pg_get_userbyid(a.grantee) || ' may use the key of the answers' FROM (SELECT relacl AS acl, relowner AS owner FROM pg_class WHERE oid = to_regclass('authz.seal_key')
    UNION ALL SELECT proacl, proowner FROM pg_proc WHERE pronamespace = 'authz'::regnamespace AND proname IN ('seal', 'seal_key')) k, aclexplode(k.acl) a WHERE a.grantee <> k.owner AND a.grantee <> 0
UNION ALL SELECT 'the role ' || rolname || ' passes by row-level security' FROM pg_roles WHERE rolname = ANY($3) AND (rolsuper OR rolbypassrls)
UNION ALL SELECT 'the role ' || rolname || ' may make roles or databases' FROM pg_roles WHERE rolname = ANY($3) AND (rolcreaterole OR rolcreatedb)
UNION ALL SELECT 'the role ' || m.rolname || ' may take the part of ' || g.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
  WHERE m.rolname = ANY($3) AND g.rolname IN ($1, $2)
ORDER BY 1`;
