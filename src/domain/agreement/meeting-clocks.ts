import { birthday } from '../time/academic-year.js';
import { addDays, addMonths, type LocalDate } from '../time/local-date.js';
import { VIRTUAL_SCHOOL_RECORDS } from './records/virtual-school.js';
import { termsIn, type Period } from '../time/periods.js';

/** What a meeting was held as. */
export const MEETING_KINDS = {
  review: 'a review of the education plan',
  'personal-education-plan': 'a meeting of the personal education plan',
  'pathway-plan': 'a review of the pathway plan',
  'looked-after-review': 'a looked-after review',
} as const;
export type MeetingKind = keyof typeof MEETING_KINDS;

/** Who can be at it, by what they are to the young person. */
export const ATTENDEES = {
  'young-person': 'young person',
  'key-worker': 'key worker',
  'designated-person': 'designated person',
  'key-contact': 'Virtual School key contact',
  'social-worker': 'social worker',
  'personal-adviser': 'personal adviser',
  'independent-reviewing-officer': 'independent reviewing officer, in the chair',
  mentor: 'mentor',
  carer: 'carer',
} as const;
export type Attendee = keyof typeof ATTENDEES;

/** P3: what the young person said to "do you feel safe here?". */
export const SAFETY_ANSWERS = { yes: 'yes', no: 'no', 'rather-not-say': 'they would rather not say' } as const;
export type SafetyAnswer = keyof typeof SAFETY_ANSWERS;

/** What the pages call the words of a review. */
export const MEETING_WORDS = { attendees: ATTENDEES, kinds: MEETING_KINDS, safety: SAFETY_ANSWERS, pepForms: VIRTUAL_SCHOOL_RECORDS['pep-review'].fields.form.choices };

/** A meeting as the clocks read it. */
export interface Meeting {
  heldOn: LocalDate;
  /** Null when it was held at the provider. */
  reasonElsewhere: string | null;
  /** Null where only names were written down: it came before roles were asked for. */
  attended: readonly Attendee[] | null;
  countsFor: readonly MeetingKind[];
  pepQuality: string | null;
}

export interface MeetingFacts {
  bornOn: LocalDate;
  /** Whether the young person was in care on a day. */
  inCare: (on: LocalDate) => boolean;
  /** The day on which all three had agreed the plan; null while they have not. */
  planAgreedOn: LocalDate | null;
  /** The terms whose personal education plan the Virtual School has rated, each with the days on which it did (VS5). */
  rated: readonly { term: string; on: LocalDate }[];
  /** The limit of KW4 in calendar months from a meeting of this day, as the home authority set it. */
  reviewMonths: (on: LocalDate) => number;
  /** The day on which the time in care that a day lies in began, where that is known. */
  cameIntoCareOn: (on: LocalDate) => LocalDate | null;
  /** The limit of looked-after reviews in calendar months from one of this day, after the first two. */
  lookedAfterReviewMonths: (on: LocalDate) => number;
  /** The meetings about the same placement: a review of its plan is counted from these. */
  reviewed: readonly Meeting[];
  /** The meetings of the young person. */
  meetings: readonly Meeting[];
}

export const CLOCKS = {
  KW4: { name: 'Review of the education plan (KW4)', heldAs: 'review' },
  VS5: { name: 'Personal education plan of the term (VS5)', heldAs: 'personal-education-plan' },
  'pathway-plan': { name: 'Pathway plan', heldAs: 'pathway-plan' },
  'looked-after-review': { name: 'Looked-after review', heldAs: 'looked-after-review' },
} as const satisfies Record<string, { name: string; heldAs: MeetingKind }>;
export type ClockName = keyof typeof CLOCKS;

/** What a meeting did for one clock, and until when that clock's next meeting is due; null where nothing says. */
export interface MeetingClock {
  clock: ClockName;
  name: string;
  /** Whether it was held as what this clock asks for. */
  isHeldAs: boolean;
  satisfied: boolean;
  why: string;
  nextOn: LocalDate | null;
}

/** The pathway plan is reviewed at least every six months (register, Beside the agreement). */
const MONTHS_BESIDE = 6;
const PATHWAY_FROM_AGE = 16;
const ADULT = 18;

interface ClockRow {
  /** What it lacks, as sentences; none where it has all. */
  lacks: (meeting: Meeting, facts: MeetingFacts) => string[];
  /** What it has, in a sentence. */
  has: (meeting: Meeting) => string;
  /** The next one's last day, from the last meeting that had all; `last` is null where there was none. */
  next: (last: Meeting | null, meeting: Meeting, facts: MeetingFacts) => LocalDate | null;
  /** The limit in months after the one before, where coming late is not enough. */
  withinMonths?: number;
}

const wasThere = ({ attended }: Meeting, ...roles: Attendee[]): boolean => roles.some((role) => attended?.includes(role));
const unless = (holds: boolean, sentence: string): string[] => (holds ? [] : [sentence]);
const isBefore = (bornOn: LocalDate, age: number, on: LocalDate): boolean => on < birthday(bornOn, age);
const sixMonthsAfter = (last: Meeting | null): LocalDate | null => last && addMonths(last.heldOn, MONTHS_BESIDE);

/** The term that a day lies in; undefined in August. */
export const termOf = (on: LocalDate): Period | undefined => termsIn(on, on)[0];

