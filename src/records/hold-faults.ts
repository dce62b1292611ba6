import { longestHold } from '../domain/agreement/holds.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { conflict, Refusal, type Reason } from '../errors.js';

/** What is wrong with the days of a hold: it ends after it begins, on a day to come, within a year. */
export const holdDaysFaults = (on: LocalDate, until: LocalDate, today: LocalDate): (Reason | false)[] => [
  (until <= on || until <= today) && { code: 'TOO_EARLY', field: 'until', sentence: 'A hold ends on a day to come.' },
  until > longestHold(on) && { code: 'TOO_LATE', field: 'until', sentence: 'A hold lasts a year at most. Review it before then.' },
];

interface DecisionInput {
  happenedOn: LocalDate;
  decision?: unknown;
  reason?: unknown;
}

/** What is wrong with a decision on a hold: it is of today, and a refusal says why. */
export const holdDecisionFaults = ({ happenedOn, decision, reason }: DecisionInput, today: LocalDate): (Reason | false)[] => [
  happenedOn !== today && { code: 'NOT_TODAY', field: 'happenedOn', sentence: 'A hold counts from the day on which it is approved: give today’s date.' },
  decision === 'refused' && reason === undefined && { code: 'REQUIRED', field: 'reason', sentence: 'Say why you refuse it.' },
];

/** Whoever asked, or owes the duty: they do not decide. */
export const secondPerson = () => new Refusal(403, 'SECOND_PERSON', 'This takes a second person: neither whoever asked for the hold nor whoever owes the duty decides on it.');

/** Somebody has decided on it. */
export const alreadyDecided = () => conflict('ALREADY_DECIDED', 'Somebody has decided on this hold. Take that decision back first, if it was a mistake.');

/** There is nothing to approve any more: its end has come, or its duty is not open. */
export const holdOver = () => conflict('HOLD_OVER', 'This hold would have no effect any more: its end has come, or its duty is not open. Refuse it, and have it asked for anew where it is still wanted.');

/** A hold stands as it was asked for, and a decision as it was made: what is approved is what was read. */
export const takeHoldBack: Reason = { code: 'TAKE_BACK_INSTEAD', sentence: 'A hold is approved as it was asked for, so it is not put right. Take it back, and the decision on it first where there is one; then ask for it anew.' };

/** Whoever asked, or owes the duty, does not undo what somebody else refused. */
export const refusedByAnother = () => new Refusal(403, 'SECOND_PERSON', 'Somebody refused this hold: neither whoever asked for it nor whoever owes the duty takes that back. Ask for it anew, and say what is different.');
