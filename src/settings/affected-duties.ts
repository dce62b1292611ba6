import type { EntityManager } from 'typeorm';
import type { Difference, DutiesService } from '../duties/duties.service.js';
import type { Progress } from '../long-work/progress.js';
import type { OpenDate } from './setting-effect.js';

const AT_A_TIME = 200;

/** How many cases an authority has, whose dates all go by its settings. */
export async function countCases(manager: EntityManager, authorityCode: string): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>('SELECT count(*)::int AS count FROM young_person WHERE home_authority_code = $1', [authorityCode]);
  return row?.count ?? 0;
}

/** A part of the work, in the running transaction or in one of its own. */
type InTurn = <T>(part: () => Promise<T>) => Promise<T>;

/**
 * Derives again everything that goes by an authority's settings: its cases, the providers in its area and those it has signed an agreement with, and itself.
 * Answers how many they were, and how many duties differed.
 */
export async function rederiveAuthority(manager: EntityManager, duties: DutiesService, authorityCode: string, progress: Progress, inTurn: InTurn = (part) => part()): Promise<{ subjects: number; differed: number }> {
  const ids = async (sql: string) => (await manager.query<{ id: number }[]>(sql, [authorityCode])).map(({ id }) => id);
  const cases = await ids('SELECT id FROM young_person WHERE home_authority_code = $1 ORDER BY id');
  const providers = await ids('SELECT id FROM provider WHERE authority_code = $1 OR id IN (SELECT provider_id FROM agreement WHERE authority_code = $1 AND signed_on IS NOT NULL) ORDER BY id');
  const subjects = cases.length + providers.length + 1;
  let [done, differed] = [0, 0];
  const each = async (all: readonly number[], derive: (part: number[]) => Promise<Difference[]>): Promise<void> => {
    for (let from = 0; from < all.length; from += AT_A_TIME) {
      await progress(done, subjects);
      const part = all.slice(from, from + AT_A_TIME);
      differed += (await inTurn(() => derive(part))).length;
      done += part.length;
    }
  };
  await each(cases, (part) => duties.rederive(part));
  await each(providers, (part) => duties.rederiveProviders(part));
  differed += (await inTurn(() => duties.rederiveAuthorities([authorityCode]))).length;
  await progress(subjects, subjects);
  return { subjects, differed };
}

/** From when each open duty that goes by an authority's settings counts as missed. */
export async function openDates(manager: EntityManager, authorityCode: string): Promise<OpenDate[]> {
  return manager.query<OpenDate[]>(
    `SELECT d.key, d.missed_from AS "missedFrom" FROM duty d LEFT JOIN young_person y ON y.id = d.case_id LEFT JOIN provider v ON v.id = d.provider_id
     WHERE d.outcome = 'open' AND coalesce(y.home_authority_code, d.signed_by, v.authority_code, d.authority_code) = $1`,
    [authorityCode],
  );
}
