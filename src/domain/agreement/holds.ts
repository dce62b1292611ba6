import { CLAUSES, type Clause } from './clauses.js';
import type { Hold } from './duty.js';
import type { RecordFact } from './records.js';

/** Whether a duty can be put on hold: an urgent one cannot wait (EP11, EP11S, EP12, KW8). */
export function canBeHeld(key: string): boolean {
  const [clause = ''] = key.split('/');
  const row = (CLAUSES as Readonly<Record<string, Clause | undefined>>)[clause];
  return row !== undefined && row.urgency !== 'urgent';
}

/** The last hold put on a duty; of several the one that lasts longest. It is kept when it is over: it counts in the figures. One on an urgent duty is none. */
export function holdOn(key: string, records: readonly RecordFact[]): Hold | null {
  const own = !canBeHeld(key) ? [] : records.filter(({ kind, details }) => kind === 'hold' && details.dutyKey === key);
  const last = own.map(({ details }) => String(details.until)).sort().at(-1);
  return last === undefined ? null : { until: last };
}
