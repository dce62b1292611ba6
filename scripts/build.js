// npm run build: compiles src to dist where dist is not what src says; prints nothing when it works.
// The new dist takes the old one's place whole, and one build runs at a time, so nobody ever runs half a build.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = 'dist/.built-from';
const LOCK = 'node_modules/.building';
const COMPILE = ['node_modules/@swc/cli/bin/swc.js', 'src', '-d', 'dist.new', '--strip-leading-paths', '--ignore', '**/*.spec.ts', '-q'];

/** Builds if needed; exits with 1 and the compiler's words when src does not compile. */
export async function build() {
  process.chdir(ROOT);
  if (isBuilt()) return;
  await takeLock();
  try {
    if (!isBuilt()) compile();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function compile() {
  const from = fingerprint();
  rmSync('dist.new', { recursive: true, force: true });
  const { status, stdout, stderr, error } = spawnSync(process.execPath, COMPILE, { encoding: 'utf8' });
  if (status !== 0) {
    process.stderr.write(`Learner Support could not be built. If node_modules is not complete, run npm ci.\n${error ?? ''}${stdout}${stderr}`);
    rmSync(LOCK, { force: true });
    process.exit(1);
  }
  writeFileSync('dist.new/.built-from', from);
  rmSync('dist.old', { recursive: true, force: true });
  if (statSync('dist', { throwIfNoEntry: false })) renameSync('dist', 'dist.old');
  renameSync('dist.new', 'dist');
  rmSync('dist.old', { recursive: true, force: true });
}

async function takeLock() {
  for (;;) {
    try {
      return writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isLeftBehind()) rmSync(LOCK, { force: true });
    else await wait(50);
  }
}

/** A build that was interrupted leaves its lock. */
function isLeftBehind() {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')) || process.pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function isBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

/** Changes when a source file or the compiler's settings change, or a file comes or goes. */
function fingerprint() {
  const sources = readdirSync('src', { recursive: true }).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  const changed = ['.swcrc', 'package.json', ...sources.map((name) => `src/${name}`)].map((name) => statSync(name).mtimeMs);
  return `${changed.length} files, the newest of ${Math.max(...changed)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
