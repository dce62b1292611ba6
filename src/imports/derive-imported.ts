import type { EntityManager } from 'typeorm';
import type { DutiesService } from '../duties/duties.service.js';

/** Whose duties follow from the staged rows: queries for the numbers of cases and providers, and for the codes of authorities. */
export interface Derived {
  cases?: string;
  providers?: string;
  authorities?: string;
}

const AT_A_TIME = 500;

/** Derives everything that follows from what a file brought. */
export async function deriveImported(manager: EntityManager, duties: DutiesService, { cases, providers, authorities }: Derived): Promise<void> {
  const found = async <T>(query: string | undefined): Promise<T[]> => (query === undefined ? [] : (await manager.query<{ id: T }[]>(query)).map(({ id }) => id));
  await eachPart(await found<number>(cases), (ids) => duties.rederive(ids));
  await eachPart(await found<number>(providers), (ids) => duties.rederiveProviders(ids));
  await duties.rederiveAuthorities(await found<string>(authorities));
}

async function eachPart<T>(all: readonly T[], derive: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += AT_A_TIME) await derive(all.slice(from, from + AT_A_TIME));
}
