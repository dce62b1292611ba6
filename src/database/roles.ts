import pg from 'pg';
import { derivedSecret, type Keys } from '../keys/key-file.js';
import { StartError } from '../start-error.js';

/**
 * The database's roles (docs/security.md, In the database). None is a superuser, none passes by row-level security, and only
 * the owner, who cannot sign in, owns a table.
 */
export const ROLES = {
  owner: { name: 'lsa_owner', signsIn: false, does: 'owns the tables and migrates them; sees no row' },
  authz: { name: 'lsa_authz', signsIn: false, does: 'owns the functions that say who sees what, and reads what they ask' },
  engine: { name: 'lsa_engine', signsIn: false, does: 'what the system does by itself: derives duties, writes a confirmed file, sends' },
  door: { name: 'lsa_door', signsIn: false, does: 'sign-in: sessions, credentials, attempts' },
  public: { name: 'lsa_public', signsIn: false, does: 'what anyone may read' },
  web: { name: 'lsa_web', signsIn: true, does: 'pages and API, as whoever is signed in' },
  worker: { name: 'lsa_worker', signsIn: true, does: 'jobs and the command line' },
  queue: { name: 'lsa_queue', signsIn: true, does: 'the queues, in a schema of their own' },
} as const;

export type RoleName = keyof typeof ROLES;

/** What a page's transaction may do for a piece of its work, in the role's own rights. */
export type Capability = 'engine' | 'door' | 'public';

const CAPABILITIES: readonly Capability[] = ['engine', 'door', 'public'];

const passwordOf = (role: RoleName, keys: Keys): string => derivedSecret(keys.database, `role ${ROLES[role].name}`);

/** The address of the operator's database for one of the roles that sign in. */
export function urlFor(role: 'web' | 'worker' | 'queue', databaseUrl: string, keys: Keys): string {
  const url = new URL(databaseUrl);
  url.username = ROLES[role].name;
  url.password = passwordOf(role, keys);
  return url.toString();
}

/**
 * Makes the roles that are not there, with passwords from the keys, and gives the owner the tables. To be done by the operator's
 * account, which owns the database and may make roles, under the lock of the migrations. Throws a StartError where the database was
 * used with other keys: new passwords would shut out the processes that have those.
 */
export async function makeRoles(client: pg.ClientBase, databaseUrl: string, keys: Keys): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(`SELECT rolname FROM pg_roles WHERE rolname LIKE 'lsa\\_%'`);
  const there = new Set(rows.map((row) => row.rolname));
  const { rows: [found] } = await client.query<{ prepared: boolean }>(`SELECT to_regnamespace('authz') IS NOT NULL AS prepared`);
  const wasPrepared = found?.prepared ?? false;
  for (const [key, { name, signsIn }] of Object.entries(ROLES)) {
    const made = there.has(name);
    if (!made) await client.query(`CREATE ROLE ${name} ${signsIn ? 'LOGIN' : 'NOLOGIN'} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE ${key === 'web' ? 'NOINHERIT' : 'INHERIT'}`);
    if (signsIn && !(made && (await opens(urlFor(key as 'web', databaseUrl, keys))))) {
      if (made && wasPrepared) throw new StartError(`The role ${name} has another password than the one made from these keys: they are not the keys that this database is used with. Give every process the same KEYS_FILE. If the database was restored to a server where other keys were used, drop the roles lsa_web, lsa_worker and lsa_queue there first.`);
      await client.query(`ALTER ROLE ${name} PASSWORD '${passwordOf(key as RoleName, keys)}'`);
    }
  }
  const capabilities = CAPABILITIES.map((key) => ROLES[key].name).join(', ');
  await client.query(`GRANT ${capabilities} TO ${ROLES.web.name}, ${ROLES.worker.name}`);
  await client.query(`GRANT ${ROLES.owner.name}, ${ROLES.authz.name}, ${ROLES.queue.name} TO CURRENT_USER`);
}

async function opens(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes the owner the owner of all that an earlier version left to the operator's account, and the schemas. */
export async function giveToOwner(client: pg.ClientBase): Promise<void> {
  const owner = ROLES.owner.name;
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS authz;
    GRANT USAGE, CREATE ON SCHEMA authz TO ${owner}, ${ROLES.authz.name};
    CREATE SCHEMA IF NOT EXISTS bullmq;
    GRANT USAGE, CREATE ON SCHEMA public TO ${owner};
    GRANT USAGE ON SCHEMA public TO ${ROLES.authz.name}, ${ROLES.engine.name}, ${ROLES.door.name}, ${ROLES.public.name}, ${ROLES.web.name}, ${ROLES.worker.name};
    GRANT USAGE ON SCHEMA authz TO ${ROLES.engine.name}, ${ROLES.door.name}, ${ROLES.public.name}, ${ROLES.web.name}, ${ROLES.worker.name};
    DO $$
    DECLARE one record;
    BEGIN
      EXECUTE format('GRANT CREATE, TEMPORARY, CONNECT ON DATABASE %I TO ${owner}, ${ROLES.queue.name}', current_database());
      EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO ${ROLES.engine.name}', current_database());
      FOR one IN SELECT c.relname, c.relkind FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S', 'p', 'v')
          AND pg_get_userbyid(c.relowner) <> '${owner}' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('i', 'a') AND c.relkind = 'S') LOOP
        EXECUTE format('ALTER %s public.%I OWNER TO ${owner}', CASE one.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, one.relname);
      END LOOP;
      FOR one IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND pg_get_userbyid(p.proowner) <> '${owner}'
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO ${owner}', one.signature);
      END LOOP;
      IF (SELECT nspowner FROM pg_namespace WHERE nspname = 'bullmq') <> '${ROLES.queue.name}'::regrole THEN
        ALTER SCHEMA bullmq OWNER TO ${ROLES.queue.name};
        FOR one IN SELECT c.relname, c.relkind FROM pg_class c WHERE c.relnamespace = 'bullmq'::regnamespace AND c.relkind IN ('r', 'p', 'v') LOOP
          EXECUTE format('ALTER TABLE bullmq.%I OWNER TO ${ROLES.queue.name}', one.relname);
        END LOOP;
        FOR one IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'bullmq'::regnamespace LOOP
          EXECUTE format('ALTER ROUTINE %s OWNER TO ${ROLES.queue.name}', one.signature);
        END LOOP;
      END IF;
    END $$;`);
}
