import { birthday } from '../time/academic-year.js';
import { addMonths, type LocalDate } from '../time/local-date.js';
import { ACCOMMODATIONS, ACTIVITIES, IN_TOUCH, NEVER_SUITABLE, NOTHING } from './care-leaver-codes.js';

/** What was recorded of a care leaver on a day: a status with its codes (VS6). */
export interface LeaverStatus {
  on: LocalDate;
  inTouch?: string;
  activity?: string;
  accommodation?: string;
  suitable?: string;
}

/** What the return is made of. */
export interface LeaverFacts {
  /** The authority's own number of the young person. */
  childId: string;
  bornOn: LocalDate;
  /** Their care status on a day (`CARE_STATUSES`). */
  careStatusOn(day: LocalDate): string;
  diedOn: LocalDate | null;
  /** From which day on another authority is responsible; null where none is. */
  movedOn: LocalDate | null;
  statuses: readonly LeaverStatus[];
}

/** A line of OC3; an empty text where nothing was recorded. */
export interface Oc3Row {
  CHILD: string;
  DOB: LocalDate;
  IN_TOUCH: string;
  ACTIV: string;
  ACCOM: string;
}

/** What a line breaks: the number of the Department's rule, or ours for a line that is not complete, and what to do. */
export interface Oc3Fault {
  rule: string;
  sentence: string;
}

const YOUNGEST = 17;
const OLDEST = 21;
/** Who is a care leaver for this return: looked after long enough, and no more. */
const ASKED_OF: readonly string[] = ['relevant', 'former-relevant'];

/** The birthday of the collection year, 1 April to 31 March, with which it ends; the age is that of this birthday. */
export function birthdayIn(bornOn: LocalDate, collectionYear: number): { on: LocalDate; age: number } {
  const [from, to] = [`${collectionYear - 1}-04-01`, `${collectionYear}-03-31`];
  const age = [collectionYear - 1, collectionYear].map((year) => year - Number(bornOn.slice(0, 4))).find((one) => birthday(bornOn, one) >= from && birthday(bornOn, one) <= to) ?? 0;
  return { on: birthday(bornOn, age), age };
}

/** The days, both included, in which contact is made around a birthday: from three months before to one month after it. */
export const contactDays = (birthdayOn: LocalDate): { from: LocalDate; to: LocalDate } => ({ from: addMonths(birthdayOn, -3), to: addMonths(birthdayOn, 1) });

/**
 * The line of a young person in the return of a collection year (the year in which it ends); null for whom none is asked: not 17 to 21 on
 * their birthday in it, in care on that day still, another authority's by then, or a leaver who qualifies for advice alone. What was recorded nearest to the birthday counts, of two as near the earlier.
 */
export function oc3Row(facts: LeaverFacts, collectionYear: number): Oc3Row | null {
  const { on, age } = birthdayIn(facts.bornOn, collectionYear);
  if (age < YOUNGEST || age > OLDEST || !ASKED_OF.includes(facts.careStatusOn(on)) || (facts.movedOn !== null && facts.movedOn <= on)) return null;
  const row = { CHILD: facts.childId, DOB: facts.bornOn };
  if (facts.diedOn !== null && facts.diedOn <= contactDays(on).to) return { ...row, IN_TOUCH: 'DIED', ACTIV: NOTHING, ACCOM: NOTHING };
  const status = nearest(facts.statuses, on);
  if (!status?.inTouch) return { ...row, IN_TOUCH: '', ACTIV: '', ACCOM: '' };
  const isAsked = status.inTouch === 'YES' || status.activity !== undefined || status.accommodation !== undefined;
  if (!isAsked || ['DIED', 'RHOM'].includes(status.inTouch)) return { ...row, IN_TOUCH: status.inTouch, ACTIV: NOTHING, ACCOM: NOTHING };
  return { ...row, IN_TOUCH: status.inTouch, ACTIV: status.activity ?? NOTHING, ACCOM: accommodationCode(status) };
}

/** A letter with 1 (suitable) or 2; 0 where nothing is known. */
export const accommodationCode = ({ accommodation, suitable }: Pick<LeaverStatus, 'accommodation' | 'suitable'>): string =>
  accommodation === undefined ? NOTHING : `${accommodation}${suitable === 'yes' ? '1' : '2'}`;

function nearest(statuses: readonly LeaverStatus[], birthdayOn: LocalDate): LeaverStatus | undefined {
  const { from, to } = contactDays(birthdayOn);
  const distance = ({ on }: LeaverStatus) => Math.abs(Date.parse(on) - Date.parse(birthdayOn));
  return statuses
    .filter(({ on, inTouch }) => inTouch !== undefined && on >= from && on <= to)
    .toSorted((a, b) => distance(a) - distance(b) || (a.on < b.on ? -1 : 1))[0];
}

