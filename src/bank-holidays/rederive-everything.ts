import type { EntityManager } from 'typeorm';
import type { DutiesService } from '../duties/duties.service.js';
import { SUBJECTS, type SubjectId } from '../duties/subjects.js';
import type { Progress } from '../long-work/progress.js';
import type { OpenDate } from '../settings/setting-effect.js';

const AT_A_TIME = 200;

/** How many cases there are, whose dates all go by the bank holidays. */
export async function countAllCases(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>('SELECT count(*)::int AS count FROM young_person');
  return row?.count ?? 0;
}

/**
 * Derives every case, provider and authority again, in the running transaction. What is open and keeps its date may still be raised on another day, which the
 * clock finds: it looks at all of it once.
 */
export async function rederiveEverything(manager: EntityManager, duties: DutiesService, now: Date, progress: Progress): Promise<void> {
  const all = [];
  for (const subject of SUBJECTS) {
    const rows = await manager.query<{ id: SubjectId }[]>(`SELECT ${subject.idColumn} AS id FROM ${subject.table} ORDER BY 1`);
    all.push({ subject, ids: rows.map(({ id }) => id) });
  }
  const total = all.reduce((sum, { ids }) => sum + ids.length, 0);
  let done = 0;
  for (const { subject, ids } of all) {
    for (let from = 0; from < ids.length; from += AT_A_TIME) {
      await progress(done, total);
      const part = ids.slice(from, from + AT_A_TIME);
      await duties.rederiveSubjects(subject, part);
      done += part.length;
    }
  }
  await manager.query(`UPDATE duty SET next_action_at = $1 WHERE outcome = 'open' AND next_action_at > $1`, [now]);
  await progress(total, total);
}

/** From when each open duty of the installation counts as missed. */
export const allOpenDates = (manager: EntityManager): Promise<OpenDate[]> => manager.query<OpenDate[]>(`SELECT key, missed_from AS "missedFrom" FROM duty WHERE outcome = 'open'`);
