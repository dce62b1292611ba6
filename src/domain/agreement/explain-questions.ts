import type { LocalDate } from '../time/local-date.js';
import { academicYearOf, monthsIn, termsIn } from '../time/periods.js';
import type { Calendar } from '../time/working-days.js';
import type { ClauseId } from './clauses.js';
import {
  emergencyLimit, endOfYear11Limit, keyWorkerLimit, keyWorkerNoticeLimit, meetingLimit, planLimit, reviewLimit, riskNoticeLimit,
  vacancyLimit, type Done, type TimeLimit,
} from './due.js'; // prettier-ignore
import { afterAugustLimit, beforeStartLimit, byEndLimit, byStartLimit, daysAfterLimit, monthsAfterLimit, sameDayLimit, workingDaysAfterLimit } from './limits.js';
import { DEFAULT_SETTINGS as DEFAULTS, type SettingName } from './settings.js';

/** What a fact is written as. */
export type Written = 'date' | 'instant' | 'date or instant' | 'day in a term';

const FACTS = {
  startsOn: 'date', startedOn: 'date', endsOn: 'date', lastMetOn: 'date', occurredAt: 'date or instant', raisedAt: 'instant', bornOn: 'date',
  vacantOn: 'date', changedOn: 'date', recordedOn: 'date', raisedOn: 'date', meetingAskedOn: 'date', dayInMonth: 'date', dayInTerm: 'day in a term',
  dayInYear: 'date', signedOn: 'date', joinedOn: 'date', reviewedOn: 'date', checkedOn: 'date', statusOn: 'date', leftOn: 'date',
} as const satisfies Record<string, Written>; // prettier-ignore

export type FactName = keyof typeof FACTS;

/** The facts that any clause knows, by name. */
export const FACT_NAMES = Object.keys(FACTS) as FactName[];

/** A fact's name and its value as written. */
export type Fact = readonly [name: string, text: string];

/** The facts given, as read. */
export type Given = Partial<Record<FactName, Done>>;

/** What a clause is worked out from. */
export interface Question {
  facts: Partial<Record<FactName, Written>>;
  /** The facts in words, as a refusal asks for them. */
  needs: string;
  example: Fact;
  /** The time limit, or null where the facts given do not suffice. */
  limit(given: Given, calendar: Calendar): TimeLimit | null;
}

/** One fact that will do, one to show, and the time limit that it gives. */
type Answer = readonly [name: FactName, example: string, limit: (on: LocalDate, at: Date | null, calendar: Calendar) => TimeLimit | null];

/** A clause that is worked out from one fact: this one, or another of these. */
function from(first: Answer, ...others: Answer[]): Question {
  const answers = [first, ...others];
  const names = answers.map(([name]) => name);
  return {
    facts: Object.fromEntries(names.map((name) => [name, FACTS[name]])),
    needs: others.length === 0 ? first[0] : `one of ${names.join(', ')}`,
    example: [first[0], first[1]],
    limit: (given, calendar) => {
      const [limit, ...more] = answers.flatMap(([name, , limitOf]) => (given[name] ? [limitOf(given[name].on, given[name].at, calendar)] : []));
      return more.length > 0 ? null : (limit ?? null);
    },
  };
}

/** So many working days, the default of a setting, after a day. */
const workingDays = (setting: SettingName, what: string) => (on: LocalDate, _at: Date | null, calendar: Calendar) => workingDaysAfterLimit(on, DEFAULTS[setting], what, calendar);
const days = (setting: SettingName, what: string) => (on: LocalDate) => daysAfterLimit(on, DEFAULTS[setting], what);
const months = (setting: SettingName, what: string) => (on: LocalDate) => monthsAfterLimit(on, DEFAULTS[setting], what);

/** SC1: the end of Year 11 of a birthday, a vacancy after it, or whichever of the two holds. */
const KEY_WORKER_IN_PLACE: Question = {
  facts: { bornOn: FACTS.bornOn, vacantOn: FACTS.vacantOn },
  needs: 'bornOn or vacantOn',
  example: ['bornOn', '2011-08-31'],
  limit: ({ bornOn: born, vacantOn: vacant }, calendar) => {
    const { keyWorkerVacancyWorkingDays: count } = DEFAULTS;
    if (born && vacant) return keyWorkerLimit(born.on, vacant.on, count, calendar);
    if (born) return endOfYear11Limit(born.on);
    return vacant ? vacancyLimit(vacant.on, count, calendar) : null;
  },
};

/**
 * The facts that each clause is worked out from, with the register's defaults. Those whose day is simply a recorded one are
 * not here (KW6, P4, EP13), nor EP12: an ending has no day of its own to work out.
 */
