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
  /** Open duties that would be missed at once and are not now. */
  missedAtOnce: number;
  /** Duties that would open at once. */
  opened: number;
  /** Duties that would not be owed yet. */
  withdrawn: number;
}

/** Compares the open duties that a change touches, as they are and as they would be. */
export function effectOf(before: readonly OpenDate[], after: readonly OpenDate[], now: Date): SettingEffect {
  const was = new Map(before.map((one) => [one.key, one.missedFrom]));
  const stays = after.filter(({ key }) => was.has(key));
  const moved = stays.filter(({ key, missedFrom }) => was.get(key)?.getTime() !== missedFrom?.getTime());
  const isMissed = (at: Date | null | undefined): boolean => at !== null && at !== undefined && at <= now;
  return {
    moved: moved.length,
    earlier: moved.filter(({ key, missedFrom }) => isBefore(missedFrom, was.get(key) ?? null)).length,
    missedAtOnce: after.filter(({ key, missedFrom }) => isMissed(missedFrom) && !isMissed(was.get(key))).length,
    opened: after.length - stays.length,
    withdrawn: before.length - stays.length,
  };
}

/** A date that is not known yet is later than any. */
const isBefore = (one: Date | null, other: Date | null): boolean => one !== null && (other === null || one < other);
