import { outsideTransaction, type UnitOfWork } from '../database/unit-of-work.js';
import type { Progress } from './progress.js';

/** How far it is, is written down at most this often. */
const WRITE_EVERY_MS = 1_000;

/** Thrown out of the work once somebody has cancelled it. */
export class Cancelled extends Error {}

/** Thrown out of the work when its process is to end: another begins it again. */
export class Stopped extends Error {}

const HOW_FAR_SQL = 'UPDATE long_work SET done = $2, total = $3 WHERE id = $1 RETURNING cancel_asked_at IS NOT NULL AS cancelled';

/**
 * Writes how far a piece of work is, in transactions beside its own so that others see it meanwhile, and breaks it off where it was
 * cancelled, or where this process is to end. `total` is how many there were, as it said last; not each is written down.
 */
export function watched(unitOfWork: UnitOfWork, id: number, isStopping: () => boolean): { progress: Progress; total(): number } {
  let writtenAt = -Infinity;
  let last = 0;
  const progress: Progress = async (done, total) => {
    if (isStopping()) throw new Stopped();
    last = total;
    if (performance.now() - writtenAt < WRITE_EVERY_MS) return;
    writtenAt = performance.now();
    const [[row]] = await outsideTransaction(() => unitOfWork.run(({ manager }) => manager.query<[{ cancelled: boolean }[], number]>(HOW_FAR_SQL, [id, done, total])));
    if (row?.cancelled) throw new Cancelled();
  };
  return { progress, total: () => last };
}
