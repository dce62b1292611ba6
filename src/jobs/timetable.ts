import type { JobName } from './queues.js';

/** How often a job runs, in real time. */
export type Repeat = { every: number } | { pattern: string; tz: 'Europe/London' };

/** The jobs that nobody asks for. */
export const TIMETABLE: Partial<Record<JobName, Repeat>> = {
  // Whatever becomes due is in the ledger at the latest a second later.
  'run-clock': { every: 1_000 },
  'sweep-messages': { every: 5_000 },
  'seal-audit': { every: 5_000 },
  // Begun by pages, whose process has no queues.
  'do-long-work': { every: 2_000 },
  // One measure and term a time, so that a process that ends waits for no more than that; mostly there is none.
  'publish-figures': { every: 5_000 },
  'forget-expired': { pattern: '30 2 * * *', tz: 'Europe/London' },
  'check-contacts': { pattern: '45 2 * * *', tz: 'Europe/London' },
  'derive-all': { pattern: '0 3 * * *', tz: 'Europe/London' },
};
