import { SETTINGS, settingsFrom, type SettingName, type SettingRow } from '../domain/agreement/settings.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** A value that an authority set, by whom and when. */
export interface ValueSet {
  id: number;
  name: SettingName;
  value: number;
  effectiveOn: LocalDate;
  setAt: Date;
  setByName: string;
}

/** One limit of an authority: what the register says of it, what it is now, what comes, and all that was set, the newest first. */
export interface SettingLine extends SettingRow {
  name: SettingName;
  value: number;
  future: { value: number; effectiveOn: LocalDate }[];
  history: ValueSet[];
}

/** Every limit in the register's order; `values` are an authority's in the order in which they were set. */
export function settingLines(values: readonly ValueSet[], today: LocalDate): SettingLine[] {
  const at = settingsFrom(values);
  return (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const own = values.filter((one) => one.name === name);
    const days = [...new Set(own.map(({ effectiveOn }) => effectiveOn))].filter((day) => day > today).sort();
    return {
      name,
      ...SETTINGS[name],
      value: at(today)[name],
      future: days.map((effectiveOn) => ({ value: at(effectiveOn)[name], effectiveOn })),
      history: own.toReversed(),
    };
  });
}
