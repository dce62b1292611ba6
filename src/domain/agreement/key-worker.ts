import { londonDate } from '../time/london.js';
import { doneAt, emergencyLimit, planLimit, reviewLimit } from './due.js';
import { firstAgreedPlan, planMeetings } from './education-plan.js';
import type { CaseFacts, EmergencyFact, PlacementFact } from './facts.js';
import { recordedDuties } from './key-worker-records.js';
import type { Law } from './law.js';
import { duty } from './recorded.js';
import { endOf, type OwedDuty } from './settle.js';

/** What the key worker owes: KW1 to KW9, of them KW3 and KW4 jointly with the provider (EP8, EP9); EP5 with KW5. The facts are those of now (`factsAsAt`). */
export function keyWorkerDuties(facts: CaseFacts, law: Law): OwedDuty[] {
  return [
    ...facts.placements.map((placement) => planAgreed(placement, law)),
    ...facts.placements.flatMap((placement) => planReviewed(placement, law)),
    ...facts.emergencies.map((emergency) => emergencyAnswered(emergency, law)),
    ...recordedDuties(facts, law),
  ];
}

/** KW3, EP8: one plan, one duty. */
function planAgreed(placement: PlacementFact, law: Law): OwedDuty {
  const plan = firstAgreedPlan(placement);
  return duty({
    key: `KW3/placement-${placement.id}`,
    clause: 'KW3',
    placementId: placement.id,
    opens: placement.agreedOn,
    limit: planLimit(placement.startsOn, law.settings(placement.startsOn).planDays),
    done: plan && doneAt(plan.at),
    closedBy: endOf(placement.ending),
  });
}

/** KW4, EP9: a chain; each meeting keeps the duty of the one before and opens the next. */
function planReviewed(placement: PlacementFact, law: Law): OwedDuty[] {
  const meetings = planMeetings(placement);
  return meetings.map((meeting, index) => {
    const next = meetings[index + 1];
    return duty({
      key: `KW4/placement-${placement.id}/after-${meeting.kind}-${meeting.id}`,
      clause: 'KW4',
      placementId: placement.id,
      opens: meeting.on,
      limit: reviewLimit(meeting.on, meeting.kind === 'plan' ? 'plan' : 'review meeting', law.settings(meeting.on).reviewMonths),
      done: next ? { on: next.on, at: null } : null,
      closedBy: endOf(placement.ending),
    });
  });
}

/** KW8: an emergency outlives its placement; only a person's response ends it. */
function emergencyAnswered(emergency: EmergencyFact, law: Law): OwedDuty {
  return duty({
    key: `KW8/emergency-${emergency.id}`,
    clause: 'KW8',
    placementId: emergency.placementId,
    opens: emergency.raisedAt,
    limit: emergencyLimit(emergency.raisedAt, law.settings(londonDate(emergency.raisedAt)).emergencyHours),
    done: emergency.respondedAt && doneAt(emergency.respondedAt),
  });
}