export const QUESTIONS: ReadonlyMap<string, Question> = new Map<ClauseId, Question>([
  ['KW3', from(['startsOn', '2026-10-01', (on) => planLimit(on, DEFAULTS.planDays)])],
  ['KW4', from(['lastMetOn', '2026-08-31', (on) => reviewLimit(on, 'plan or review meeting', DEFAULTS.reviewMonths)])],
  ['KW8', from(['raisedAt', '2027-03-27T12:00:00Z', (_, at) => at && emergencyLimit(at, DEFAULTS.emergencyHours)])],
  ['EP11', from(['occurredAt', '2026-10-30T16:00:00Z', riskNoticeLimit])],
  ['EP11M', from(['occurredAt', '2026-10-30', (on, _, calendar) => meetingLimit(on, DEFAULTS.professionalsMeetingWorkingDays, calendar)])],
  ['SC1', KEY_WORKER_IN_PLACE],
  ['SC2', from(['changedOn', '2026-08-28', (on, _, calendar) => keyWorkerNoticeLimit(on, DEFAULTS.keyWorkerNoticeWorkingDays, calendar)])],
  ['KW1', from(['startsOn', '2026-09-07', beforeStartLimit])],
  ['KW2', from(['startsOn', '2026-09-07', beforeStartLimit])],
  ['KW5', from(['recordedOn', '2026-10-12', workingDays('viewWorkingDays', 'the view was given')])],
  ['KW7', from(
    ['raisedOn', '2026-10-12', workingDays('problemContactWorkingDays', 'the problem was raised')],
    ['meetingAskedOn', '2026-10-12', workingDays('problemMeetingWorkingDays', 'the problem was raised')],
  )],
  ['KW9', from(['recordedOn', '2026-10-12', workingDays('needWorkingDays', 'the need was recorded')])],
  ['EP1', from(
    ['vacantOn', '2026-10-12', workingDays('designatedPersonVacancyWorkingDays', 'the post fell vacant')],
    ['signedOn', '2026-09-15', (on) => sameDayLimit(on, 'the signing')],
  )],
  ['EP2', from(['changedOn', '2026-10-12', workingDays('designatedPersonNoticeWorkingDays', 'the designated person changed')])],
  ['EP3', from(
    ['startsOn', '2026-09-07', byStartLimit],
    ['startedOn', '2026-09-07', days('postEntryVisitDays', 'the start')],
  )],
  ['EP4', from(['startsOn', '2026-09-07', days('adviceDays', 'the start')])],
  ['EP5', from(['recordedOn', '2026-10-12', workingDays('viewWorkingDays', 'the view was given')])],
  ['EP6', from(['dayInYear', '2026-09-07', (on) => afterAugustLimit(academicYearOf(on).startsOn, DEFAULTS.applicationCheckDays)])],
  ['EP7', from(['startsOn', '2026-09-07', byStartLimit])],
  ['EP10', from(['startsOn', '2026-09-07', days('mentorDays', 'the start')])],
  ['EP11S', from(['occurredAt', '2026-10-30T16:00:00Z', (on) => sameDayLimit(on, 'the suspension or exclusion')])],
  ['EP14', from(
    ['dayInYear', '2026-09-07', (on) => byEndLimit(academicYearOf(on).endsOn, 'the academic year')],
    ['occurredAt', '2026-10-30', workingDays('careersAfterRiskWorkingDays', 'it occurred')],
    ['endsOn', '2027-06-30', (on) => byEndLimit(on, 'the placement')],
  )],
  ['EP15', from(
    ['dayInMonth', '2026-10-12', (on, at, calendar) => monthsIn(on, on).map(({ endsOn }) => workingDays('attendanceReturnWorkingDays', 'the end of the month')(endsOn, at, calendar))[0] ?? null],
    ['dayInTerm', '2026-10-12', (on, at, calendar) => termsIn(on, on).map(({ endsOn }) => workingDays('termReturnWorkingDays', 'the end of the term')(endsOn, at, calendar))[0] ?? null],
    ['dayInYear', '2026-10-12', (on) => afterAugustLimit(academicYearOf(on).endsOn, DEFAULTS.outcomeReturnDays)],
  )],
  ['VS1', from(
    ['vacantOn', '2026-10-12', workingDays('keyContactVacancyWorkingDays', 'the post fell vacant')],
    ['joinedOn', '2026-09-01', (on) => sameDayLimit(on, 'joining')],
  )],
  ['VS2', from(['dayInYear', '2026-09-07', (on) => afterAugustLimit(academicYearOf(on).startsOn, DEFAULTS.promotionDays)])],
  ['VS3', from(['recordedOn', '2026-10-12', workingDays('supportRequestWorkingDays', 'the request was made')])],
  ['VS5', from(['dayInTerm', '2026-10-12', (on) => termsIn(on, on).map(({ endsOn }) => byEndLimit(endsOn, 'the term'))[0] ?? null])],
  ['VS6', from(
    ['statusOn', '2026-10-12', days('statusDays', 'the last status')],
    ['leftOn', '2026-10-12', workingDays('followUpWorkingDays', 'they left')],
  )],
  ['VS7', from(['checkedOn', '2026-10-12', months('webCheckMonths', 'joining or the last check')])],
  ['IM3', from(['signedOn', '2026-09-15', workingDays('publicisedWorkingDays', 'the signing')])],
  ['IM4', from(['recordedOn', '2026-10-12', workingDays('challengeWorkingDays', 'the challenge was made')])],
  ['IM5', from(['reviewedOn', '2026-09-15', months('agreementReviewMonths', 'the signing or the last review')])],
  ['P2', from(['recordedOn', '2026-10-12', workingDays('questionWorkingDays', 'the question was asked')])],
]); // prettier-ignore
