import type { EntityManager } from 'typeorm';
import type { SettingsAt } from '../domain/agreement/settings.js';
import { loadSettings } from './load-settings.js';

/** Whose a duty is: a case's, a provider's or an authority's; and of an agreement who signed it. */
interface Whose {
  caseId: number | null;
  providerId: number | null;
  authorityCode: string | null;
  signedBy: string | null;
}

/** The settings that each of these duties goes by: the home authority's, that of whoever signed, that of the provider's area, or the authority's own. */
export async function settingsOfDuties(manager: EntityManager, rows: readonly Whose[]): Promise<(row: Whose) => SettingsAt> {
  const settings = await loadSettings(manager);
  const codes = async (sql: string, ids: readonly (number | null)[]): Promise<Map<number, string>> =>
    new Map((await manager.query<{ id: number; code: string }[]>(sql, [[...new Set(ids)].filter((id) => id !== null)])).map(({ id, code }) => [id, code]));
  const homes = await codes('SELECT id, home_authority_code AS code FROM young_person WHERE id = ANY($1::int[])', rows.map(({ caseId }) => caseId));
  const areas = await codes('SELECT id, authority_code AS code FROM provider WHERE id = ANY($1::int[])', rows.map(({ providerId }) => providerId));
  return ({ caseId, providerId, authorityCode, signedBy }) => settings((caseId === null ? undefined : homes.get(caseId)) ?? signedBy ?? (providerId === null ? undefined : areas.get(providerId)) ?? authorityCode ?? '');
}
