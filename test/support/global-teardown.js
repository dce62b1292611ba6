import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Ends the run's PostgreSQL, if any spec started it. */
export default async function globalTeardown() {
  const dataDir = process.env.TEST_DATA_DIR;
  const pid = Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => ''), 10);
  // SIGQUIT is PostgreSQL's immediate shutdown: nothing in it is worth keeping.
  if (pid) process.kill(pid, 'SIGQUIT');
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
