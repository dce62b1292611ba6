import { MISTAKE } from '../domain/agreement/case-end.js';
import { entitlementFaults, type EntitlementDecision } from '../domain/agreement/entitlement-limits.js';
import { canBeHeld } from '../domain/agreement/holds.js';
import type { Entitlement } from '../domain/agreement/records/provider.js';
import type { CaseRecordKind, RecordFact } from '../domain/agreement/records.js';
import { NEVER_SUITABLE } from '../domain/statutory/care-leaver-codes.js';
import { birthday } from '../domain/time/academic-year.js';
import { weekday, type LocalDate } from '../domain/time/local-date.js';
import { academicYearsIn, monthsIn, termsIn, weeksIn, type Period } from '../domain/time/periods.js';
import type { Recipient, SharedItem } from '../domain/agreement/records/sharing.js';
import { isConsentGiven, type SharingRecord } from '../domain/agreement/sharing.js';
import type { Reason } from '../errors.js';
import { holdDaysFaults, holdDecisionFaults } from './hold-faults.js';
import type { RecordInput } from './record-form.js';

/** What a check may look at beside the input. */
export interface Surroundings {
  bornOn: LocalDate;
  today: LocalDate;
  /** What was decided about sharing; undefined where that is not asked. */
  sharing?: readonly SharingRecord[];
  /** The keys of the case's open duties. */
  openDuties: readonly string[];
  /** The case's other records of this kind. */
  others: readonly Pick<RecordFact, 'on' | 'details'>[];
}

type Check = (input: RecordInput, surroundings: Surroundings) => (Reason | false)[];

const needsPlacement = (field: string): Check => (input) => [
  ['designated-person', 'signatory'].includes(String(input[field])) &&
    input.placementId === undefined && { code: 'NO_PLACEMENT', field, sentence: 'There is no provider to answer this: choose a placement, or somebody else.' },
];

const OPT_OUT_AGE = 21;

/** An entitlement as its limits read it. */
function decisionOf({ on, details }: Pick<RecordFact, 'on' | 'details'>, hasAssessedNeed: boolean): EntitlementDecision {
  const number = (name: string): number | undefined => (typeof details[name] === 'number' ? details[name] : undefined);
  const { instalmentOn } = details;
  return {
    on, entitlement: details.entitlement as Entitlement, status: String(details.status), amount: number('amount'), instalment: number('instalment'),
    instalmentOn: typeof instalmentOn === 'string' ? instalmentOn : undefined, hasAssessedNeed,
  };
}

/** The month, term or academic year that a record names; undefined where there is none such. */
function timeNamed(name: unknown, timesIn: typeof monthsIn): Period | undefined {
  const year = Number(String(name).slice(0, 4));
  return timesIn(`${year}-01-01`, `${year + 1}-12-31`).find((time) => time.name === name);
}

/** EP15: what is returned of a time that is not over on that day is not known yet. */
const onceOver = (field: 'month' | 'week' | 'term' | 'year', name: unknown, timesIn: typeof monthsIn, on: LocalDate): (Reason | false)[] => [
  on <= (timeNamed(name, timesIn)?.endsOn ?? '') && { code: 'IN_THE_FUTURE', field, sentence: `The ${field} was not over on that day: return it once it is, with the day on which it is sent.` },
];

