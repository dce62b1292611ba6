import { attendanceConcerns } from './attendance.js';
import { lastDay } from './due.js';
import type { CaseFacts, PlacementFact } from './facts.js';
import { isNamedOn } from './key-worker-cover.js';
import type { Law } from './law.js';
import { beforeStartLimit } from './limits.js';
import { about, duty, endOfItsPlacement, firstOn, ofPlacement, recorded, roleOf, workingDaysAfterRecord } from './recorded.js';
import { NOT_FEELING_SAFE } from './records/key-worker.js';
import type { RecordFact } from './records.js';
import type { SettingName } from './settings.js';
import { endOf, type OwedDuty } from './settle.js';
import { isAbout } from './sharing.js';

/** What the key worker owes because of what was recorded, or has to record: KW1, KW2, KW5 with EP5, KW6, KW7, KW9. */
export function recordedDuties(facts: CaseFacts, law: Law): OwedDuty[] {
  return [
    ...facts.placements.flatMap((placement) => beforeTheStart(placement, facts)),
    ...recorded(facts.records, 'view').flatMap((view) => viewAnswered(view, facts, law)),
    ...recorded(facts.records, 'consultation-event').map((event) => eventAttended(event, facts)),
    ...recorded(facts.records, 'problem').flatMap((problem) => problemTakenUp(problem, facts, law)),
    ...facts.placements.flatMap((placement) => attendanceTakenUp(placement, facts, law)),
    ...recorded(facts.records, 'need').map((need) => needMet(need, facts, law)),
  ];
}

/**
 * KW1, KW2: before the start the young person has been asked for consent to share safeguarding information with the provider, and the
 * designated person has the contact card, with a key worker on it. What they decided about anything else, or about anybody else, keeps nothing.
 */
function beforeTheStart(placement: PlacementFact, { records, keyWorkers }: CaseFacts): OwedDuty[] {
  const own = records.filter(ofPlacement(placement));
  const done = {
    KW1: firstOn(own, 'consent-decision', (decision) => isAbout(decision, 'safeguarding', 'provider')),
    KW2: firstOn(own, 'contact-card-acknowledged', ({ on }) => isNamedOn(keyWorkers, on)),
  };
  return (['KW1', 'KW2'] as const).map((clause) =>
    duty({
      key: `${clause}/placement-${placement.id}`,
      clause,
      placementId: placement.id,
      opens: placement.agreedOn,
      limit: beforeStartLimit(placement.startsOn),
      done: done[clause],
      closedBy: endOf(placement.ending),
    }),
  );
}

/** KW5, EP5: a view outlives its placement; the young person hears what was done all the same. */
function viewAnswered(view: RecordFact, { records }: CaseFacts, law: Law): OwedDuty[] {
  return (['KW5', 'EP5'] as const)
    .map((clause) => ({ clause, owedBy: roleOf(clause, view.details.addressedTo) }))
    .filter(({ owedBy }) => owedBy.length > 0)
    .map(({ clause, owedBy }) =>
      duty({
        key: `${clause}/view-${view.id}`,
        clause,
        owedBy,
        placementId: view.placementId,
        opens: view.on,
        limit: workingDaysAfterRecord(view, 'viewWorkingDays', 'the view was given', law),
        done: firstOn(records, 'view-answer', about(view)),
      }),
    );
}

/** KW6: on the day of the event itself. */
function eventAttended(event: RecordFact, { records, placements }: CaseFacts): OwedDuty {
  return duty({
    key: `KW6/event-${event.id}`,
    clause: 'KW6',
    placementId: event.placementId,
    opens: event.on,
    limit: lastDay(String(event.details.eventOn), 'On the day of the event'),
    done: firstOn(records, 'consultation-attendance', about(event)),
    closedBy: endOfItsPlacement(event, placements),
  });
}

/** KW7: the contact, and the meeting where one is asked for. That the young person does not feel safe (P3) is taken up whatever becomes of the placement. */
function problemTakenUp(problem: RecordFact, { records, placements }: CaseFacts, law: Law): OwedDuty[] {
  const outlives = (name: 'contact' | 'meeting'): boolean => name === 'contact' && problem.details.kind === NOT_FEELING_SAFE;
  const half = (name: 'contact' | 'meeting', setting: SettingName): OwedDuty =>
    duty({
      key: `KW7/problem-${problem.id}/${name}`,
      clause: 'KW7',
      placementId: problem.placementId,
      opens: problem.on,
      limit: workingDaysAfterRecord(problem, setting, 'the problem was raised', law),
      done: firstOn(records, `problem-${name}`, about(problem)),
      closedBy: outlives(name) ? null : endOfItsPlacement(problem, placements),
    });
  const contact = half('contact', 'problemContactWorkingDays');
  return problem.details.meetingAsked === true ? [contact, half('meeting', 'problemMeetingWorkingDays')] : [contact];
}

/** KW7: a return by which attendance is under a threshold is a problem, whoever notices it (decision 34). */
function attendanceTakenUp(placement: PlacementFact, { records }: CaseFacts, law: Law): OwedDuty[] {
  const own = records.filter(ofPlacement(placement));
  return attendanceConcerns(own, law.settings).filter(({ opens }) => opens).map(({ recordId, sentOn }) =>
    duty({
      key: `KW7/placement-${placement.id}/attendance-${recordId}`,
      clause: 'KW7',
      placementId: placement.id,
      opens: sentOn,
      limit: workingDaysAfterRecord({ on: sentOn }, 'problemContactWorkingDays', 'the problem was raised', law),
      done: firstOn(own, 'attendance-contact', ({ on }) => on >= sentOn),
      closedBy: endOf(placement.ending),
    }),
  );
}

/** KW9: a need belongs to the case, not to a placement. */
function needMet(need: RecordFact, { records }: CaseFacts, law: Law): OwedDuty {
  return duty({
    key: `KW9/need-${need.id}`,
    clause: 'KW9',
    placementId: need.placementId,
    opens: need.on,
    limit: workingDaysAfterRecord(need, 'needWorkingDays', 'the need was recorded', law),
    done: firstOn(records, 'need-outcome', about(need)),
  });
}
