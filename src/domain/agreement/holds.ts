import type { Hold } from './duty.js';
import type { RecordFact } from './records.js';

/** The last hold put on a duty; of several the one that lasts longest. It is kept when it is over: it counts in the figures. */
export function holdOn(key: string, records: readonly RecordFact[]): Hold | null {
  const own = records.filter(({ kind, details }) => kind === 'hold' && details.dutyKey === key);
  const last = own.map(({ details }) => String(details.until)).sort().at(-1);
  return last === undefined ? null : { until: last };
}
