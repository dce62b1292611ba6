import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The built product in a folder of its own, so that a build beside it changes nothing under running processes. */
export async function buildProduct(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'learner-support-product-'));
  for (const name of ['node_modules', 'views', 'public', 'package.json']) await symlink(join(process.cwd(), name), join(folder, name));
  const swc = join(process.cwd(), 'node_modules', '.bin', 'swc');
  await promisify(execFile)(swc, ['src', '-d', join(folder, 'dist'), '--strip-leading-paths', '--ignore', '**/*.spec.ts', '-q']);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

const READY = 'Learner Support is ready';

/** A process of the product that is started again whenever it ends, as a container's would be. */
export class KeptRunning {
  /** Ends that nobody asked for, after it was ready: what it said then. */
  readonly failures: string[] = [];
  /** What it has said since it was last started. */
  said = '';
  kills = 0;
  ready = false;
  private child: ChildProcess | undefined;
  private stopped = false;

  constructor(
    private readonly folder: string,
    private readonly flags: string[],
    private readonly env: Record<string, string>,
  ) {
    this.start();
  }

  async untilReady(): Promise<void> {
    while (!this.ready) await wait(50);
  }

  kill(): void {
    this.kills += 1;
    this.child?.kill('SIGKILL');
  }

  /** Ends it as Ctrl-C would and answers its exit code. */
  async stop(): Promise<number | null> {
    this.stopped = true;
    const { child } = this;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((exited) => child.once('close', exited));
    child.kill('SIGINT');
    return ended;
  }

  private start(): void {
    const child = spawn(process.execPath, ['--enable-source-maps', join(this.folder, 'dist', 'main.js'), ...this.flags], { cwd: this.folder, env: { PATH: process.env.PATH, ...this.env } });
    this.child = child;
    this.ready = false;
    this.said = '';
    child.stdout.on('data', (text: Buffer) => {
      this.said += text.toString();
      this.ready ||= this.said.includes(READY);
    });
    child.stderr.on('data', (text: Buffer) => (this.said += text.toString()));
    child.once('close', (code, signal) => {
      if (this.stopped) return;
      if (signal !== 'SIGKILL' && this.ready) this.failures.push(`${this.flags.join(' ')} ended with ${code ?? signal}: ${this.said.slice(-2_000)}`);
      this.ready = false;
      setTimeout(() => this.stopped || this.start(), 200);
    });
  }
}
