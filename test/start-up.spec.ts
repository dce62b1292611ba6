import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { runningPostgres, runningPostgresUrl } from '../src/database/running-postgres.js';

interface Run {
  child: ChildProcess;
  output: () => string;
  complaint: () => string;
  /** The exit code, or null when a signal ended it. */
  ended: Promise<number | null>;
}

/** `npm start` as a person starts it, in a process group of its own, as a terminal does. */
function npmStart(env: Record<string, string>, ...flags: string[]): Run {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|DATABASE_|REDIS_|SMTP_|NODE_OPTIONS)/.test(name)));
  const child = spawn('npm', ['--silent', 'start', '--', ...flags], { detached: true, env: { ...clean, PORT: '0', ...env } });
  const texts = { output: '', complaint: '' };
  child.stdout.on('data', (text: Buffer) => (texts.output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (texts.complaint += text.toString()));
  const ended = new Promise<number | null>((exited) => child.once('close', exited));
  return { child, output: () => texts.output, complaint: () => texts.complaint.replace(/^npm warn .*\n/gm, ''), ended };
}

async function ready(run: Run): Promise<string> {
  for (;;) {
    const address = /^ +Address +(\S+)$/m.exec(run.output())?.[1];
    if (address && run.output().includes('Ctrl-C')) return address;
    if (run.child.exitCode !== null) throw new Error(`it did not start: ${run.output()}${run.complaint()}`);
    await wait(50);
  }
}

/** Sends a signal to everything in the run's process group, which is what Ctrl-C in a terminal does. */
const toGroup = ({ child }: Run, signal: NodeJS.Signals) => process.kill(-(child.pid ?? 0), signal);

/** The processes that have to do with a data folder: named in their environment, or at work in it. */
function processesOn(dataDir: string): string[] {
  const about = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(dataDir) || readlinkSync(`/proc/${pid}/cwd`).startsWith(dataDir);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && about(entry));
}

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'learner-support-start-'));
});
afterEach(() => {
  for (const pid of processesOn(parent)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch (error) {
      // It ended by itself between the list and the signal.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
});
afterAll(async () => {
  await rm(parent, { recursive: true, force: true, maxRetries: 10 });
});

describe('npm start on a bare machine', () => {
  let dataDir: string;
  const rows = async (sql: string) => {
    const client = new pg.Client({ connectionString: await runningPostgresUrl(dataDir) });
    await client.connect();
    const result = await client.query<Record<string, unknown>>(sql);
    await client.end();
    return result.rows;
  };
  beforeAll(() => {
    dataDir = join(parent, 'data');
  });

  it('is ready, says how soon,  where, for what and who can sign in, and stops cleanly at Ctrl-C', async () => {
    const run = npmStart({ DATA_DIR: dataDir });
    const address = await ready(run);
    await rows('CREATE SCHEMA kept; CREATE TABLE kept.by_the_first_start AS SELECT 4711 AS number');
    expect(Number(/ready in ([\d.]+) s/.exec(run.output())?.[1])).toBeGreaterThan(0);
    expect(run.output()).toMatch(/Installation +training/);
    const signIns = JSON.parse(readFileSync(join(dataDir, 'sample-sign-ins.json'), 'utf8')) as Record<string, string>[];
    expect(signIns.length).toBeGreaterThan(0);
    for (const { email, password } of signIns) expect(run.output()).toMatch(new RegExp(`${email} +${password}`));
    expect((await fetch(address)).status).toBeLessThan(400);
    toGroup(run, 'SIGINT');
    expect(await run.ended).toBe(0);
    expect(processesOn(dataDir)).toEqual([]);
  });

  it('keeps the data at the second start, and stops cleanly when npm is told to end', async () => {
    const run = npmStart({ DATA_DIR: dataDir });
    await ready(run);
    expect(await rows('SELECT number FROM kept.by_the_first_start')).toEqual([{ number: 4711 }]);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(processesOn(dataDir)).toEqual([]);
  });

  it('starts again after everything was killed at once', async () => {
    const killed = npmStart({ DATA_DIR: dataDir });
    await ready(killed);
    for (const pid of processesOn(dataDir)) process.kill(Number(pid), 'SIGKILL');
    await killed.ended;
    const run = npmStart({ DATA_DIR: dataDir });
    await ready(run);
    expect(await rows('SELECT number FROM kept.by_the_first_start')).toEqual([{ number: 4711 }]);
    toGroup(run, 'SIGINT');
    expect(await run.ended).toBe(0);
  });

  it('stops cleanly while it is still starting', async () => {
    const fresh = join(parent, 'interrupted');
    const run = npmStart({ DATA_DIR: fresh });
    while (!run.output().includes('Starting')) await wait(20);
    toGroup(run, 'SIGINT');
    expect(await run.ended).toBe(0);
    expect(processesOn(fresh)).toEqual([]);
  });

  it('ends at once at a second Ctrl-C when something does not let it stop', async () => {
    const run = npmStart({ DATA_DIR: dataDir });
    await ready(run);
    const { pid = 0 } = runningPostgres(dataDir) ?? {};
    process.kill(pid, 'SIGSTOP');
    toGroup(run, 'SIGINT');
    while (!run.output().includes('Stopping')) await wait(20);
    // A repeat within a second is the same Ctrl-C, passed on by npm.
    await wait(1_500);
    toGroup(run, 'SIGINT');
    // It would be 0 had it stopped in order.
    expect(await run.ended).toBe(1);
    process.kill(pid, 'SIGCONT');
  });
});

describe('npm start refuses with one clear sentence', () => {
  const refusal = async (run: Run) => ({ code: await run.ended, lines: run.complaint().trim().split('\n') });

  it('when another one runs on the same folder, naming its process', async () => {
    const dataDir = join(parent, 'shared');
    const first = npmStart({ DATA_DIR: dataDir });
    await ready(first);
    const { code, lines } = await refusal(npmStart({ DATA_DIR: dataDir }));
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^Learner Support already runs on .*shared as process \d+\. Stop it first, /)]);
    toGroup(first, 'SIGINT');
    expect(await first.ended).toBe(0);
  });

  it('when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    const { port } = other.address() as AddressInfo;
    const dataDir = join(parent, 'port');
    const { code, lines } = await refusal(npmStart({ DATA_DIR: dataDir, PORT: String(port) }));
    other.close();
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(`^Port ${port} on 127.0.0.1 is taken by another program\\. `)]);
    expect(processesOn(dataDir)).toEqual([]);
  });

  it('when the configuration is wrong: every fault, one a line', async () => {
    const { code, lines } = await refusal(npmStart({ PORT: 'http', DATABASE_URL: 'mysql://host/db' }, '--fast'));
    expect(code).toBe(2);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', '--fast']);
  });

  it('when the database or the queues cannot be reached', async () => {
    const nobody = { DATA_DIR: join(parent, 'unreachable'), DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/db' };
    const { code, lines } = await refusal(npmStart(nobody));
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^The database db at 127\.0\.0\.1:1 cannot be used: .*Check DATABASE_URL/)]);
    expect(lines[0]).not.toContain('secret');
  });
});