const ROWS: Record<ClockName, ClockRow> = {
  KW4: {
    lacks: (meeting, { planAgreedOn }) => [
      ...unless(planAgreedOn !== null && planAgreedOn <= meeting.heldOn, 'All three had not agreed the plan yet: reviews count from that day.'),
      ...unless(meeting.attended === null || wasThere(meeting, 'key-worker'), 'The key worker was not there.'),
      ...unless(meeting.attended === null || wasThere(meeting, 'designated-person'), 'The designated person was not there.'),
    ],
    has: ({ attended, reasonElsewhere }) =>
      `${reasonElsewhere === null ? 'Held at the provider' : 'Held elsewhere, and the reason is recorded'}${attended === null ? '' : ', with key worker and designated person'}, and the young person's view is recorded.`,
    next: (last, { heldOn }, { planAgreedOn, reviewMonths }) => {
      const from = last?.heldOn ?? (planAgreedOn !== null && planAgreedOn <= heldOn ? planAgreedOn : null);
      return from && addMonths(from, reviewMonths(from));
    },
  },
  VS5: {
    lacks: ({ heldOn, pepQuality }, { rated }) => {
      const term = termOf(heldOn);
      if (term === undefined) return ['August is in no term.'];
      // Only the Virtual School keeps VS5; what others found of the plan is kept with their meeting.
      const isRated = rated.some((one) => one.term === term.name && one.on >= heldOn);
      return isRated ? [] : [pepQuality === null ? 'Its quality was not rated.' : 'The Virtual School has not rated it.'];
    },
    has: () => 'The plan was looked at, and the Virtual School has rated its quality in this term.',
    next: (last, { heldOn }) => endOfTermFrom(last ? addDays(termOf(last.heldOn)?.endsOn ?? last.heldOn, 1) : heldOn),
  },
  'pathway-plan': {
    lacks: (meeting, { bornOn }) => [
      ...unless(!isBefore(bornOn, PATHWAY_FROM_AGE, meeting.heldOn), 'The young person was under 16.'),
      ...unless(wasThere(meeting, 'young-person'), 'The young person was not there.'),
      ...unless(wasThere(meeting, 'social-worker', 'personal-adviser'), 'Neither social worker nor personal adviser was there.'),
    ],
    has: () => 'The young person and their social worker or personal adviser were there.',
    next: sixMonthsAfter,
    withinMonths: MONTHS_BESIDE,
  },
  'looked-after-review': {
    lacks: (meeting, { bornOn, inCare }) => [
      ...unless(isBefore(bornOn, ADULT, meeting.heldOn), 'The young person was 18 or over.'),
      ...unless(inCare(meeting.heldOn), 'The young person was not in care.'),
      ...unless(wasThere(meeting, 'independent-reviewing-officer'), 'No independent reviewing officer was in the chair.'),
    ],
    has: () => 'The independent reviewing officer was in the chair.',
    next: (last, meeting, facts) => (last === null || isOneOfFirstTwo(last, meeting, facts) ? null : addMonths(last.heldOn, facts.lookedAfterReviewMonths(last.heldOn))),
  },
};

/** The first two after somebody came into care have shorter limits, which are not ours to say; where it is not known when that was, they are long past. */
function isOneOfFirstTwo(last: Meeting, meeting: Meeting, facts: MeetingFacts): boolean {
  const since = facts.cameIntoCareOn(last.heldOn);
  if (since === null) return false;
  const { heldAs } = CLOCKS['looked-after-review'];
  const held = [meeting, ...facts.meetings].filter((one) => one.countsFor.includes(heldAs) && one.heldOn >= since && one.heldOn <= last.heldOn && ROWS['looked-after-review'].lacks(one, facts).length === 0);
  return new Set(held.map(({ heldOn }) => heldOn)).size < 2;
}

/** For each clock beside one another, whether this meeting satisfied it, why or why not, and when its next is due (KW4, EP9, VS5). */
export function clocksOf(meeting: Meeting, facts: MeetingFacts): MeetingClock[] {
  return (Object.keys(CLOCKS) as ClockName[]).map((clock) => {
    const row = ROWS[clock];
    const counts = (one: Meeting): boolean => one.countsFor.includes(CLOCKS[clock].heldAs) && row.lacks(one, facts).length === 0;
    const before = (clock === 'KW4' ? facts.reviewed : facts.meetings).filter((one) => one.heldOn < meeting.heldOn && counts(one)).sort((a, b) => (a.heldOn < b.heldOn ? 1 : -1))[0] ?? null;
    const { name, heldAs } = CLOCKS[clock];
    const isHeldAs = meeting.countsFor.includes(heldAs);
    const lacking = isHeldAs ? [...row.lacks(meeting, facts), ...lateness(meeting, before, row.withinMonths)] : [`It was not held as ${MEETING_KINDS[heldAs]}.`];
    const satisfied = lacking.length === 0;
    return { clock, name, isHeldAs, satisfied, why: satisfied ? row.has(meeting) : lacking.join(' '), nextOn: row.next(counts(meeting) ? meeting : before, meeting, facts) };
  });
}

/** Late is not in time, although the next is counted from it. */
function lateness({ heldOn }: Meeting, before: Meeting | null, months: number | undefined): string[] {
  const inTime = months === undefined || before === null || heldOn <= addMonths(before.heldOn, months);
  return unless(inTime, `It came more than ${months} calendar months after the last one.`);
}

/** The last day of the term that a day lies in, or else of the next one. */
function endOfTermFrom(on: LocalDate): LocalDate | null {
  return termsIn(on, addMonths(on, 2))[0]?.endsOn ?? null;
}
