import type { EntityManager } from 'typeorm';
import { BY_DEFAULT, settingsFrom, type SettingsAt } from '../domain/agreement/settings.js';
import { SettingValue } from './setting-value.entity.js';

/** The settings of each authority, on any day; the register's defaults for one that has set nothing. One statement for all of them. */
export async function loadSettings(manager: EntityManager): Promise<(authorityCode: string) => SettingsAt> {
  const values = await manager.find(SettingValue, { order: { setAt: 'ASC', id: 'ASC' } });
  const settings = new Map<string, SettingsAt>();
  for (const code of new Set(values.map(({ authorityCode }) => authorityCode))) {
    settings.set(code, settingsFrom(values.filter(({ authorityCode }) => authorityCode === code)));
  }
  return (authorityCode) => settings.get(authorityCode) ?? BY_DEFAULT;
}