const ACCOM_CODES = Object.keys(ACCOMMODATIONS).flatMap((letter) => (NEVER_SUITABLE.includes(letter) ? [`${letter}2`] : [`${letter}1`, `${letter}2`]));

/** The Department's rules for a line by itself, by their numbers. */
const RULES: readonly { rule: string; breaks(row: Oc3Row, age: number): boolean; sentence: string }[] = [
  { rule: '131', breaks: ({ IN_TOUCH: said }) => said !== '' && !(said in IN_TOUCH), sentence: 'Whether you are in touch is in no code of this collection year.' },
  { rule: '132', breaks: ({ ACTIV }) => ACTIV !== '' && ACTIV !== NOTHING && !(ACTIV in ACTIVITIES), sentence: 'The activity is in no code of this collection year.' },
  { rule: '133', breaks: ({ ACCOM }) => ACCOM !== '' && ACCOM !== NOTHING && !ACCOM_CODES.includes(ACCOM), sentence: 'The accommodation is in no code of this collection year. Homelessness and custody are returned as not suitable.' },
  { rule: '153', breaks: (row) => new Set([row.IN_TOUCH === '', row.ACTIV === '', row.ACCOM === '']).size > 1, sentence: 'Contact, activity and accommodation are all filled in, or none of them.' },
  { rule: '344', breaks: ({ IN_TOUCH: said, ACTIV, ACCOM }) => ['DIED', 'RHOM'].includes(said) && (ACTIV !== NOTHING || ACCOM !== NOTHING), sentence: 'Of somebody who has died or returned home no activity and no accommodation are returned.' },
  { rule: '345', breaks: ({ IN_TOUCH: said, ACTIV, ACCOM }) => said === 'YES' && (ACTIV === NOTHING || ACCOM === NOTHING), sentence: 'You are in touch: record the activity and the accommodation as well.' },
  { rule: '347', breaks: ({ ACCOM }, age) => ACCOM.startsWith('T') && age < 18, sentence: 'Nobody under 18 is returned as living in a foyer. Check the accommodation.' },
  { rule: '3001', breaks: ({ ACCOM }, age) => ACCOM.startsWith('Z') && age === 17, sentence: 'Around a 17th birthday nobody lives with former foster carers. Check the accommodation.' },
  { rule: 'NO_CONTACT', breaks: ({ IN_TOUCH: said }) => said === '', sentence: 'Nothing is recorded of the weeks around the birthday.' },
];

/** What a line of a collection year breaks, in the order of the rules; empty where it can be sent. */
export function oc3Faults(row: Oc3Row, collectionYear: number): Oc3Fault[] {
  const { age } = birthdayIn(row.DOB, collectionYear);
  return RULES.filter(({ breaks }) => breaks(row, age)).map(({ rule, sentence }) => ({ rule, sentence }));
}

/** What somebody does about a line, the most pressing first: make contact in its days, put right what is wrong or missing, wait for its days, or nothing. */
export const LINE_STATES = ['in its days', 'to put right', 'to come', 'complete'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** The state on a day of a line that breaks these rules. */
export function lineState(row: Oc3Row, faults: readonly Oc3Fault[], collectionYear: number, today: LocalDate): LineState {
  if (faults.length === 0) return 'complete';
  const { from, to } = contactDays(birthdayIn(row.DOB, collectionYear).on);
  if (!faults.some(({ rule }) => rule === 'NO_CONTACT') || to < today) return 'to put right';
  return from > today ? 'to come' : 'in its days';
}

/** The care leaver fields of the Department's daily feed: the last day of contact, with what was so on it. */
export interface CareLeaverFields {
  contact_date: LocalDate;
  activity: string;
  accommodation: string;
}

/** The fields as they are on a day; null where no contact with activity and accommodation is recorded up to it. */
export function careLeaverFields({ statuses }: Pick<LeaverFacts, 'statuses'>, today: LocalDate): CareLeaverFields | null {
  const last = statuses.filter(({ on, inTouch, activity, accommodation }) => on <= today && inTouch === 'YES' && activity !== undefined && accommodation !== undefined).toSorted((a, b) => (a.on < b.on ? 1 : -1))[0];
  return last?.activity && last.accommodation ? { contact_date: last.on, activity: last.activity, accommodation: last.accommodation } : null;
}

/** The collection year that runs on a day: the one that ends on the next 31 March. */
export const collectionYearOn = (day: LocalDate): number => Number(day.slice(0, 4)) + (day.slice(5) > '03-31' ? 1 : 0);
