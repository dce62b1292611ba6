import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StartError } from '../start-error.js';
import { dataDirOwner, lockDataDir } from './data-dir-lock.js';
import { processIdentity } from './process-identity.js';

describe('the lock of the data folder', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'learner-support-lock-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));
  const lockOf = (owner: object) => writeFile(join(dataDir, 'lock'), JSON.stringify(owner));

  it('lets one in, and tells the next who has it', async () => {
    const lock = await lockDataDir(dataDir);
    await expect(lockDataDir(dataDir)).rejects.toThrow(`runs on ${dataDir} as process ${process.pid}.`);
    expect(await dataDirOwner(dataDir)).toBe(process.pid);
    await lock.release();
    expect(existsSync(join(dataDir, 'lock'))).toBe(false);
    await (await lockDataDir(dataDir)).release();
  });

  it('lets exactly one of many in at the same instant, also over a dead owner’s lock', async () => {
    await lockOf({ pid: 999_999_999, identity: 'started-1' });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataDir(dataDir)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(StartError);
    expect(readdirSync(dataDir)).toEqual(['lock']);
  });

  it('goes over from a killed owner', async () => {
    const owner = spawn('sleep', ['60']);
    const pid = owner.pid ?? 0;
    await lockOf({ pid, identity: processIdentity(pid) });
    expect(await dataDirOwner(dataDir)).toBe(pid);
    const gone = new Promise((exited) => owner.once('exit', exited));
    owner.kill('SIGKILL');
    await gone;
    await (await lockDataDir(dataDir)).release();
  });

  it('is not held by a later process that was given the dead owner’s number', async () => {
    await lockOf({ pid: process.pid, identity: 'started-1' });
    await (await lockDataDir(dataDir)).release();
  });

  it('is not held by a file that says nothing', async () => {
    await writeFile(join(dataDir, 'lock'), '');
    await (await lockDataDir(dataDir)).release();
  });
});
