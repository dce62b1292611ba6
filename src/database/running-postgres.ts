import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processIdentity } from './process-identity.js';

export interface RunningPostgres {
  pid: number;
  port: number;
  state: 'starting' | 'stopping' | 'ready' | 'standby';
}

/** The user and the database of the embedded server. */
export const EMBEDDED_NAME = 'learner_support';

/** Where the server's own files lie, and the password of its one user. */
export const clusterFolder = (dataDir: string) => join(dataDir, 'postgres');
export const passwordFile = (dataDir: string) => join(dataDir, 'postgres-password');
const pidFile = (dataDir: string) => join(clusterFolder(dataDir), 'postmaster.pid');

/** The server that runs on the files of `dataDir`, or undefined when none does. */
export function runningPostgres(dataDir: string): RunningPostgres | undefined {
  // https://www.postgresql.org/docs/18/storage-file-layout.html: pid, folder, start, port, socket, address, memory, state.
  const lines = readLines(pidFile(dataDir));
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || !isServerOf(dataDir, pid)) return undefined;
  return { pid, port, state: (lines[7] ?? 'starting') as RunningPostgres['state'] };
}

/** The URL of the database that runs in `dataDir`, or undefined when none does or it is not ready yet. */
export async function runningPostgresUrl(dataDir: string): Promise<string | undefined> {
  const server = runningPostgres(dataDir);
  return server?.state === 'ready' ? postgresUrl(dataDir, server.port) : undefined;
}

/** The URL of a database of the embedded server of `dataDir` that listens on `port`. */
export async function postgresUrl(dataDir: string, port: number, database = EMBEDDED_NAME): Promise<string> {
  const password = (await readFile(passwordFile(dataDir), 'utf8')).trim();
  return `postgres://${EMBEDDED_NAME}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Removes what a killed server has left, so that the next one starts. PostgreSQL does so itself, but takes any process
 * that now has the old number, or a zombie, for the old server. Its orphaned children are given time to end.
 */
export async function clearDeadServer(dataDir: string): Promise<void> {
  if (process.platform !== 'linux' || readLines(pidFile(dataDir)).length === 0) return;
  const folder = realpathSync(clusterFolder(dataDir));
  for (let tries = 0; tries < 100 && worksIn(folder); tries += 1) await wait(100);
  if (!worksIn(folder)) await rm(pidFile(dataDir), { force: true });
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').map((line) => line.trim());
  } catch {
    return [];
  }
}

function isServerOf(dataDir: string, pid: number): boolean {
  if (processIdentity(pid) === undefined) return false;
  if (process.platform !== 'linux') return true;
  return workingFolder(String(pid)) === realpathSync(clusterFolder(dataDir));
}

const worksIn = (folder: string) =>
  readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && workingFolder(entry) === folder && processIdentity(Number(entry)) !== undefined);

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
