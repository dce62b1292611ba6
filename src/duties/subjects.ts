import type { EntityManager } from 'typeorm';
import { deriveDuties } from '../domain/agreement/derive-duties.js';
import { deriveAuthorityDuties, deriveProviderDuties } from '../domain/agreement/derive-organisation-duties.js';
import type { Derivation } from '../domain/agreement/duty.js';
import type { SettingsAt } from '../domain/agreement/settings.js';
import type { Calendar } from '../domain/time/working-days.js';
import { loadFacts } from './load-facts.js';
import { ACKNOWLEDGED_AT, TOLD_OF } from '../people/told-of-change-sql.js';
import { loadAuthorityFacts, loadProviderFacts } from './load-organisation-facts.js';

export type SubjectId = number | string;

/** Whose settings somebody goes by. */
type SettingsOf = (authorityCode: string) => SettingsAt;

/** Whose duties are derived: how it is locked, where its duties say whose they are, and how they are derived. */
export interface Subject {
  table: 'young_person' | 'provider' | 'authority';
  idColumn: 'id' | 'code';
  idType: 'int' | 'text';
  /** The duty's column, and the property of its row. */
  column: 'case_id' | 'provider_id' | 'authority_code';
  property: 'caseId' | 'providerId' | 'authorityCode';
  /** The providers that owe something by the facts of these, too (EP2). */
  affected?(manager: EntityManager, ids: readonly SubjectId[]): Promise<number[]>;
  derive(manager: EntityManager, ids: readonly SubjectId[], settings: SettingsOf, calendar: Calendar, now: Date): Promise<Map<SubjectId, Derivation>>;
}

/** Those that tell of a new designated person, and have not had the word of everybody, by placements of `$1` (EP2). */
const tellers = (ofWhom: string): string => `
  SELECT DISTINCT h.provider_id AS id FROM placement p JOIN post_holding h ON h.provider_id = p.provider_id AND h.post = 'designated-person' JOIN duty d ON d.key = 'EP2/holding-' || h.id
  WHERE ${ofWhom} AND (d.outcome = 'open' OR EXISTS (SELECT FROM ${TOLD_OF} t WHERE p.agreed_on <= t.sent_on AND ${ACKNOWLEDGED_AT} IS NULL))`;

const tellersBy = (ofWhom: string) => async (manager: EntityManager, ids: readonly SubjectId[]): Promise<number[]> =>
  (await manager.query<{ id: number }[]>(tellers(ofWhom), [ids])).map(({ id }) => id);

export const CASES: Subject = {
  table: 'young_person', idColumn: 'id', idType: 'int', column: 'case_id', property: 'caseId',
  affected: tellersBy('p.case_id = ANY($1)'),
  async derive(manager, ids, settings, calendar, now) {
    // Of a case that was erased nothing is owed.
    const homes = await manager.query<{ id: number; code: string }[]>('SELECT id, home_authority_code AS code FROM young_person WHERE id = ANY($1) AND erased_at IS NULL', [ids]);
    const home = new Map(homes.map(({ id, code }) => [id, code]));
    const facts = await loadFacts(manager, [...home.keys()]);
    return new Map([...facts].map(([id, one]) => [id, deriveDuties(one, settings(home.get(id) ?? ''), calendar, now)]));
  },
};

export const PROVIDERS: Subject = {
  table: 'provider', idColumn: 'id', idType: 'int', column: 'provider_id', property: 'providerId',
  async derive(manager, ids, settings, calendar, now) {
    const found = await loadProviderFacts(manager, ids as number[]);
    return new Map([...found].map(([id, { facts, releases }]) => [id, deriveProviderDuties(facts, releases, settings, calendar, now)]));
  },
};

export const AUTHORITIES: Subject = {
  table: 'authority', idColumn: 'code', idType: 'text', column: 'authority_code', property: 'authorityCode',
  affected: tellersBy('p.case_id IN (SELECT y.id FROM young_person y WHERE y.home_authority_code = ANY($1))'),
  async derive(manager, ids, settings, calendar, now) {
    const found = await loadAuthorityFacts(manager, ids as string[]);
    return new Map([...found].map(([id, { facts, releases, authorityCode }]) => [id, deriveAuthorityDuties(facts, releases, settings(authorityCode), calendar, now)]));
  },
};

export const SUBJECTS: readonly Subject[] = [CASES, PROVIDERS, AUTHORITIES];
