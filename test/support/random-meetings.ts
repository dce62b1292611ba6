import { CARE_STATUSES } from '../../src/domain/agreement/care-status.js';
import { ATTENDEES, MEETING_KINDS, type Attendee, type Meeting, type MeetingKind } from '../../src/domain/agreement/meeting-clocks.js';
import { termsIn } from '../../src/domain/time/periods.js';
import type { Random } from './random.js';

/** A change of care status, as it is recorded. */
export interface CareChange {
  on: string;
  status: string;
}

/** Meetings of one young person over three years, each held as one thing or several, some about the placement that is looked at; what the clocks go by besides. */
export interface DrawnMeetings {
  bornOn: string;
  inCareAtFirst: boolean;
  care: CareChange[];
  planAgreedOn: string | null;
  ratings: { term: string; on: string }[];
  reviewMonths: number;
  lookedAfterReviewMonths: number;
  reviewed: Meeting[];
  meetings: Meeting[];
}

const kinds = Object.keys(MEETING_KINDS) as MeetingKind[];
const people = Object.keys(ATTENDEES) as Attendee[];

export function drawnMeetings(random: Random): DrawnMeetings {
  const meeting = (): Meeting => ({
    heldOn: random.day(), reasonElsewhere: random.maybe(30, () => 'At home'), attended: random.maybe(90, () => random.shuffled(people).slice(0, random.int(2, people.length))),
    countsFor: random.shuffled(kinds).slice(0, random.int(1, kinds.length)), pepQuality: random.maybe(50, () => 'green'),
  });
  // Of one day there is one meeting: which of two came first is not said.
  const all = [...new Map(random.some(1, 12, meeting).map((one) => [one.heldOn, one])).values()];
  const ratedFor = all.filter(() => random.chance(60)).flatMap(({ heldOn }) => termsIn(heldOn, heldOn).map(({ name }) => ({ term: name, on: random.nearDay(heldOn, -3, 20) })));
  return {
    bornOn: random.pick(['2009-11-02', '2010-08-31', '2010-09-01', '2012-02-29', '2011-05-01']), inCareAtFirst: random.chance(60),
    care: random.some(0, 4, () => ({ on: random.day(), status: random.pick(Object.keys(CARE_STATUSES)) })).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    planAgreedOn: random.maybe(80, () => random.day()), ratings: ratedFor, reviewMonths: random.int(1, 6), lookedAfterReviewMonths: random.int(1, 12),
    meetings: all, reviewed: all.filter(() => random.chance(70)),
  };
}
