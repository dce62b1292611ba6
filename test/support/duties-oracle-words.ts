import { Temporal } from 'temporal-polyfill';
import type { SettingChange } from '../../src/domain/agreement/settings.js';

/*
 * The tables of the second reading, written from the register and decision 8: who owes what, the limits where no authority has
 * set its own, and the words in which a duty ends undone. They share no code with src/domain.
 */

/** The limits by the register; an authority's own, from a day on, go before them. */
const LIMITS: Readonly<Record<string, number>> = {
  keyWorkerVacancyWorkingDays: 5, keyWorkerNoticeWorkingDays: 1, planDays: 30, reviewMonths: 6, viewWorkingDays: 10, problemContactWorkingDays: 1,
  problemMeetingWorkingDays: 5, emergencyHours: 24, needWorkingDays: 10, designatedPersonVacancyWorkingDays: 5, designatedPersonNoticeWorkingDays: 1,
  postEntryVisitDays: 42, adviceDays: 30, mentorDays: 14, professionalsMeetingWorkingDays: 5, careersAfterRiskWorkingDays: 10, careersBeforeEndDays: 90,
  attendanceReturnWorkingDays: 5, termReturnWorkingDays: 10, keyContactVacancyWorkingDays: 5, supportRequestWorkingDays: 5, statusDays: 56,
  followUpWorkingDays: 5, webCheckMonths: 12, publicisedWorkingDays: 20, challengeWorkingDays: 10, agreementReviewMonths: 12, questionWorkingDays: 10,
  applicationCheckDays: 30, promotionDays: 30, outcomeReturnDays: 30, planQualityDaysBefore: 0,
  attendanceConcernPercent: 90, attendanceSeverePercent: 50, attendanceDropPoints: 15,
}; // prettier-ignore

/** The limit of this name on a day. */
export type Limit = (name: string, on: string) => number;

/** Walks the changes one by one: the last that is in force on the day counts, of two for one day the one written later. */
export const limitsOf = (changes: readonly SettingChange[]): Limit => (name, on) => {
  let best: { from: string; value: number } | null = null;
  for (const change of changes) {
    if (change.name !== name || change.effectiveOn > on) continue;
    if (best === null || change.effectiveOn >= best.from) best = { from: change.effectiveOn, value: change.value };
  }
  return best?.value ?? LIMITS[name] ?? NaN;
};

/** From which number on something is a concern; what was one on its day, or none, stays that whatever is changed later. */
export const isThreshold = (name: string): boolean => name.startsWith('attendance') && !name.endsWith('Days');

/** Who owes a duty under a clause, where no record names somebody. */
export const OWED_BY: Readonly<Record<string, readonly string[]>> = {
  SC1: ['team-manager'], SC2: ['team-manager'], KW1: ['key-worker'], KW2: ['key-worker'], KW3: ['key-worker', 'designated-person'],
  KW4: ['key-worker', 'designated-person'], KW6: ['key-worker'], KW7: ['key-worker'], KW8: ['key-worker'], KW9: ['key-worker'],
  EP1: ['signatory'], EP2: ['designated-person'], EP3: ['designated-person'], EP4: ['designated-person'], EP5: ['designated-person'], EP6: ['designated-person'],
  EP7: ['designated-person'], EP10: ['designated-person'], EP11: ['designated-person'], EP11M: ['designated-person'], EP11S: ['designated-person'],
  EP12: ['designated-person'], EP13: ['designated-person'], EP14: ['designated-person'], EP15: ['designated-person'],
  VS1: ['virtual-head'], VS2: ['key-contact'], VS5: ['key-contact'], VS6: ['key-contact'], VS7: ['key-contact'], IM5: ['signing-key-contact', 'signatory'],
}; // prettier-ignore

export const URGENT = ['KW8', 'EP11', 'EP11S', 'EP12'];

const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** 'Tuesday 20 October 2026'. */
export function inWords(on: string): string {
  const { dayOfWeek, day, month, year } = Temporal.PlainDate.from(on);
  return `${WEEKDAYS[dayOfWeek]} ${day} ${MONTHS[month]} ${year}`;
}

const ENDINGS: Readonly<Record<string, string>> = {
  completed: 'completed', transferred: 'transferred to another provider', 'left-early': 'the young person left early', 'withdrawn-before-start': 'withdrawn before the start',
  'ended-by-provider': 'ended early by the provider', 'permanently-excluded': 'permanently excluded',
}; // prettier-ignore

/** That something ends a duty undone: from which day, and why. */
export interface End {
  on: string;
  because: string;
  /** The case was a mistake: what ends is late for nobody. */
  nothingWasOwed?: true;
}

export const placementEnd = (ending: { kind: string; endedOn: string } | null | undefined): End | null =>
  ending ? { on: ending.endedOn, because: `the placement ended (${ENDINGS[ending.kind]}) on ${inWords(ending.endedOn)}` } : null;

const CAUSES: Readonly<Record<string, string>> = {
  'moved-authority': 'another authority has taken over responsibility', died: 'the young person has died', 'opted-out': 'the young person, now 21 or over, wants no further contact',
  'registered-by-mistake': 'the case was registered by mistake',
}; // prettier-ignore

export const closingEnd = ({ on, details }: { on: string; details: Readonly<Record<string, unknown>> }): End => ({ on, because: `${CAUSES[String(details.cause)]} (${inWords(on)})` });
export const GROWN_UP = 'the young person turned 25';
