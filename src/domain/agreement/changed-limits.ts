import { addDays, describeDate, type LocalDate } from '../time/local-date.js';
import { describeInstant, startOfDay } from '../time/london.js';
import type { TimeLimit } from './due.js';
import type { Due } from './duty.js';
import type { CaseFacts } from './facts.js';
import { SETTINGS, type SettingName, type Settings, type SettingsAt } from './settings.js';
import { isMissedAt, type OwedDuty } from './settle.js';

type Releases = CaseFacts['releases'];

/**
 * What the rules give, with each limit that was changed while a duty was open. From the day on which a changed limit is in force, what is open by then
 * and not missed is counted with it, from the day it was counted from before. What would be over by then has that day: nobody who was in time is late
 * because a limit was tightened. What was done, ended or missed before keeps its date, and so does what is counted in hours. `counted` is what these
 * settings may change, where another authority's have changed some of it already.
 */
export function withChangedLimits(owed: (settings: SettingsAt) => OwedDuty[], settings: SettingsAt, releases: Releases, counted: readonly OwedDuty[] | null = null): OwedDuty[] {
  const first = owed(settings);
  const now = new Map((counted ?? first).map((duty) => [duty.key, duty]));
  let before: ReadonlyMap<string, OwedDuty> = new Map(first.map((duty) => [duty.key, duty]));
  for (const from of settings.changedOn) {
    const after = new Map(owed(asIfCountedFrom(from, settings)).map((duty) => [duty.key, duty]));
    for (const [key, duty] of now) {
      const [was, is] = [before.get(key), after.get(key)];
      if (was && is && !isSame(was.due, is.due) && isOpenOn(duty, from, releases)) now.set(key, { ...duty, ...limitOf(is, from) });
    }
    before = after;
  }
  return [...now.values()];
}

/** The settings as if everything were counted from this day at the earliest. What was a concern on its day, or none, stays that. */
function asIfCountedFrom(from: LocalDate, settings: SettingsAt): SettingsAt {
  const inForce = settings(from);
  const thresholdsOf = (on: LocalDate): Partial<Settings> => Object.fromEntries(THRESHOLDS.map((name) => [name, settings(on)[name]]));
  return Object.assign((on: LocalDate) => (on < from ? { ...inForce, ...thresholdsOf(on) } : settings(on)), { changedOn: [] });
}

const THRESHOLDS = (Object.keys(SETTINGS) as SettingName[]).filter((name) => SETTINGS[name].of === 'threshold');

function isOpenOn({ key, due, done, closedBy }: OwedDuty, from: LocalDate, releases: Releases): boolean {
  const at = startOfDay(from);
  if (due.kind === 'instant' || isMissedAt(due, at)) return false;
  return (done === null || done.on >= from) && (closedBy === null || closedBy.on >= from) && !releases.some(({ dutyKey, releasedAt }) => dutyKey === key && releasedAt < at);
}

function limitOf({ due, why, preferred, targetOn }: OwedDuty, from: LocalDate): TimeLimit {
  if (due.kind !== 'day' || due.on >= from) return { due, why, preferred, targetOn };
  const missedFrom = startOfDay(addDays(from, 1));
  const rule = `The limit is a shorter one from ${describeDate(from)} on, by which ${describeDate(due.on)} would have been the last day`;
  return { due: { kind: 'day', on: from, missedFrom }, why: `${rule}; so the last day is that on which it was changed and it is missed from ${describeInstant(missedFrom)}.`, preferred, targetOn };
}

const isSame = (one: Due, other: Due): boolean => one.kind === other.kind && (one.kind !== 'day' || other.kind !== 'day' || one.on === other.on);
