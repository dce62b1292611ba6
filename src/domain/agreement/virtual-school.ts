import { academicYear, birthday, endOfYear11 } from '../time/academic-year.js';
import { londonDate } from '../time/london.js';
import { addDays, addMonths, daysBetween, type LocalDate } from '../time/local-date.js';
import { termsIn } from '../time/periods.js';
import { attendanceConcerns } from './attendance.js';
import { firstDayInCare } from './care-status.js';
import { LAST_AGE } from './case-end.js';
import type { CaseFacts, EndingKind, PlacementFact } from './facts.js';
import type { Law } from './law.js';
import { byEndLimit, daysAfterLimit, workingDaysAfterLimit } from './limits.js';
import { about, duty, firstOn, ofPlacement, recorded, roleOf, workingDaysAfterRecord } from './recorded.js';
import type { RecordFact } from './records.js';
import { endOf, type OwedDuty } from './settle.js';

/** What Virtual Schools owe in a case: VS3, VS5, VS6. The facts are those of now (`factsAsAt`). */
export function virtualSchoolDuties(facts: CaseFacts, law: Law): OwedDuty[] {
  const { records, placements } = facts;
  return [
    ...recorded(records, 'support-request').map((request) => requestAnswered(request, records, law)),
    ...plansOfTerms(facts, law),
    ...statuses(facts, law),
    ...leavers(records).map((status) => followUpOfStatus(status, records, law)),
    ...placements.flatMap((placement) => [...followUpOfPlacement(placement, records, law), ...followUpOfAttendance(placement, records, law)]),
  ];
}

/** VS3: the home authority stays responsible throughout; nothing but an answer closes it. */
function requestAnswered(request: RecordFact, records: readonly RecordFact[], law: Law): OwedDuty {
  return duty({
    key: `VS3/request-${request.id}`,
    clause: 'VS3',
    owedBy: roleOf('VS3', request.details.to),
    placementId: request.placementId,
    opens: request.on,
    limit: workingDaysAfterRecord(request, 'supportRequestWorkingDays', 'the request was made', law),
    done: firstOn(records, 'support-answer', about(request)),
  });
}

/** The next term never begins later than this. */
const MONTHS_AHEAD = 6;

/** VS5: each term from Year 11 on; in Year 11 itself those with a day in care, from the first of them. */
function plansOfTerms(facts: CaseFacts, { settings, today }: Law): OwedDuty[] {
  const { youngPerson, records } = facts;
  const { id, bornOn } = youngPerson;
  const registeredOn = londonDate(youngPerson.registeredAt);
  const year11On = academicYear(birthday(bornOn, 16)).startsOn;
  const from = later(registeredOn, year11On);
  return termsIn(from, later(from, addMonths(today, MONTHS_AHEAD)))
    .filter(({ startsOn }) => startsOn >= year11On && startsOn < birthday(bornOn, LAST_AGE))
    .flatMap(({ name, startsOn, endsOn }) => {
      const from = later(startsOn, registeredOn);
      const opens = startsOn > endOfYear11(bornOn) ? from : firstDayInCare(facts, from, endsOn);
      if (opens === null) return [];
      const done = firstOn(records, 'pep-review', ({ details }) => details.term === name);
      return [duty({ key: `VS5/young-person-${id}/${name}`, clause: 'VS5', opens, limit: byEndLimit(endsOn, 'the term', Math.min(settings(opens).planQualityDaysBefore, daysBetween(opens, endsOn))), done })];
    });
}

/** VS6: a first status once Year 11 is over, then one after each. */
function statuses({ youngPerson, records }: CaseFacts, { settings }: Law): OwedDuty[] {
  const { id, bornOn } = youngPerson;
  const opensOn = later(londonDate(youngPerson.registeredAt), addDays(endOfYear11(bornOn), 1));
  const found = recorded(records, 'status', ({ on }) => on >= opensOn);
  const from = [{ key: `VS6/young-person-${id}/first-status`, on: opensOn }, ...found.map((status) => ({ key: `VS6/young-person-${id}/after-status-${status.id}`, on: status.on }))];
  return from.map(({ key, on }, index) => {
    const next = found[index];
    const what = index === 0 ? 'tracking began' : 'the last status';
    return duty({ key, clause: 'VS6', opens: on, limit: daysAfterLimit(on, settings(on).statusDays, what), done: next ? { on: next.on, at: null } : null });
  });
}

const isOut = ({ details }: RecordFact): boolean => details.status === 'not-in-eet' || details.status === 'not-known';

/** The statuses by which somebody left education, employment or training, or was lost sight of. */
function leavers(records: readonly RecordFact[]): RecordFact[] {
  const inOrder = recorded(records, 'status');
  return inOrder.filter((status, index) => {
    const before = inOrder[index - 1];
    return isOut(status) && (before === undefined || !isOut(before));
  });
}

function followUpOfStatus(status: RecordFact, records: readonly RecordFact[], law: Law): OwedDuty {
  return duty({
    key: `VS6/follow-up-status-${status.id}`,
    clause: 'VS6',
    opens: status.on,
    limit: workingDaysAfterRecord(status, 'followUpWorkingDays', 'the status', law),
    done: firstOn(records, 'follow-up', about(status)),
  });
}

/** Endings after which somebody may be nowhere. */
const LEAVING: readonly EndingKind[] = ['left-early', 'ended-by-provider', 'permanently-excluded'];

function followUpOfPlacement(placement: PlacementFact, records: readonly RecordFact[], { settings, calendar }: Law): OwedDuty[] {
  const { ending } = placement;
  if (ending === null || !LEAVING.includes(ending.kind)) return [];
  const { endedOn } = ending;
  return [
    duty({
      key: `VS6/follow-up-placement-${placement.id}`,
      clause: 'VS6',
      placementId: placement.id,
      opens: endedOn,
      limit: workingDaysAfterLimit(endedOn, settings(endedOn).followUpWorkingDays, 'the placement ended', calendar),
      done: firstOn(records, 'follow-up', (record) => ofPlacement(placement)(record) && record.on >= endedOn),
    }),
  ];
}

/** Attendance under the lower threshold is followed up by the Virtual School too, beside the key worker's contact (KW7; decision 34). */
function followUpOfAttendance(placement: PlacementFact, records: readonly RecordFact[], law: Law): OwedDuty[] {
  const own = records.filter(ofPlacement(placement));
  return attendanceConcerns(own, law.settings).filter(({ opens, reasons }) => opens && reasons.includes('severe')).map(({ recordId, sentOn }) =>
    duty({
      key: `VS6/follow-up-placement-${placement.id}/attendance-${recordId}`,
      clause: 'VS6',
      placementId: placement.id,
      opens: sentOn,
      limit: workingDaysAfterRecord({ on: sentOn }, 'followUpWorkingDays', 'the problem was raised', law),
      done: firstOn(own, 'follow-up', ({ on }) => on >= sentOn),
      closedBy: endOf(placement.ending),
    }),
  );
}

const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other);
