import { endOfYear11 } from '../time/academic-year.js';
import { addDays, addMonths, describeDate, type LocalDate } from '../time/local-date.js';
import { addHours, describeInstant, londonDate, startOfDay } from '../time/london.js';
import { addWorkingDays, type Calendar } from '../time/working-days.js';
import type { Due, Duty } from './duty.js';

/** Until when something is owed and the reason; the one way to work it out, for duties and for `explain`. */
export type TimeLimit = Pick<Duty, 'due' | 'why' | 'preferred' | 'targetOn'>;

/** When something was done: the local day, and the instant where it is known. */
export interface Done {
  on: LocalDate;
  at: Date | null;
}

const plain = { preferred: null, targetOn: null };

/** Whether what was done came after its due time. Nothing is late where the due time is not known. */
export function isLate(due: Due, done: Done): boolean {
  switch (due.kind) {
    case 'day':
      return done.on > due.on;
    case 'instant':
      return (done.at ?? startOfDay(done.on)) > due.at;
    case 'not known':
      return false;
  }
}

/** Something done at an instant, on its day in London. */
export function doneAt(at: Date): Done {
  return { on: londonDate(at), at };
}

/** KW3, EP8: thirty days after the start; preferred 1 May to 31 July before a start from 1 August to 31 October; target the day before. */
export function planLimit(startsOn: LocalDate, days: number): TimeLimit {
  const year = startsOn.slice(0, 4);
  return {
    ...lastDay(addDays(startsOn, days), `${days === 30 ? 'Thirty' : days} days after the start on ${describeDate(startsOn)}`),
    preferred: isAutumnStart(startsOn) ? { from: `${year}-05-01`, to: `${year}-07-31` } : null,
    targetOn: addDays(startsOn, -1),
  };
}

/** KW3: whether the plan is best made from May to July, before a start from 1 August to 31 October. */
export function isAutumnStart(startsOn: LocalDate): boolean {
  const day = startsOn.slice(5);
  return day >= '08-01' && day <= '10-31';
}

/** KW4, EP9: six calendar months after the plan or the last review, clamped to the end of a shorter month. */
export function reviewLimit(lastMetOn: LocalDate, last: 'plan' | 'review meeting' | 'plan or review meeting', months: number): TimeLimit {
  const on = addMonths(lastMetOn, months);
  const clamped = on.slice(8) === lastMetOn.slice(8) ? '' : ` (the ${months === 6 ? 'sixth' : 'last'} month has no such day: its last one counts)`;
  return lastDay(on, `${months === 6 ? 'Six' : months} calendar months after the ${last} of ${describeDate(lastMetOn)}${clamped}`);
}

/** EP11: the day it occurs. */
export function riskNoticeLimit(occurredOn: LocalDate): TimeLimit {
  return lastDay(occurredOn, 'By phone and by e-mail on the day it occurs');
}

/** EP11S: without delay, read as the day it occurs. */
export function statutoryNoticeLimit(occurredOn: LocalDate): TimeLimit {
  return lastDay(occurredOn, 'Without delay, which is on the day it occurs at the latest');
}

/** EP11M: so many working days after the day it occurs. */
export function meetingLimit(occurredOn: LocalDate, days: number, calendar: Calendar): TimeLimit {
  const rule = (count: string, day: string): string => `${count} after it occurred on ${day}`;
  return workingDaysAfter(occurredOn, days, calendar, rule);
}

/**
 * EP12: a provider's ending has no time of its own; the procedure comes first. Done properly it is kept on the day of the
 * ending. In breach it is missed from the start of that day, and no later act can keep it.
 */
export function endingLimit(endedOn: LocalDate, breach: boolean): TimeLimit {
  const rule = "The notices (EP11) and the professionals' meeting (EP11M) come before an ending by the provider";
  if (!breach) return { ...lastDay(endedOn, rule), why: `${rule}; it ended on ${describeDate(endedOn)}, after both.` };
  const at = startOfDay(endedOn);
  return { due: { kind: 'instant', at, missedFrom: at }, why: `${rule}; it ended on ${describeDate(endedOn)} without them.`, ...plain };
}

/** KW8: so many elapsed hours, 24 at most, whatever the clocks on the wall do in between. */
export function emergencyLimit(raisedAt: Date, hours: number): TimeLimit {
  const at = addHours(raisedAt, hours);
  const why = `${hours} elapsed hours after ${describeInstant(raisedAt)}, so by ${describeInstant(at)}.`;
  return { due: { kind: 'instant', at, missedFrom: at }, why, ...plain };
}

/** SC1: the end of Year 11 for someone without a key worker since a day; where that is past, so many working days after that day. */
export function keyWorkerLimit(bornOn: LocalDate, since: LocalDate, days: number, calendar: Calendar): TimeLimit {
  return since <= endOfYear11(bornOn) ? endOfYear11Limit(bornOn) : vacancyLimit(since, days, calendar);
}

/** SC1, first half: the end of Year 11. */
export function endOfYear11Limit(bornOn: LocalDate): TimeLimit {
  return lastDay(endOfYear11(bornOn), 'By the end of Year 11, the last Friday in June of the academic year of the 16th birthday');
}

/** SC1, second half: so many working days after the day from which the end of Year 11 is past and there is no key worker. */
export function vacancyLimit(since: LocalDate, days: number, calendar: Calendar): TimeLimit {
  const rule = (count: string, day: string): string => `where the end of Year 11 is past, ${count} after ${day}`;
  return workingDaysAfter(since, days, calendar, rule);
}

/** SC1, at 18: so many working days after the birthday, which the reason does not give away. */
export function handoverLimit(birthdayOn: LocalDate, days: number, calendar: Calendar): TimeLimit {
  return workingDaysAfter(birthdayOn, days, calendar, (count) => `${count} after the day on which the social worker hands over`);
}

/** SC2: so many working days after the key worker changed. */
export function keyWorkerNoticeLimit(changedOn: LocalDate, days: number, calendar: Calendar): TimeLimit {
  const rule = (count: string, day: string): string => `${count} after the key worker changed on ${day}`;
  return workingDaysAfter(changedOn, days, calendar, rule);
}

/** Owed until the end of a day; `rule` is how the day was found, without a full stop. */
export function lastDay(on: LocalDate, rule: string): TimeLimit {
  const missedFrom = startOfDay(addDays(on, 1));
  const why = `${rule}, so the last day is ${describeDate(on)} and it is missed from ${describeInstant(missedFrom)}.`;
  return { due: { kind: 'day', on, missedFrom }, why, ...plain };
}

/** So many working days after a day; `rule` puts the count and the day into words. Past the known bank holidays it says so. */
export function workingDaysAfter(from: LocalDate, days: number, calendar: Calendar, rule: (count: string, day: string) => string): TimeLimit {
  const result = addWorkingDays(from, days, calendar);
  if (!result.known) return { due: { kind: 'not known', why: result.why }, why: result.why, ...plain };
  const sentence = rule(days === 1 ? 'the next working day' : `${days} working days`, describeDate(from));
  return lastDay(result.on, `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} (Monday to Friday, bank holidays left out)`);
}
