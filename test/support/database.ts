import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions, prepareTables } from '../../src/database/data-source.js';
import { useKeys } from '../../src/encryption/use-keys.js';
import { ROLES } from '../../src/database/roles.js';
import { freePort } from '../../src/database/free-port.js';
import { prepareServer, startServer } from '../../src/database/postgres-server.js';
import { postgresUrl, runningPostgres } from '../../src/database/running-postgres.js';
import { TEST_KEYS } from './keys.js';

export interface FreshDatabase {
  url: string;
  /** Ends what is still connected and removes the database. */
  drop(): Promise<void>;
}

const TEMPLATE = 'migrated';

/**
 * A database of this spec's own with all migrations and no rows, on the run's one PostgreSQL: a copy of a template, so it
 * costs some tens of milliseconds. The server starts, and the template is made, for the first spec that asks.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const port = await alone(async () => {
    const serving = await server();
    await makeTemplate(serving);
    return serving;
  });
  const name = `spec_${process.pid}_${(made += 1)}_${Date.now()}`;
  return copied(port, name, TEMPLATE);
}

/** A copy has the rows and rights of all that is in the database, and not the rights to the database itself. */
async function copied(port: number, name: string, from: string): Promise<FreshDatabase> {
  await administer(port, `CREATE DATABASE ${name} TEMPLATE ${from}`);
  await administer(port, `GRANT CREATE, TEMPORARY, CONNECT ON DATABASE ${name} TO ${ROLES.owner.name}, ${ROLES.queue.name}`);
  await administer(port, `GRANT TEMPORARY ON DATABASE ${name} TO ${ROLES.engine.name}`);
  return {
    url: await postgresUrl(dataDir(), port, name),
    drop: async () => void (await administer(port, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

/** Another database with everything that this one has, on the same server. Nobody may be connected to this one meanwhile. */
export async function copyOfDatabase({ url }: FreshDatabase): Promise<FreshDatabase> {
  const port = await server();
  const name = `spec_${process.pid}_${(made += 1)}_${Date.now()}`;
  return copied(port, name, new URL(url).pathname.slice(1));
}

/** The tables as the server's own superuser has them, whom no policy holds. */
export const openDatabase = async (url: string, keys = TEST_KEYS): Promise<DataSource> => useKeys(await new DataSource(dataSourceOptions(url)).initialize(), keys);

let made = 0;

function dataDir(): string {
  const folder = process.env.TEST_DATA_DIR;
  if (!folder) throw new Error('TEST_DATA_DIR is not set: jest.config.js names global-setup.js');
  return folder;
}

async function server(): Promise<number> {
  const running = runningPostgres(dataDir());
  if (running) return running.port;
  const port = await freePort('127.0.0.1');
  await startServer(await prepareServer(dataDir(), false), port);
  return port;
}

async function makeTemplate(port: number): Promise<void> {
  const [found] = await administer(port, `SELECT FROM pg_database WHERE datname = '${TEMPLATE}'`);
  if (found) return;
  await administer(port, 'CREATE DATABASE unfinished');
  await prepareTables(await postgresUrl(dataDir(), port, 'unfinished'), TEST_KEYS);
  await administer(port, `ALTER DATABASE unfinished RENAME TO ${TEMPLATE}`);
}

async function administer(port: number, statement: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: await postgresUrl(dataDir(), port, 'postgres') });
  await client.connect();
  try {
    return (await client.query<object>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Jest's workers are processes: making a folder succeeds for one of them at a time. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const lock = join(dataDir(), 'one-at-a-time');
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await wait(50);
    }
  }
  try {
    return await work();
  } finally {
    await rmdir(lock);
  }
}
