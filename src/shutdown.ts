/** The pause in which a repeated signal is the same one: npm passes on what the terminal has already sent. */
const SAME_SIGNAL_MS = 1_000;
const CLOSE_WITHIN_MS = 8_000;

export interface Shutdown {
  /** Names what has to be ended later; the newest is ended first. */
  later(end: () => Promise<unknown>): void;
  /** True from the first signal on. */
  readonly wanted: boolean;
  /** Ends everything, each part within some seconds. */
  end(): Promise<void>;
}

/**
 * Ends the process in order at the first Ctrl-C, SIGTERM or hang-up, with exit code 0; a second one ends it at once with
 * exit code 1.
 */
export function shutdownOnSignal(say: (line: string) => void): Shutdown {
  const ends: (() => Promise<unknown>)[] = [];
  let firstAt: number | undefined;
  let ended: Promise<void> | undefined;
  const shutdown: Shutdown = {
    later: (end) => ends.push(end),
    get wanted() {
      return firstAt !== undefined;
    },
    end: () => (ended ??= endAll(ends, say)),
  };
  const stop = () => {
    const now = performance.now();
    if (firstAt === undefined) {
      firstAt = now;
      say('Stopping; Ctrl-C again ends at once.');
      void shutdown.end().then(() => process.exit(0));
    } else if (now - firstAt > SAME_SIGNAL_MS) process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return shutdown;
}

async function endAll(ends: (() => Promise<unknown>)[], say: (line: string) => void): Promise<void> {
  for (const end of ends.reverse()) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_, tooLate) => {
      timer = setTimeout(() => tooLate(new Error(`not done within ${CLOSE_WITHIN_MS / 1000} s`)), CLOSE_WITHIN_MS);
    });
    await Promise.race([end(), late])
      .catch((error: unknown) => say(`While stopping: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => clearTimeout(timer));
  }
}
