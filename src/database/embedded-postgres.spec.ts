import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { runningPostgres, runningPostgresUrl } from './running-postgres.js';

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  let parent: string;
  let dataDir: string;
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    // mkdtemp makes a folder that nobody else may enter, as root's home is: the server has to work there, too.
    parent = await mkdtemp(join(tmpdir(), 'learner-support-postgres-'));
    dataDir = join(parent, 'data');
  });
  afterAll(async () => {
    await server.stop();
    await rm(parent, { recursive: true });
  });
  const killServer = async () => {
    const { pid } = runningPostgres(dataDir) ?? {};
    if (pid === undefined) throw new Error('no server runs');
    process.kill(pid, 'SIGKILL');
    while (runningPostgres(dataDir)?.pid === pid) await wait(10);
  };

  it('is made at the first start, with a password that others cannot read, and on this machine alone', async () => {
    mkdirSync(join(dataDir, 'postgres.new'), { recursive: true });
    await writeFile(join(dataDir, 'postgres.new/PG_VERSION'), 'from an interrupted first start');
    server = await startEmbeddedPostgres({ dataDir });
    expect(await ask(server.url, 'SHOW listen_addresses')).toBe('127.0.0.1');
    const { mode } = await stat(join(dataDir, 'postgres-password'));
    expect(mode & 0o077).toBe(0);
    const forged = server.url.replace(/:[0-9a-f]+@/, ':guessed@');
    await expect(ask(forged, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('waits for the disk at each commit, sorts the same everywhere, and logs no values', async () => {
    expect(await ask(server.url, 'SHOW fsync')).toBe('on');
    expect(await ask(server.url, 'SHOW synchronous_commit')).toBe('on');
    expect(await ask(server.url, 'SELECT datlocale FROM pg_database WHERE datname = current_database()')).toBe('C.UTF-8');
    await ask(server.url, 'CREATE TABLE kept (id int PRIMARY KEY)');
    await ask(server.url, 'INSERT INTO kept VALUES (4711)');
    await expect(ask(server.url, 'INSERT INTO kept VALUES (4711)')).rejects.toThrow('duplicate');
    expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('4711');
  });

  it('is found by the command line while it runs', async () => {
    expect(await runningPostgresUrl(dataDir)).toBe(server.url);
  });

  it('comes back at the same address, with everything that was committed, when it is killed', async () => {
    await killServer();
    for (let tries = 0; tries < 200 && !(await runningPostgresUrl(dataDir)); tries += 1) await wait(50);
    expect(await runningPostgresUrl(dataDir)).toBe(server.url);
    expect(await ask(server.url, 'SELECT id FROM kept')).toBe(4711);
  });

  it('is adopted by the next application when only the last one was killed', async () => {
    const pid = runningPostgres(dataDir)?.pid;
    const next = await startEmbeddedPostgres({ dataDir });
    expect(next.url).toBe(server.url);
    expect(runningPostgres(dataDir)?.pid).toBe(pid);
    await server.stop();
    await next.stop();
    expect(runningPostgres(dataDir)).toBeUndefined();
  });

  it('starts over a stale process file, also when another process has the number by now', async () => {
    const { uid, gid } = await stat(join(dataDir, 'postgres'));
    const other = spawn('sleep', ['60'], { uid, gid });
    await writeFile(join(dataDir, 'postgres/postmaster.pid'), `${other.pid}\n${dataDir}/postgres\n1\n5432\n\nlocalhost\n  1 1\nready   \n`);
    expect(runningPostgres(dataDir)).toBeUndefined();
    server = await startEmbeddedPostgres({ dataDir });
    other.kill();
    expect(await ask(server.url, 'SELECT id FROM kept')).toBe(4711);
  });

  it('says what to do when its password is gone', async () => {
    await server.stop();
    await rm(join(dataDir, 'postgres-password'));
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/postgres-password is missing.*Put it back from your backup\.$/);
  });
});
