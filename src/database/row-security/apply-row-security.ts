import { createHash } from 'node:crypto';
import type pg from 'pg';
import { StartError } from '../../start-error.js';
import { ROLES } from '../roles.js';
import { DEFINITIONS_SQL, keepDefinitions, keptDefinitions } from './definitions.js';
import { FORGETS, forgetSql, heldSql } from './held.js';
import { POLICIES, type TablePolicy } from './policies.js';
import { ASKED, VISIBILITY } from './visibility.js';
import type { VisibilityFunction } from './visibility-function.js';

const { owner, authz, engine, door, public: anyone, web } = ROLES;
const CALLERS = [engine, door, anyone, web].map(({ name }) => name).join(', ');
const RIGHTS = {
  'its own': 'LANGUAGE sql STABLE SECURITY DEFINER PARALLEL UNSAFE SET search_path = public, pg_temp',
  inlined: 'LANGUAGE sql STABLE PARALLEL SAFE',
  'of who asks': 'LANGUAGE plpgsql STABLE PARALLEL UNSAFE',
} as const;
const COMMANDS = ['select', 'insert', 'update', 'delete'] as const;
const INSERT_ONLY = ['audit_event', 'audit_seal'];

/**
 * Makes the database enforce who sees what: functions, policies and rights, anew and all at once, where this version says something else
 * than the last, or migrations lifted them; how each reads then is kept for `changedDefinitions`. Throws where a table has no policy, or a policy no table.
 */
export async function applyRowSecurity(client: pg.ClientBase, functions = VISIBILITY, policies = POLICIES): Promise<void> {
  const { rows } = await client.query<{ name: string; major: number; lifted: boolean }>(
    `SELECT c.relname AS name, current_setting('server_version_num')::int / 10000 AS major, NOT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public') AS lifted
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`,
  );
  const tables = rows.map(({ name }) => name).sort();
  const unknown = [...tables.filter((name) => !(name in policies)), ...Object.keys(policies).filter((name) => !tables.includes(name))];
  if (unknown.length > 0) throw new StartError(`Row security and tables do not fit: ${unknown.join(', ')}. Somebody added or removed tables by hand: put that right (tables of your own belong in a schema of your own), then start again.`);
  const statements = [...functionsSql(functions), `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${engine.name}, ${door.name}, ${web.name}`, ...tables.flatMap((table) => tableSql(table, policies[table] ?? {}))].join(';\n');
  // Another PostgreSQL may write the same definition in other words, and another version keep others.
  const hash = createHash('sha256').update(`${statements} in ${rows[0]?.major}, kept by ${DEFINITIONS_SQL}`).digest('hex');
  if ((await keptDefinitions(client))?.hash === hash && !rows[0]?.lifted) return;
  await client.query(`BEGIN; ${DROP_POLICIES}; SET LOCAL check_function_bodies = off; ${statements}; ${keepDefinitions(hash)}; COMMIT`).catch(async (error: unknown) => {
    await client.query('ROLLBACK');
    throw error;
  });
}

/** Lets migrations touch tables and rows: no policy, and the owner is not held by row security. Until `applyRowSecurity`, nobody else sees a row. */
export async function liftRowSecurity(client: pg.ClientBase): Promise<void> {
  await client.query(`BEGIN; ${DROP_POLICIES}; ${NO_FORCE}; COMMIT`);
}

const DROP_POLICIES = `DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' LOOP EXECUTE format('DROP POLICY %I ON public.%I', one.policyname, one.tablename); END LOOP;
END $$`;
const NO_FORCE = `DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity LOOP EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY', one.relname); END LOOP;
END $$`;

function functionsSql(functions: readonly VisibilityFunction[]): string[] {
  return [
    `DO $$ DECLARE one record; BEGIN FOR one IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'authz'::regnamespace LOOP EXECUTE format('DROP FUNCTION %s CASCADE', one.signature); END LOOP; END $$`,
    ...heldSql(CALLERS),
    ...functions.flatMap(({ name, args = '', returns, body, rights = 'its own' }) => [
      `CREATE FUNCTION authz.${name}(${args}) RETURNS ${returns} ${RIGHTS[rights]} AS $lsa$ ${body} $lsa$`,
      `ALTER FUNCTION authz.${name}(${args}) OWNER TO ${authz.name}`,
      `REVOKE ALL ON FUNCTION authz.${name}(${args}) FROM PUBLIC`,
      `GRANT EXECUTE ON FUNCTION authz.${name}(${args}) TO ${CALLERS}`,
    ]),
  ];
}

function tableSql(table: string, policy: TablePolicy): string[] {
  const on = `ON public.${table}`;
  const insertOnly = INSERT_ONLY.includes(table);
  const whole = Object.fromEntries(COMMANDS.filter((command) => !insertOnly || command === 'select' || command === 'insert').map((command) => [command, 'true']));
  return [
    `ALTER TABLE public.${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE public.${table} FORCE ROW LEVEL SECURITY`,
    `REVOKE ALL ${on} FROM PUBLIC, ${CALLERS}, ${authz.name}`,
    `DROP TRIGGER IF EXISTS ${FORGETS} ${on}`,
    ...(ASKED.includes(table) ? [forgetSql(table)] : []),
    ...(table === 'migration' ? [`CREATE POLICY owner ${on} TO ${owner.name} USING (true) WITH CHECK (true)`] : []),
    ...(policy.secret ? [] : permits(table, engine.name, whole)),
    ...permits(table, door.name, policy.door ?? {}),
    ...permits(table, anyone.name, policy.public === undefined ? {} : { select: policy.public }),
    ...permits(table, authz.name, ASKED.includes(table) ? { select: 'true' } : {}),
    ...permits(table, web.name, policy),
  ];
}

/** The right to a command, and the rows it is for. */
function permits(table: string, role: string, conditions: Partial<Record<(typeof COMMANDS)[number], string>>): string[] {
  return COMMANDS.flatMap((command) => {
    const condition = conditions[command];
    if (condition === undefined) return [];
    const rows = { select: `USING (${condition})`, delete: `USING (${condition})`, insert: `WITH CHECK (${condition})`, update: `USING (${condition}) WITH CHECK (${condition})` }[command];
    return [`GRANT ${command.toUpperCase()} ON public.${table} TO ${role}`, `CREATE POLICY ${role}_${command} ON public.${table} FOR ${command.toUpperCase()} TO ${role} ${rows}`];
  });
}
