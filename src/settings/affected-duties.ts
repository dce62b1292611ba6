import type { EntityManager } from 'typeorm';
import type { DutiesService } from '../duties/duties.service.js';
import type { OpenDate } from './setting-effect.js';

const AT_A_TIME = 200;

/**
 * Derives again everything that goes by an authority's settings: its cases, the providers in its area and those it has signed an agreement with, and itself.
 */
export async function rederiveAuthority(manager: EntityManager, duties: DutiesService, authorityCode: string): Promise<void> {
  const ids = async (sql: string) => (await manager.query<{ id: number }[]>(sql, [authorityCode])).map(({ id }) => id);
  const cases = await ids('SELECT id FROM young_person WHERE home_authority_code = $1 ORDER BY id');
  for (let from = 0; from < cases.length; from += AT_A_TIME) await duties.rederive(cases.slice(from, from + AT_A_TIME));
  await duties.rederiveProviders(await ids('SELECT id FROM provider WHERE authority_code = $1 OR id IN (SELECT provider_id FROM agreement WHERE authority_code = $1 AND signed_on IS NOT NULL) ORDER BY id'));
  await duties.rederiveAuthorities([authorityCode]);
}

/** From when each open duty that goes by an authority's settings counts as missed. */
export async function openDates(manager: EntityManager, authorityCode: string): Promise<OpenDate[]> {
  return manager.query<OpenDate[]>(
    `SELECT d.key, d.missed_from AS "missedFrom" FROM duty d LEFT JOIN young_person y ON y.id = d.case_id LEFT JOIN provider v ON v.id = d.provider_id
     WHERE d.outcome = 'open' AND coalesce(y.home_authority_code, d.signed_by, v.authority_code, d.authority_code) = $1`,
    [authorityCode],
  );
}
