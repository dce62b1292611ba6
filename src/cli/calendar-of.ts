import { existsSync } from 'node:fs';
import pg from 'pg';
import { loadCalendar } from '../bank-holidays/load-calendar.js';
import type { Config } from '../config.js';
import { urlFor } from '../database/roles.js';
import { clusterFolder } from '../database/running-postgres.js';
import { ENGLAND, type Calendar } from '../domain/time/working-days.js';
import { StartError } from '../start-error.js';
import { withDatabase } from './with-database.js';

/**
 * The calendar that questions to the law are answered by: the installation's where there is a database, with what its administrators added; else the published one. It
 * makes and changes nothing. Throws a StartError where the database is there and cannot be read: the published calendar may be wrong then.
 */
export async function calendarOf(config: Config): Promise<Calendar> {
  if (!config.databaseUrl && !existsSync(clusterFolder(config.dataDir))) return ENGLAND;
  return withDatabase(config, async ({ databaseUrl, keys }) => {
    const prepared = await asked(databaseUrl, async (client) => (await client.query<{ there: boolean }>(`SELECT to_regclass('public.calendar_addition') IS NOT NULL AS there`)).rows[0]?.there);
    if (!prepared) return ENGLAND;
    return asked(urlFor('worker', databaseUrl, keys), (client) => loadCalendar({ query: async <T>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as T }));
  });
}

async function asked<T>(connectionString: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    return await ask(client);
  } catch (error) {
    throw new StartError(`The bank holidays of the installation cannot be read: ${(error as Error).message}. See that DATABASE_URL and KEYS_FILE are those of the running installation.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
