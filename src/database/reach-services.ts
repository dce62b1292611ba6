import { Redis } from 'ioredis';
import pg from 'pg';
import { StartError } from '../start-error.js';

const WAIT_MS = 10_000;
/** PostgreSQL 15, the oldest release that its makers still mend. */
const OLDEST_POSTGRES = 150_000;

/**
 * Throws a StartError when the PostgreSQL at `url` cannot be reached, refuses the sign-in or is too old. The sentence
 * names host and database, never the password.
 */
export async function reachPostgres(url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: WAIT_MS });
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; version: string }>(
      "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version",
    );
    if (Number(rows[0]?.number) < OLDEST_POSTGRES)
      throw new Error(`it is PostgreSQL ${rows[0]?.version}, and version 15 or later is needed`);
  } catch (error) {
    throw new StartError(`The database ${pathname.slice(1)} at ${host} cannot be used: ${said(error)}. Check DATABASE_URL and that the server runs.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Throws a StartError when the Redis at `url` cannot be reached or refuses the sign-in. */
export async function reachRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: WAIT_MS, maxRetriesPerRequest: 0, retryStrategy: () => null });
  let heard: unknown;
  redis.on('error', (error) => (heard = error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw new StartError(`The queues at ${new URL(url).host} cannot be used: ${said(heard ?? error)}. Check REDIS_URL and that the server runs.`);
  } finally {
    redis.disconnect();
  }
}

function said(error: unknown): string {
  if (error instanceof AggregateError) return said(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