/** What cannot be so together, by the kind of record. */
const CHECKS: Partial<Record<CaseRecordKind, Check>> = {
  view: needsPlacement('addressedTo'),
  'good-enough-question': needsPlacement('addressedTo'),
  challenge: needsPlacement('to'),
  'joint-action': (input, surroundings) => [
    ...needsPlacement('owner')(input, surroundings),
    String(input.dueOn) < input.happenedOn && { code: 'TOO_EARLY', field: 'dueOn', sentence: 'An action cannot be due before it is agreed.' },
  ],
  'consultation-event': (input) => [
    String(input.eventOn) < input.happenedOn && { code: 'TOO_EARLY', field: 'eventOn', sentence: 'An event cannot be before it is announced.' },
  ],
  'consultation-attendance': ({ attended, whoWent }) => [
    attended !== 'yes' && whoWent === undefined && { code: 'REQUIRED', field: 'whoWent', sentence: 'Say who went instead, or that nobody did.' },
  ],
  disclosure: ({ basis, item, recipient, placementId }, { sharing }) => [
    basis === 'consent' && item !== undefined && recipient !== undefined && placementId !== undefined && sharing !== undefined && !isConsentGiven(sharing, placementId, item as SharedItem, recipient as Recipient)
      && { code: 'NO_CONSENT', field: 'basis', sentence: 'The young person has not agreed to this, or has withdrawn it. Ask them, or record on which other basis it was shared.' },
  ],
  entitlement: (input, { others }) => [
    ...entitlementFaults(decisionOf({ on: input.happenedOn, details: input }, input.assessedNeed !== undefined), others.map((one) => decisionOf(one, true))),
    input.status !== 'claimed' && input.reason === undefined && { code: 'REQUIRED', field: 'reason', sentence: 'Give the reason why it was refused or is not due.' },
  ],
  'attendance-return': ({ possible = 0, attended = 0, authorised = 0, month, week, happenedOn }) => [
    month === undefined && week === undefined && { code: 'REQUIRED', field: 'month', sentence: 'Say which month or which week it is of.' },
    month !== undefined && week !== undefined && { code: 'ONE_OF_TWO', field: 'week', sentence: 'A return is of a month or of a week: leave one of the two empty.' },
    week !== undefined && weekday(String(week)) !== 1 && { code: 'NOT_A_MONDAY', field: 'week', sentence: 'A week is named by its Monday: give the day on which it began.' },
    attended > possible && { code: 'TOO_LARGE', field: 'attended', sentence: 'More sessions were attended than were possible. Check both numbers.' },
    Number(attended) + Number(authorised) > Number(possible) && { code: 'TOO_LARGE', field: 'authorised', sentence: 'Attended and authorised are more than were possible. Check the numbers.' },
    ...(month === undefined ? [] : onceOver('month', month, monthsIn, happenedOn)),
    ...(week === undefined ? [] : onceOver('week', week, weeksIn, happenedOn)),
  ],
  'term-return': ({ term, status, retained, happenedOn }) => [
    ...onceOver('term', term, termsIn, happenedOn),
    retained === 'yes' && ['withdrawn', 'transferred'].includes(String(status)) && { code: 'CONTRADICTS', field: 'status', sentence: 'Somebody who has left the course is not on it any more. Check both answers.' },
    retained === 'no' && ['continuing', 'break'].includes(String(status)) && { code: 'CONTRADICTS', field: 'status', sentence: 'Somebody who goes on, or is on an agreed break, is still on the course. Check both answers.' },
  ],
  'outcome-return': ({ year, achieved, qualification, level, happenedOn }) => [
    ...onceOver('year', year, academicYearsIn, happenedOn),
    ...(achieved === 'yes' || achieved === 'partly' ? [
      qualification === undefined && { code: 'REQUIRED', field: 'qualification', sentence: 'Say which qualification was achieved.' },
      level === undefined && { code: 'REQUIRED', field: 'level', sentence: 'Say at which level it was achieved, 0 (entry level) to 8.' },
    ] : []),
  ],
  'leaver-contact': ({ inTouch, activity, accommodation, suitable }) => [
    ...(inTouch === 'YES' ? (['activity', 'accommodation'] as const).map((field) => ({ activity, accommodation })[field] === undefined && { code: 'REQUIRED', field, sentence: `You are in touch: give the ${field} as well.` }) : []),
    ['DIED', 'RHOM'].includes(String(inTouch)) && (activity ?? accommodation) !== undefined && { code: 'CONTRADICTS', field: 'inTouch', sentence: 'Of somebody who has died or returned home no activity and no accommodation are asked. Leave both empty.' },
    accommodation !== undefined && suitable === undefined && { code: 'REQUIRED', field: 'suitable', sentence: 'Say whether where they live is suitable.' },
    accommodation === undefined && suitable !== undefined && { code: 'REQUIRED', field: 'accommodation', sentence: 'Say where they live.' },
    NEVER_SUITABLE.includes(String(accommodation)) && suitable === 'yes' && { code: 'CONTRADICTS', field: 'suitable', sentence: 'Homelessness and custody are never suitable.' },
  ],
  'pep-review': ({ term, happenedOn }) => [happenedOn < (timeNamed(term, termsIn)?.startsOn ?? '') && { code: 'IN_THE_FUTURE', field: 'term', sentence: 'The term had not begun on that day: record its plan once it has been looked at in the term.' }],
  'case-closing': ({ cause, takenOverBy, happenedOn, rightCase }, { bornOn, others }) => [
    cause === MISTAKE && others.some(({ details }) => details.cause === MISTAKE) && { code: 'ALREADY_SAID', field: 'cause', sentence: 'That this case was registered by mistake is recorded already. Correct that.' },
    cause !== MISTAKE && rightCase !== undefined && { code: 'NOT_A_MISTAKE', field: 'rightCase', sentence: 'There is a right case only where this one was registered by mistake. Leave it empty.' },
    cause === 'moved-authority' && takenOverBy === undefined && { code: 'REQUIRED', field: 'takenOverBy', sentence: 'Say which authority has taken over, and whom to call there: whoever opens the case, or records in it from then on, reads that.' },
    cause === 'opted-out' && happenedOn < birthday(bornOn, OPT_OUT_AGE) && { code: 'TOO_YOUNG', field: 'cause', sentence: `Before they are ${OPT_OUT_AGE}, the authority keeps in touch whatever they say now.` },
  ],
  hold: ({ dutyKey, until, happenedOn }, { openDuties, today }) => [
    !canBeHeld(String(dutyKey)) && { code: 'URGENT', field: 'dutyKey', sentence: 'This duty is urgent: it cannot wait, so it cannot be put on hold.' },
    !openDuties.includes(String(dutyKey)) && { code: 'UNKNOWN_DUTY', field: 'dutyKey', sentence: 'This is not an open duty of the case. Start from the duty’s own page.' },
    ...holdDaysFaults(happenedOn, String(until), today),
  ],
  'hold-decision': (input, { today }) => holdDecisionFaults(input, today),
};

/** Kinds of which there is one for each of these times: a second one corrects the first. */
export const ONCE_FOR: Partial<Record<CaseRecordKind, readonly string[]>> = { 'attendance-return': ['month', 'week'], 'term-return': ['term'], 'outcome-return': ['year'] };

/** The time that a return is of, by the field that names it; null where the kind is none, or it names none. */
export function timeOf(kind: CaseRecordKind, details: Readonly<Record<string, unknown>>): { field: string; name: string } | null {
  const field = ONCE_FOR[kind]?.find((one) => typeof details[one] === 'string');
  return field === undefined ? null : { field, name: String(details[field]) };
}

/** What is wrong with a record of a kind beyond its single fields; empty where nothing is. */
export const recordFaults = (kind: CaseRecordKind, input: RecordInput, surroundings: Surroundings): Reason[] =>
  (CHECKS[kind]?.(input, surroundings) ?? []).filter((reason) => reason !== false);
