import type { ClockName, Meeting } from '../../src/domain/agreement/meeting-clocks.js';
import { birthday, plusDays, plusMonths, termOf } from './duties-oracle-time.js';

/*
 * A second reading of what one meeting does for the clocks beside one another (register, Beside the agreement; decision 8): slow and
 * plain, day by day where it can be. It shares no code with src/domain.
 */

/** What a drawn young person is: born when, in care when, planned when, rated when. */
export interface Clocked {
  bornOn: string;
  inCareAtFirst: boolean;
  /** Each change of care status, in order; of two on one day the later counts. */
  care: readonly { on: string; inCare: boolean }[];
  planAgreedOn: string | null;
  ratings: readonly { term: string; on: string }[];
  reviewMonths: number;
  lookedAfterReviewMonths: number;
  /** The meetings about the same placement, and all of the young person. */
  reviewed: readonly Meeting[];
  meetings: readonly Meeting[];
}

const inCare = ({ care, inCareAtFirst }: Clocked, on: string): boolean => care.filter((one) => one.on <= on).at(-1)?.inCare ?? inCareAtFirst;

const there = ({ attended }: Meeting, who: string): boolean => attended !== null && attended.some((one) => one === who);
const as = ({ countsFor }: Meeting, kind: string): boolean => countsFor.some((one) => one === kind);

/** Whether a meeting has all that a clock asks for, but for coming in time. */
const HAS: Readonly<Record<ClockName, (meeting: Meeting, of: Clocked) => boolean>> = {
  KW4: (meeting, { planAgreedOn }) =>
    as(meeting, 'review') && planAgreedOn !== null && planAgreedOn <= meeting.heldOn && (meeting.attended === null || (there(meeting, 'key-worker') && there(meeting, 'designated-person'))),
  VS5: (meeting, { ratings }) => as(meeting, 'personal-education-plan') && termOf(meeting.heldOn) !== null && ratings.some(({ term, on }) => term === termOf(meeting.heldOn)?.name && on >= meeting.heldOn),
  'pathway-plan': (meeting, { bornOn }) =>
    as(meeting, 'pathway-plan') && meeting.heldOn >= birthday(bornOn, 16) && there(meeting, 'young-person') && (there(meeting, 'social-worker') || there(meeting, 'personal-adviser')),
  'looked-after-review': (meeting, of) =>
    as(meeting, 'looked-after-review') && meeting.heldOn < birthday(of.bornOn, 18) && inCare(of, meeting.heldOn) && there(meeting, 'independent-reviewing-officer'),
};

/** The end of the term that a day is in, or of the next one. */
function endOfTerm(on: string): string {
  let day = on;
  while (termOf(day) === null) day = plusDays(day, 1);
  return termOf(day)?.to ?? '';
}

/** The day from which they have been in care without a break until a day; null where no change says so. */
function inCareSince(of: Clocked, on: string): string | null {
  let since: string | null = null;
  let was = of.inCareAtFirst;
  for (const change of of.care.filter((one) => one.on <= on)) {
    if (change.inCare && !was) since = change.on;
    if (!change.inCare) since = null;
    was = change.inCare;
  }
  return was ? since : null;
}

function nextOf(clock: ClockName, last: Meeting | null, meeting: Meeting, of: Clocked): string | null {
  if (clock === 'VS5') {
    const term = last && termOf(last.heldOn);
    return endOfTerm(term ? plusDays(term.to, 1) : meeting.heldOn);
  }
  if (clock === 'KW4') {
    const from = last?.heldOn ?? (of.planAgreedOn !== null && of.planAgreedOn <= meeting.heldOn ? of.planAgreedOn : null);
    return from && plusMonths(from, of.reviewMonths);
  }
  if (last === null) return null;
  if (clock === 'pathway-plan') return plusMonths(last.heldOn, 6);
  const since = inCareSince(of, last.heldOn);
  const days = new Set([meeting, ...of.meetings].filter((one) => HAS[clock](one, of) && since !== null && one.heldOn >= since && one.heldOn <= last.heldOn).map(({ heldOn }) => heldOn));
  return since !== null && days.size < 2 ? null : plusMonths(last.heldOn, of.lookedAfterReviewMonths);
}

/** Each clock, whether the meeting satisfied it, and when its next meeting is due, as a line. */
export function expectedClocks(meeting: Meeting, of: Clocked): string[] {
  return (Object.keys(HAS) as ClockName[]).map((clock) => {
    const earlier = (clock === 'KW4' ? of.reviewed : of.meetings).filter((one) => one.heldOn < meeting.heldOn && HAS[clock](one, of)).map(({ heldOn }) => heldOn).sort().at(-1);
    const before = (clock === 'KW4' ? of.reviewed : of.meetings).find(({ heldOn }) => heldOn === earlier) ?? null;
    const has = HAS[clock](meeting, of);
    const isLate = clock === 'pathway-plan' && before !== null && meeting.heldOn > plusMonths(before.heldOn, 6);
    return `${clock} ${has && !isLate ? 'satisfied' : 'not satisfied'}, next ${nextOf(clock, has ? meeting : before, meeting, of)}`;
  });
}
