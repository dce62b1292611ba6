import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../start-error.js';
import { freePort } from './free-port.js';
import { prepareServer, startServer, stopServer, type PostgresServer } from './postgres-server.js';
import { EMBEDDED_NAME, postgresUrl, runningPostgres } from './running-postgres.js';

export interface EmbeddedPostgresOptions {
  /** The folder for the server's files; made if absent. One application per folder: take its lock first. */
  dataDir: string;
  /** False: no fsync, for tests alone. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  url: string;
  /** Rolls open transactions back and ends the server; its files stay. */
  stop(): Promise<void>;
}

const LOCALHOST = '127.0.0.1';
const WATCH_EVERY_MS = 500;
const PORT_TRIES = 5;

/**
 * Starts the embedded PostgreSQL of `dataDir`, making it the first time, or adopts the server that an application that
 * was killed has left running there. Until `stop`, a server that dies is started again on the same port.
 * Throws a StartError with what to do when it cannot run.
 */
export async function startEmbeddedPostgres({ dataDir, durable = true }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const server = await prepareServer(resolve(dataDir), durable);
  const port = (await adoptServer(server.dataDir)) ?? (await startOnFreePort(server));
  await makeDatabase(await postgresUrl(server.dataDir, port, 'postgres'));
  const watch = watchOver(server, port);
  let stopped: Promise<void> | undefined;
  return {
    url: await postgresUrl(server.dataDir, port),
    stop: () => (stopped ??= watch.end().then(() => (runningPostgres(server.dataDir) ? stopServer(server) : undefined))),
  };
}

async function adoptServer(dataDir: string): Promise<number | undefined> {
  for (;;) {
    const running = runningPostgres(dataDir);
    if (!running) return undefined;
    if (running.state === 'ready') return running.port;
    await wait(100);
  }
}

async function startOnFreePort(server: PostgresServer): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort(LOCALHOST);
    try {
      await startServer(server, port);
      return port;
    } catch (error) {
      // Somebody else may have taken the port in the meantime.
      if (tries === PORT_TRIES || !(await isTaken(port))) throw error;
    }
  }
}

const isTaken = (port: number) => freePort(LOCALHOST, port).then(() => false, () => true);

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [EMBEDDED_NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${EMBEDDED_NAME}`);
  } catch (error) {
    throw new StartError(`The embedded database does not let the application in: ${(error as Error).message}`);
  } finally {
    await client.end();
  }
}

function watchOver(server: PostgresServer, port: number): { end(): Promise<void> } {
  let looking = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy || runningPostgres(server.dataDir)) return;
    busy = true;
    looking = startServer(server, port)
      // It is tried again at the next look; until then every query fails by itself.
      .catch(() => undefined)
      .finally(() => (busy = false));
  }, WATCH_EVERY_MS);
  timer.unref();
  return {
    end: () => {
      clearInterval(timer);
      return looking;
    },
  };
}
