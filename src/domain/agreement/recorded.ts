import type { LocalDate } from '../time/local-date.js';
import { startOfDay } from '../time/london.js';
import { CLAUSES, type ClauseId } from './clauses.js';
import type { Done, TimeLimit } from './due.js';
import type { PlacementFact } from './facts.js';
import type { Law } from './law.js';
import { workingDaysAfterLimit } from './limits.js';
import type { RecordFact } from './records.js';
import type { Role } from './roles.js';
import type { SettingName } from './settings.js';
import { endOf, type ClosedBy, type OwedDuty } from './settle.js';

/** The records of a kind that fit, by day, then id. */
export function recorded<R extends RecordFact<string>>(records: readonly R[], kind: R['kind'], fits: (record: R) => boolean = () => true): R[] {
  return records.filter((one) => one.kind === kind && fits(one)).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id - b.id));
}

/** The day of the first record of a kind that fits, as what keeps a duty; null where there is none. */
export function firstOn<R extends RecordFact<string>>(records: readonly R[], kind: R['kind'], fits?: (record: R) => boolean): Done | null {
  const [first] = recorded(records, kind, fits);
  return first === undefined ? null : { on: first.on, at: null };
}

/** Fits what answers or completes a record. */
export const about =
  ({ id }: { id: number }) =>
  ({ aboutId }: { aboutId: number | null }): boolean =>
    aboutId === id;

/** Fits what was recorded of a placement. */
export const ofPlacement =
  ({ id }: { id: number }) =>
  ({ placementId }: { placementId: number | null }): boolean =>
    placementId === id;

/** The end of the placement that a record names; null while it runs, or where the record names none. */
export function endOfItsPlacement({ placementId }: Pick<RecordFact, 'placementId'>, placements: readonly PlacementFact[]): ClosedBy | null {
  return endOf(placements.find(({ id }) => id === placementId)?.ending ?? null);
}

/** The role of a clause that a record names (`to`, `owner` …). */
export function roleOf(clause: ClauseId, named: unknown): Role[] {
  return CLAUSES[clause].owedBy.filter((role) => role === named);
}

/** So many working days after a record, by the setting of its day; `what` is what happened then, in words: 'the need was recorded'. */
export function workingDaysAfterRecord({ on }: Pick<RecordFact, 'on'>, setting: SettingName, what: string, { settings, calendar }: Law): TimeLimit {
  return workingDaysAfterLimit(on, settings(on)[setting], what, calendar);
}

/** What a rule has to say of a duty; the clause says the rest. */
interface Row extends Pick<OwedDuty, 'key' | 'clause' | 'done'>, Partial<Pick<OwedDuty, 'owedBy' | 'owedTo' | 'placementId' | 'signedBy' | 'closedBy'>> {
  /** The day on which it opens, from its first instant; or the instant. */
  opens: LocalDate | Date;
  limit: TimeLimit;
}

/** A duty: owed by and to whom its clause says, about no placement and no agreement, and closed by nothing unless the row says otherwise. */
export function duty({ opens, limit, ...row }: Row): OwedDuty {
  const { owedBy, owedTo } = CLAUSES[row.clause];
  return { owedBy: [...owedBy], owedTo, placementId: null, signedBy: null, closedBy: null, ...row, ...limit, opensAt: typeof opens === 'string' ? startOfDay(opens) : opens };
}
