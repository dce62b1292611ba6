import type { LocalDate } from '../time/local-date.js';
import type { ClauseId } from './clauses.js';

/** A limit, or the time of a message, that an authority may set: its unit, the register's default, and how far it may go. */
export interface SettingRow {
  /** Null where it is of every clause that has none of its own. */
  clause: ClauseId | null;
  /** Whether it says until when something is owed; when whoever owes it, and whoever is above them, is told; or from which number on something is a concern. */
  of: 'limit' | 'message' | 'threshold';
  title: string;
  unit: Unit;
  default: number;
  /** The smallest and the largest that are allowed; of a limit that the agreement states the largest is its own. */
  least: number;
  most: number;
  /** Whether the agreement's text states it. */
  stated: boolean;
}

type Unit =
  | 'working days' | 'days' | 'calendar months' | 'hours' | 'days after 31 August' | 'days before the end of the term'
  | 'July' | 'days before the start' | 'days after the start' | 'days before the last day' | "o'clock" | 'per cent' | 'points'; // prettier-ignore

const silent = (clause: ClauseId, title: string, unit: Unit, value: number): SettingRow => ({ clause, of: 'limit', title, unit, default: value, least: 1, most: 3 * value, stated: false });
const stated = (clause: ClauseId, title: string, unit: Unit, value: number): SettingRow => ({ clause, of: 'limit', title, unit, default: value, least: 1, most: value, stated: true });

/** When somebody is told (register, Reminders and escalation). A message goes by the settings of the day on which its duty opened. */
const message = (clause: ClauseId | null, title: string, unit: Unit, value: number, most = 3 * value): SettingRow => ({ clause, of: 'message', title, unit, default: value, least: 1, most, stated: false });

/** From which number on something is a concern: an authority makes more of it one, never less. */
const threshold = (clause: ClauseId, title: string, unit: Unit, value: number, [least, most]: readonly [number, number]): SettingRow => ({ clause, of: 'threshold', title, unit, default: value, least, most, stated: false });

