import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { prepareTables } from '../../src/database/data-source.js';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.js';
import type { FreshDatabase } from './database.js';
import { TEST_KEYS } from './keys.js';

/**
 * A database on a server of its own with all rows of this one: dumped table by table and loaded again, as pg_dump does it, whose
 * program does not come with the embedded server. The new server counts its transactions from its own beginning.
 */
export async function restoredElsewhere({ url }: { url: string }): Promise<FreshDatabase> {
  const [dump, dataDir] = [await mkdtemp(join(tmpdir(), 'dump-')), await mkdtemp(join(tmpdir(), 'restored-'))];
  await chmod(dump, 0o777);
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  await prepareTables(server.url, TEST_KEYS);
  const [from, to] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: server.url })];
  await Promise.all([from.connect(), to.connect()]);
  try {
    const { rows: tables } = await from.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migration'`);
    await from.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    for (const { name } of tables) await from.query(`COPY ${name} TO '${join(dump, name)}'`);
    await from.query('COMMIT');
    await to.query('SET session_replication_role = replica');
    for (const { name } of tables) await to.query(`COPY ${name} FROM '${join(dump, name)}'`);
    await to.query(`SELECT setval(pg_get_serial_sequence('audit_event', 'id'), (SELECT max(id) FROM audit_event))`);
  } finally {
    await Promise.all([from.end(), to.end()]);
    await rm(dump, { recursive: true });
  }
  return {
    url: server.url,
    drop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
