import { setTimeout as wait } from 'node:timers/promises';
import type { Config, RunConfig } from '../config.js';
import { dataDirOwner, lockDataDir, makeDataDir } from '../database/data-dir-lock.js';
import { startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { reachPostgres } from '../database/reach-services.js';
import { runningPostgresUrl } from '../database/running-postgres.js';
import { readKeys } from '../keys/key-file.js';
import { StartError } from '../start-error.js';

const STARTING_WITHIN_MS = 20_000;

/**
 * Does `work` with a database: the one of DATABASE_URL; else the embedded one of the application that runs on DATA_DIR;
 * else the embedded one, started for this work alone. Throws a StartError when there is none to be had.
 */
export async function withDatabase<T>(config: Config, work: (config: RunConfig) => Promise<T>): Promise<T> {
  await makeDataDir(config.dataDir);
  const keys = await readKeys(config.keysFile, !config.keysGiven);
  if (config.databaseUrl) {
    await reachPostgres(config.databaseUrl);
    const { databaseUrl } = config;
    return untilSignal(NOTHING, () => work({ ...config, databaseUrl, keys }));
  }
  if ((await dataDirOwner(config.dataDir)) !== undefined) {
    const databaseUrl = await urlOfStarting(config.dataDir);
    return untilSignal(NOTHING, () => work({ ...config, databaseUrl, keys }));
  }
  const lock = await lockDataDir(config.dataDir);
  try {
    const server = await startEmbeddedPostgres({ dataDir: config.dataDir });
    return await untilSignal(() => server.stop(), () => work({ ...config, databaseUrl: server.url, keys }));
  } finally {
    await lock.release();
  }
}

const NOTHING = (): Promise<void> => Promise.resolve();

/** Does the work, and `end` after it. Ctrl-C and the like end the command at once: its transaction goes with its connection. */
async function untilSignal<T>(end: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    process.stderr.write('\nStopped. What was not finished is not kept.\n');
    void end().then(() => process.exit(1));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await work().catch((error: unknown) => {
      // That it lost its database says nothing more.
      if (stopped) return new Promise<T>(() => undefined);
      throw error;
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await end();
  }
}

/** The application may be starting just now. */
async function urlOfStarting(dataDir: string): Promise<string> {
  for (let waited = 0; waited < STARTING_WITHIN_MS; waited += 100) {
    const url = await runningPostgresUrl(dataDir);
    if (url) return url;
    await wait(100);
  }
  throw new StartError(`Learner Support is starting on ${dataDir} and its database does not answer yet. Try again when it is ready.`);
}