/** Every setting of an authority's: a limit from `least` to `most`. Where the text is silent ("promptly", "as appropriate") the default is the register's. */
export const SETTINGS = {
  keyWorkerVacancyWorkingDays: silent('SC1', 'A key worker after a vacancy', 'working days', 5),
  keyWorkerNoticeWorkingDays: silent('SC2', 'The provider is told of a new key worker', 'working days', 1),
  planDays: stated('KW3', 'The education plan after the start', 'days', 30),
  reviewMonths: stated('KW4', 'The next review', 'calendar months', 6),
  viewWorkingDays: silent('KW5', 'An answer to a view', 'working days', 10),
  problemContactWorkingDays: silent('KW7', 'Contact about a problem', 'working days', 1),
  problemMeetingWorkingDays: silent('KW7', 'An extra meeting', 'working days', 5),
  attendanceConcernPercent: threshold('KW7', 'Attendance under this is a concern', 'per cent', 90, [90, 100]),
  attendanceDropPoints: threshold('KW7', 'So large a drop of attendance from one four weeks to the next is a concern', 'points', 15, [1, 15]),
  emergencyHours: stated('KW8', 'An answer to an emergency', 'hours', 24),
  needWorkingDays: silent('KW9', 'Support put in place', 'working days', 10),
  designatedPersonVacancyWorkingDays: silent('EP1', 'A designated person after a vacancy', 'working days', 5),
  designatedPersonNoticeWorkingDays: silent('EP2', 'Partners are told of a new designated person', 'working days', 1),
  /** EP6, VS2, EP15: 30 September, as so many days after the 31 August before it. */
  applicationCheckDays: silent('EP6', 'The check of an application round', 'days after 31 August', 30),
  postEntryVisitDays: silent('EP3', 'The visit after the start', 'days', 42),
  adviceDays: silent('EP4', 'Advice and entitlements after the start', 'days', 30),
  mentorDays: silent('EP10', 'A mentor after the start', 'days', 14),
  professionalsMeetingWorkingDays: silent('EP11M', "The professionals' meeting", 'working days', 5),
  careersAfterRiskWorkingDays: silent('EP14', 'Careers advice after a risk notice', 'working days', 10),
  careersBeforeEndDays: silent('EP14', 'Careers advice before the end', 'days', 90),
  attendanceReturnWorkingDays: silent('EP15', "A month's attendance", 'working days', 5),
  termReturnWorkingDays: silent('EP15', "A term's retention and progress", 'working days', 10),
  outcomeReturnDays: silent('EP15', "A year's outcomes, achievement and progression", 'days after 31 August', 30),
  keyContactVacancyWorkingDays: silent('VS1', 'A key contact after a vacancy', 'working days', 5),
  promotionDays: silent('VS2', 'Promotion of the agreement', 'days after 31 August', 30),
  supportRequestWorkingDays: silent('VS3', 'An answer between Virtual Schools', 'working days', 5),
  /** The text says each term, so the last day can only come before the term's own. */
  planQualityDaysBefore: { clause: 'VS5', of: 'limit', title: "The personal education plan's Post-16 part", unit: 'days before the end of the term', default: 0, least: 0, most: 60, stated: false },
  statusDays: silent('VS6', 'The next status', 'days', 56),
  followUpWorkingDays: silent('VS6', 'A follow-up', 'working days', 5),
  attendanceSeverePercent: threshold('VS6', 'Attendance under this is followed up', 'per cent', 50, [50, 100]),
  /** Law beside the agreement, to be confirmed by the authority (register, Beside the agreement). */
  lookedAfterReviewMonths: { clause: 'VS5', of: 'limit', title: 'The next looked-after review, after the first two', unit: 'calendar months', default: 6, least: 1, most: 12, stated: false },
  webCheckMonths: stated('VS7', 'The next check of the public pages', 'calendar months', 12),
  publicisedWorkingDays: silent('IM3', 'Publicising the agreement', 'working days', 20),
  challengeWorkingDays: silent('IM4', 'An answer to a challenge', 'working days', 10),
  agreementReviewMonths: stated('IM5', 'The next review of the agreement', 'calendar months', 12),
  questionWorkingDays: silent('P2', "An answer to 'good enough?'", 'working days', 10),
  planReminderInJuly: message('KW3', 'Reminder of the plan in July, before an autumn start', 'July', 15, 31),
  planReminderBefore: message('KW3', 'Reminder of the plan before the start', 'days before the start', 14),
  planReminderAfter1: message('KW3', 'First reminder of the plan after the start', 'days after the start', 14, 30),
  planReminderAfter2: message('KW3', 'Second reminder of the plan after the start', 'days after the start', 23, 30),
  planReminderAfter3: message('KW3', 'Third reminder of the plan after the start', 'days after the start', 29, 30),
  reviewReminder1: message('KW4', 'First reminder of the review', 'days before the last day', 28),
  reviewReminder2: message('KW4', 'Second reminder of the review', 'days before the last day', 14),
  reviewReminder3: message('KW4', 'Third reminder of the review', 'days before the last day', 7),
  reviewReminder4: message('KW4', 'Fourth reminder of the review', 'days before the last day', 1),
  riskReminder1: message('EP11', 'First reminder of a risk notice, if a leg is open', "o'clock", 15, 23),
  riskReminder2: message('EP11', 'Second reminder of a risk notice, if a leg is open', "o'clock", 17, 23),
  emergencyReminder1: message('KW8', 'First reminder of an emergency', 'hours', 4, 23),
  emergencyReminder2: message('KW8', 'Second reminder of an emergency', 'hours', 12, 23),
  emergencyReminder3: message('KW8', 'Third reminder of an emergency', 'hours', 20, 23),
  emergencyReminder4: message('KW8', 'Fourth reminder of an emergency', 'hours', 23, 23),
  halfWayOverDays: message(null, 'Reminder half-way, if there are more than so many', 'days', 10),
  otherReminder1: message(null, 'First reminder of whatever has none of its own', 'days before the last day', 7),
  otherReminder2: message(null, 'Second reminder of whatever has none of its own', 'days before the last day', 1),
  levelTwoWorkingDays: message(null, 'From level 1 to level 2', 'working days', 5),
  levelThreeWorkingDays: message(null, 'From level 1 to level 3', 'working days', 10),
  riskLevelTwoWorkingDays: message('EP11', 'From level 1 to level 2, of a risk notice', 'working days', 1),
  emergencyLevelTwoHours: message('KW8', 'From level 1 to level 2, of an emergency', 'hours', 4),
  urgentLevelThreeWorkingDays: message(null, 'From level 1 to level 3, of what is urgent', 'working days', 2),
} as const satisfies Record<string, SettingRow>;

export type SettingName = keyof typeof SETTINGS;
export type Settings = Readonly<Record<SettingName, number>>;

/**
 * The settings in force on a day, and the days from which a changed limit is in force, in order. A duty is worked out with those of the day it is
 * counted from, until one of them changes while it is open (`withChangedLimits`).
 */
export interface SettingsAt {
  (on: LocalDate): Settings;
  readonly changedOn: readonly LocalDate[];
}

/** One value of an authority's, from a day on. */
export interface SettingChange {
  name: SettingName;
  value: number;
  effectiveOn: LocalDate;
}

export const DEFAULT_SETTINGS = Object.fromEntries(Object.entries(SETTINGS).map(([name, row]) => [name, row.default])) as Settings;

/** The register's defaults on every day. */
export const BY_DEFAULT: SettingsAt = Object.assign(() => DEFAULT_SETTINGS, { changedOn: [] });

/**
 * An authority's settings: the newest value that is in force on the day, else the default. Of two for one day the later in the list counts.
 * One that is looser than is allowed by now counts as the loosest that is.
 */
export function settingsFrom(changes: readonly SettingChange[]): SettingsAt {
  if (changes.length === 0) return BY_DEFAULT;
  const inOrder = [...changes].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0));
  const inForce = (on: LocalDate): Settings => ({
    ...DEFAULT_SETTINGS,
    ...Object.fromEntries(inOrder.filter((one) => one.effectiveOn <= on).map(({ name, value }) => [name, Math.max(Math.min(value, SETTINGS[name].most), SETTINGS[name].of === 'threshold' ? SETTINGS[name].least : 0)])),
  });
  return Object.assign(inForce, { changedOn: [...new Set(inOrder.filter(({ name }) => SETTINGS[name].of === 'limit').map(({ effectiveOn }) => effectiveOn))] });
}
