import type { EntityManager } from 'typeorm';
import type { DutiesService } from '../duties/duties.service.js';
import type { OpenDate } from './setting-effect.js';

const AT_A_TIME = 200;

/**
 * Derives again everything that goes by an authority's settings: its cases, the providers in its area and those it has signed an agreement with, and itself. Answers
 * the keys of the duties that differed.
 */
export async function rederiveAuthority(manager: EntityManager, duties: DutiesService, authorityCode: string): Promise<string[]> {
  const ids = async (sql: string) => (await manager.query<{ id: number }[]>(sql, [authorityCode])).map(({ id }) => id);
  const cases = await ids('SELECT id FROM young_person WHERE home_authority_code = $1 ORDER BY id');
  const differences = [];
  for (let from = 0; from < cases.length; from += AT_A_TIME) differences.push(...(await duties.rederive(cases.slice(from, from + AT_A_TIME))));
  differences.push(...(await duties.rederiveProviders(await ids('SELECT id FROM provider WHERE authority_code = $1 OR id IN (SELECT provider_id FROM agreement WHERE authority_code = $1 AND signed_on IS NOT NULL) ORDER BY id'))));
  differences.push(...(await duties.rederiveAuthorities([authorityCode])));
  return differences.map(({ key }) => key);
}

/** From when each of these duties that is open counts as missed. */
export async function openDates(manager: EntityManager, keys: readonly string[]): Promise<OpenDate[]> {
  return manager.query<OpenDate[]>(`SELECT key, missed_from AS "missedFrom" FROM duty WHERE key = ANY($1) AND outcome = 'open'`, [keys]);
}
