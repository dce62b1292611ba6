import { addDays, type LocalDate } from '../time/local-date.js';
import { academicYearsIn, monthsIn, termsIn, weeksIn, type Period } from '../time/periods.js';
import type { Done, TimeLimit } from './due.js';
import type { CaseFacts, PlacementFact } from './facts.js';
import type { Law } from './law.js';
import { afterAugustLimit, workingDaysAfterLimit } from './limits.js';
import { duty, firstOn, ofPlacement } from './recorded.js';
import type { CaseRecordKind, RecordFact } from './records.js';
import type { OwedDuty } from './settle.js';
import { underWay } from './under-way.js';

interface Return {
  /** What the last part of the key begins with. */
  name: string;
  periodsIn: typeof monthsIn;
  kind: CaseRecordKind;
  /** The field that names the period. */
  field: string;
  limit: (period: Period, law: Law) => TimeLimit;
}

/** EP15: attendance by month, or by the weeks of one, retention and progress by term, outcomes by academic year; each owed once its time is over. */
const RETURNS: readonly Return[] = [
  {
    name: 'attendance', periodsIn: monthsIn, kind: 'attendance-return', field: 'month',
    limit: ({ endsOn }, law) => workingDaysAfterLimit(endsOn, law.settings(endsOn).attendanceReturnWorkingDays, 'the end of the month', law.calendar),
  },
  {
    name: 'term', periodsIn: termsIn, kind: 'term-return', field: 'term',
    limit: ({ endsOn }, law) => workingDaysAfterLimit(endsOn, law.settings(endsOn).termReturnWorkingDays, 'the end of the term', law.calendar),
  },
  { name: 'outcomes', periodsIn: academicYearsIn, kind: 'outcome-return', field: 'year', limit: ({ endsOn }, law) => afterAugustLimit(endsOn, law.settings(endsOn).outcomeReturnDays) },
];

/** August is in no term: the next period is never further off than this. */
const MONTHS_AHEAD = 2;

/** The returns of a learner: for each time with a day under way, from the one in which the young person was registered. */
export function returnDuties(placement: PlacementFact, { records, youngPerson }: CaseFacts, law: Law): OwedDuty[] {
  const own = records.filter(ofPlacement(placement));
  const { from, to, registeredOn } = underWay(placement, youngPerson, law.today, MONTHS_AHEAD);
  return RETURNS.flatMap(({ name, periodsIn, kind, field, limit }) =>
    periodsIn(from, to)
      .filter(({ endsOn }) => endsOn >= registeredOn)
      .map((period) =>
        duty({
          key: `EP15/placement-${placement.id}/${name}-${period.name}`,
          clause: 'EP15',
          placementId: placement.id,
          opens: addDays(period.endsOn, 1),
          limit: limit(period, law),
          done: firstDone(firstOn(own, kind, ({ details }) => details[field] === period.name), name === 'attendance' ? weeksDone(own, later(from, period.startsOn), earlier(to, period.endsOn)) : null),
        }),
      ),
  );
}

/** A month is returned by its weeks, too: by the return of each week with a day under way in it. The day of the last of them; null where one lacks. */
function weeksDone(own: readonly RecordFact[], from: LocalDate, to: LocalDate): Done | null {
  if (!own.some(({ details }) => details.week !== undefined)) return null;
  const sent = weeksIn(from, to).map(({ name }) => firstOn(own, 'attendance-return', ({ details }) => details.week === name));
  return sent.every((one) => one !== null) ? sent.reduce((last, one) => (one.on > last.on ? one : last)) : null;
}

const firstDone = (one: Done | null, other: Done | null): Done | null => (one === null || other === null ? (one ?? other) : other.on < one.on ? other : one);
const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other);
const earlier = (one: LocalDate, other: LocalDate): LocalDate => (one < other ? one : other);
