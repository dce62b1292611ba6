import { effectInWords, effectOf, NOTHING_MOVED, type OpenDate, type SettingEffect } from '../settings/setting-effect.js';

/** What a change of the bank holidays does to open duties, of the whole installation: in numbers alone. */
export interface CalendarEffect extends SettingEffect {
  /** Of those whose date moves: could not be counted before, and has a date now. */
  counted: number;
  /** Of those whose date moves: over at once, which before they were not. */
  missed: number;
}

export const NO_DATE_MOVED: CalendarEffect = { ...NOTHING_MOVED, counted: 0, missed: 0 };

/** Compares open duties as they are and as they would be. */
export function calendarEffectOf(before: readonly OpenDate[], after: readonly OpenDate[], now: Date): CalendarEffect {
  const was = new Map(before.map((one) => [one.key, one.missedFrom]));
  const isOver = (at: Date | null | undefined): boolean => at != null && at <= now;
  const stays = after.filter(({ key }) => was.has(key));
  return {
    ...effectOf(before, after),
    counted: stays.filter(({ key, missedFrom }) => missedFrom !== null && was.get(key) === null).length,
    missed: stays.filter(({ key, missedFrom }) => isOver(missedFrom) && !isOver(was.get(key))).length,
  };
}

/** The same in sentences. */
export function calendarEffectInWords(effect: CalendarEffect): string {
  const of = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}.`] : []);
  return [effectInWords(effect), ...of(effect.counted, 'could not be counted before and now have a date'), ...of(effect.missed, 'are missed by it')].join(' ');
}
