import { randomUUID } from 'node:crypto';
import { access, constants, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../start-error.js';
import { processIdentity } from './process-identity.js';

interface Owner {
  pid: number;
  /** Tells the owner from a later process with the same number. */
  identity: string;
}

export interface DataDirLock {
  release(): Promise<void>;
}

/**
 * Takes the folder `dataDir` for this process. The lock of a process that has died is taken over.
 * Throws a StartError that names the owner's process id when another running process has the folder.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const path = lockPath(dataDir);
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) ?? '' });
  // Written whole and linked into place, so that nobody ever reads half a lock.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, mine);
  try {
    for (;;) {
      try {
        await link(draft, path);
        return { release: () => release(path, mine) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = await dataDirOwner(dataDir);
      if (owner !== undefined)
        throw new StartError(
          `Learner Support already runs on ${dataDir} as process ${owner}. Stop it first, or give this one a folder of its own with DATA_DIR.`,
        );
      await setStaleLockAside(dataDir);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** The process id of the running application that has `dataDir`, or undefined when nobody has it. */
export async function dataDirOwner(dataDir: string): Promise<number | undefined> {
  const owner = await readOwner(lockPath(dataDir));
  return owner && processIdentity(owner.pid) === owner.identity ? owner.pid : undefined;
}

const lockPath = (dataDir: string) => join(dataDir, 'lock');

/** Makes `dataDir` if it is absent. Throws a StartError when this process cannot write there. */
export async function makeDataDir(dataDir: string): Promise<void> {
  try {
    // Others may pass through (the database's own user has to), not look around.
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(`The folder ${dataDir} cannot be written to (${code}). Make it writable, or give another with DATA_DIR.`);
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

async function setStaleLockAside(dataDir: string): Promise<void> {
  const path = lockPath(dataDir);
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    const owner = await readOwner(aside);
    // Between looking and renaming somebody may have taken the stale lock over: that one goes back.
    if (owner && processIdentity(owner.pid) === owner.identity) await link(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function release(path: string, mine: string): Promise<void> {
  const held = await readFile(path, 'utf8').catch(() => '');
  if (held === mine) await rm(path, { force: true });
}
