import { addDays, type LocalDate } from '../time/local-date.js';
import { londonDate } from '../time/london.js';
import { academicYearsIn } from '../time/periods.js';
import { endingThatCloses } from './ending-that-closes.js';
import type { CaseFacts, PlacementFact } from './facts.js';
import type { Law } from './law.js';
import { byEndLimit, workingDaysAfterLimit } from './limits.js';
import { duty, firstOn, ofPlacement } from './recorded.js';
import { endOf, type OwedDuty } from './settle.js';
import { underWay } from './under-way.js';

/** The next academic year never begins later than this. */
const MONTHS_AHEAD = 12;

/** EP14, VS4: once in each academic year, when a risk notice is given, and before the end. */
export function careersAdviceDuties(placement: PlacementFact, { records, youngPerson }: CaseFacts, law: Law): OwedDuty[] {
  const own = records.filter(ofPlacement(placement));
  const row = { clause: 'EP14' as const, placementId: placement.id, closedBy: endOf(placement.ending) };
  const { from, to, registeredOn } = underWay(placement, youngPerson, law.today, MONTHS_AHEAD);
  return [
    ...academicYearsIn(from, to).filter(({ endsOn }) => endsOn >= registeredOn).map(({ name, startsOn, endsOn }) =>
      duty({
        ...row,
        key: `EP14/placement-${placement.id}/${name}`,
        opens: latest(startsOn, placement.startsOn),
        limit: placement.endsOn !== null && placement.endsOn < endsOn ? byEndLimit(placement.endsOn, 'the placement') : byEndLimit(endsOn, 'the academic year'),
        done: firstOn(own, 'careers-advice', ({ on }) => on >= startsOn && on <= endsOn),
      }),
    ),
    ...placement.riskNotices.map((notice) => {
      const occurredOn = londonDate(notice.occurredAt);
      return duty({
        ...row,
        key: `EP14/notice-${notice.id}`,
        opens: notice.occurredAt,
        limit: workingDaysAfterLimit(occurredOn, law.settings(occurredOn).careersAfterRiskWorkingDays, 'the risk notice', law.calendar),
        done: firstOn(own, 'careers-advice', ({ on }) => on >= occurredOn),
        closedBy: endingThatCloses(placement.ending),
      });
    }),
    ...beforeTheEnd(placement, registeredOn, law).map(({ opensOn, endsOn }) =>
      duty({
        ...row,
        key: `EP14/placement-${placement.id}/before-end`,
        opens: opensOn,
        limit: byEndLimit(endsOn, 'the placement'),
        done: firstOn(own, 'careers-advice', ({ on }) => on >= opensOn),
      }),
    ),
  ];
}

function beforeTheEnd({ agreedOn, startsOn, endsOn }: PlacementFact, registeredOn: LocalDate, law: Law): { opensOn: LocalDate; endsOn: LocalDate }[] {
  if (endsOn === null || endsOn < registeredOn) return [];
  return [{ opensOn: latest(addDays(endsOn, -law.settings(endsOn).careersBeforeEndDays), startsOn, agreedOn), endsOn }];
}

const latest = (...days: LocalDate[]): LocalDate => days.reduce((last, on) => (on > last ? on : last));
