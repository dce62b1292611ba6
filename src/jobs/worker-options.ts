/** A killed worker's job is found by another after this at most. */
const LOCK_MS = 10_000;

/** How each worker treats its queue. A job that stalled is simply run again: what it does is claimed in the database. */
export const WORKER_OPTIONS = {
  lockDuration: LOCK_MS,
  stalledInterval: LOCK_MS / 2,
  maxStalledCount: 1_000,
  // After the queues' server was away for a moment.
  runRetryDelay: 1_000,
};
