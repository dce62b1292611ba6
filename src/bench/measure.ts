/** One measured thing beside its peer, both as how many a second. */
export interface BenchRow {
  name: string;
  unit: string;
  perSecond: number;
  peer: string;
  peerPerSecond: number;
  /** How many times its peer's time it may take. */
  atMost?: number;
}

/** The median rate of `runs` runs, each of which answers how many it did; the first run warms up and is not counted, nor is what prepares one. */
export async function medianRate(runs: number, work: () => Promise<number> | number, prepare?: () => Promise<unknown>): Promise<number> {
  const rates: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    await prepare?.();
    const from = performance.now();
    const count = await work();
    if (run > 0) rates.push((count / (performance.now() - from)) * 1000);
  }
  return rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0;
}

/** The median times of two alike works, in milliseconds, done by turns, so that a busy machine is as busy for one as for the other; the first turns warm up and are not counted. */
export async function medianTimes(turns: number, warmUps: number, works: readonly [() => Promise<unknown>, () => Promise<unknown>]): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn < warmUps + turns; turn += 1) {
    for (const which of [0, 1] as const) {
      const from = performance.now();
      await works[which]();
      if (turn >= warmUps) times[which].push(performance.now() - from);
    }
  }
  const median = (all: number[]): number => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  return [median(times[0]), median(times[1])];
}

/** Whether it took more of its peer's time than it may. */
export const isTooSlow = ({ perSecond, peerPerSecond, atMost }: BenchRow): boolean => atMost !== undefined && peerPerSecond / perSecond > atMost;

export function describeRow(row: BenchRow): string {
  const rate = (value: number) => Math.round(value).toLocaleString('en-GB').padStart(12);
  const cost = `${(row.peerPerSecond / row.perSecond).toFixed(2)} times the time of its peer`;
  return [
    row.atMost === undefined ? `${row.name}: ${(row.perSecond / row.peerPerSecond).toFixed(2)} of its peer` : `${row.name}: ${cost}, at most ${row.atMost}${isTooSlow(row) ? ': TOO SLOW' : ''}`,
    `  ${rate(row.perSecond)} ${row.unit}/s`,
    `  ${rate(row.peerPerSecond)} ${row.unit}/s  ${row.peer}`,
  ].join('\n');
}
