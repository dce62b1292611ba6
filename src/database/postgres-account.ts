import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { StartError } from '../start-error.js';

/** Runs a program under the account that the database server runs under. */
export interface PostgresAccount {
  run(program: string, args: readonly string[]): Promise<void>;
  /** Gives a file or folder to that account. */
  give(path: string): void;
}

const execute = promisify(execFile);
// Not the caller's environment: PGPORT, PGDATA, LC_ALL and the like would change what the programs do.
const ENVIRONMENT = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' };

/**
 * The account for a server whose files lie in `folder`: whoever runs this process, or, because PostgreSQL refuses to run
 * as root, for root the user `postgres`, who is made if absent. `program` is the server's binary.
 * Throws a StartError when that account cannot reach both.
 */
export function postgresAccount(folder: string, program: string): PostgresAccount {
  if (process.getuid?.() !== 0) return { run: (binary, args) => runWith([binary, ...args], {}), give: () => undefined };
  const { uid, gid } = ownerOf(folder) ?? postgresUser();
  const give = (path: string) => chownSync(path, uid, gid);
  const reaches = spawnSync(program, ['--version'], { uid, gid, cwd: '/' }).status === 0 && spawnSync('test', ['-x', folder], { uid, gid, cwd: '/' }).status === 0;
  if (reaches) return { run: (binary, args) => runWith([binary, ...args], { uid, gid }), give };
  // A folder above is closed to others (mode 0700, as root's home is). util-linux can give the server, and nothing else
  // of root's powers, the right to pass through.
  const passThrough = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  if (spawnSync(passThrough[0] ?? '', [...passThrough.slice(1), program, '--version'], { cwd: '/' }).status === 0)
    return { run: (binary, args) => runWith([...passThrough, binary, ...args], {}), give };
  throw new StartError(
    `PostgreSQL does not run as root, and the user postgres may not enter ${folder} or ${program}. Start as an ordinary user, or put both below folders that others may enter (chmod o+x).`,
  );
}

/** Files that an ordinary user's server made stay that user's. */
function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}

function postgresUser(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    spawnSync('groupadd', ['--system', 'postgres']);
    spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '-g', 'postgres', 'postgres']);
  }
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    throw new StartError('PostgreSQL does not run as root, and a user postgres could not be made. Start as an ordinary user, or give a PostgreSQL of your own with DATABASE_URL.');
  }
}

async function runWith(command: readonly string[], account: { uid?: number; gid?: number }): Promise<void> {
  const [program = '', ...args] = command;
  await execute(program, args, { ...account, cwd: '/', env: ENVIRONMENT, windowsHide: true });
}
