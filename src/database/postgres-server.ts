import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../start-error.js';
import { postgresAccount, type PostgresAccount } from './postgres-account.js';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { postgresSettings } from './postgres-settings.js';
import { clearDeadServer, clusterFolder, EMBEDDED_NAME, passwordFile } from './running-postgres.js';

/** The embedded server's programs and files, and the account it runs under. */
export interface PostgresServer {
  dataDir: string;
  durable: boolean;
  binaries: PostgresBinaries;
  account: PostgresAccount;
}

const START_SECONDS = '120';
const STOP_SECONDS = '20';

/** Finds the programs and makes the server's files the first time; half-made ones of an interrupted first time are made again. */
export async function prepareServer(dataDir: string, durable: boolean): Promise<PostgresServer> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const binaries = await findPostgresBinaries();
  const cluster = clusterFolder(dataDir);
  const made = existsSync(cluster);
  const account = postgresAccount(made ? cluster : dataDir, binaries.postgres);
  const server = { dataDir, durable, binaries, account };
  if (!made) await makeCluster(server);
  if (!existsSync(passwordFile(dataDir)))
    throw new StartError(`${passwordFile(dataDir)} is missing, and without it the database in ${cluster} cannot be opened. Put it back from your backup.`);
  return server;
}

async function makeCluster({ dataDir, durable, binaries, account }: PostgresServer): Promise<void> {
  const unfinished = `${clusterFolder(dataDir)}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  account.give(unfinished);
  await writeFile(passwordFile(dataDir), `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  account.give(passwordFile(dataDir));
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${EMBEDDED_NAME}`, `--pwfile=${passwordFile(dataDir)}`, '--auth=scram-sha-256'];
  const flags = [`--pgdata=${unfinished}`, ...access, ...locale, ...(durable ? [] : ['--no-sync']), '--no-instructions'];
  await account.run(binaries.initdb, flags).catch((error: { stderr?: string; message: string }) => {
    throw new StartError(`The database could not be made in ${dataDir}: ${lastLine(error.stderr) ?? error.message}`);
  });
  await rename(unfinished, clusterFolder(dataDir));
}

/** Starts the server on `port` of this machine and waits until it answers. */
export async function startServer(server: PostgresServer, port: number): Promise<void> {
  const { dataDir, durable, binaries, account } = server;
  const cluster = clusterFolder(dataDir);
  await clearDeadServer(dataDir);
  const settings = join(cluster, 'postgresql.conf');
  const log = join(dataDir, 'postgres.log');
  await writeFile(settings, postgresSettings({ port, durable }));
  await writeFile(log, '', { mode: 0o600 });
  await chmod(log, 0o600);
  account.give(settings);
  account.give(log);
  // As a service of its own (pg_ctl detaches it), so that Ctrl-C ends the application first.
  await account.run(binaries.pgCtl, ['start', '-D', cluster, '-l', log, '-w', '-t', START_SECONDS, '-s']).catch(async () => {
    throw new StartError(`The database in ${cluster} did not start: ${lastLine(await readFile(log, 'utf8')) ?? 'it says nothing'} (${log} has the rest)`);
  });
}

/** Stops the server: open transactions are rolled back, everything else is written first. */
export async function stopServer({ dataDir, durable, binaries, account }: PostgresServer): Promise<void> {
  const stop = (mode: string) => account.run(binaries.pgCtl, ['stop', '-D', clusterFolder(dataDir), '-m', mode, '-w', '-t', STOP_SECONDS, '-s']);
  await stop(durable ? 'fast' : 'immediate').catch(() => stop('immediate'));
}

const lastLine = (text = '') => text.trim().split('\n').at(-1) || undefined;
