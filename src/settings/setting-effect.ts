/** An open duty's date, before or after a change: from when it counts as missed; null where that is not known. */
export interface OpenDate {
  key: string;
  missedFrom: Date | null;
}

/** What a change of a setting does to open duties. */
export interface SettingEffect {
  /** Open duties whose date moves. */
  moved: number;
  /** Of these, to an earlier date. */
  earlier: number;
  /** Duties that would open at once. */
  opened: number;
  /** Duties that would not be owed yet. */
  withdrawn: number;
}

export const NOTHING_MOVED: SettingEffect = { moved: 0, earlier: 0, opened: 0, withdrawn: 0 };

/** Compares open duties as they are and as they would be. Nothing is missed at once: who was in time has at least the day of the change (decision 8). */
export function effectOf(before: readonly OpenDate[], after: readonly OpenDate[]): SettingEffect {
  const was = new Map(before.map((one) => [one.key, one.missedFrom]));
  const stays = after.filter(({ key }) => was.has(key));
  const moved = stays.filter(({ key, missedFrom }) => was.get(key)?.getTime() !== missedFrom?.getTime());
  return {
    moved: moved.length,
    earlier: moved.filter(({ key, missedFrom }) => isBefore(missedFrom, was.get(key) ?? null)).length,
    opened: after.length - stays.length,
    withdrawn: before.length - stays.length,
  };
}

/** A date that is not known yet is later than any. */
const isBefore = (one: Date | null, other: Date | null): boolean => one !== null && (other === null || one < other);

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What a change of a setting did, in a sentence or two: the same numbers as the preview's. */
export function effectInWords({ moved, earlier, opened, withdrawn }: SettingEffect): string {
  return [
    `${counted(moved, 'date', 'dates')} of what is open moved, ${earlier} of them to an earlier day.`,
    ...(opened > 0 ? [`${counted(opened, 'duty', 'duties')} opened.`] : []),
    ...(withdrawn > 0 ? [`${counted(withdrawn, 'duty is', 'duties are')} not owed yet.`] : []),
  ].join(' ');
}
