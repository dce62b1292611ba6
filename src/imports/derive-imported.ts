import type { EntityManager } from 'typeorm';
import type { DutiesService } from '../duties/duties.service.js';
import type { Progress } from '../long-work/progress.js';

/** Whose duties follow from the staged rows: queries for the numbers of cases and providers, and for the codes of authorities. */
export interface Derived {
  cases?: string;
  providers?: string;
  authorities?: string;
}

const AT_A_TIME = 500;

/** Derives everything that follows from what a file brought; `progress` hears how many of how many. */
export async function deriveImported(manager: EntityManager, duties: DutiesService, { cases, providers, authorities }: Derived, progress: Progress): Promise<void> {
  const found = async <T>(query: string | undefined): Promise<T[]> => (query === undefined ? [] : (await manager.query<{ id: T }[]>(query)).map(({ id }) => id));
  const [ofCases, ofProviders, ofAuthorities] = [await found<number>(cases), await found<number>(providers), await found<string>(authorities)];
  const total = ofCases.length + ofProviders.length + ofAuthorities.length;
  let done = 0;
  const each = async <T>(all: readonly T[], derive: (part: T[]) => Promise<unknown>): Promise<void> => {
    for (let from = 0; from < all.length; from += AT_A_TIME) {
      await progress(done, total);
      const part = all.slice(from, from + AT_A_TIME);
      await derive(part);
      done += part.length;
    }
  };
  await each(ofCases, (ids) => duties.rederive(ids));
  await each(ofProviders, (ids) => duties.rederiveProviders(ids));
  await each(ofAuthorities, (codes) => duties.rederiveAuthorities(codes));
  await progress(total, total);
}
