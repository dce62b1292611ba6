/** One measured thing beside its peer, both as how many a second. */
export interface BenchRow {
  name: string;
  unit: string;
  perSecond: number;
  peer: string;
  peerPerSecond: number;
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

export function describeRow(row: BenchRow): string {
  const rate = (value: number) => Math.round(value).toLocaleString('en-GB').padStart(12);
  return [
    `${row.name}: ${(row.perSecond / row.peerPerSecond).toFixed(2)} of its peer`,
    `  ${rate(row.perSecond)} ${row.unit}/s`,
    `  ${rate(row.peerPerSecond)} ${row.unit}/s  ${row.peer}`,
  ].join('\n');
}
