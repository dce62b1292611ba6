import { startOfDay } from '../time/london.js';
import { CLAUSES } from './clauses.js';
import { doneAt, emergencyLimit, planLimit, reviewLimit } from './due.js';
import { firstAgreedPlan, planMeetings } from './education-plan.js';
import type { CaseFacts, EmergencyFact, PlacementFact } from './facts.js';
import type { OwedDuty } from './settle.js';

/** What the key worker owes: KW8 alone, KW3 and KW4 jointly with the provider (EP8, EP9). The facts are those of now (`factsAsAt`). */
export function keyWorkerDuties(facts: CaseFacts): OwedDuty[] {
  return [
    ...facts.placements.map(planAgreed),
    ...facts.placements.flatMap(planReviewed),
    ...facts.emergencies.map(emergencyAnswered),
  ];
}

/** KW3, EP8: one plan, one duty. */
function planAgreed(placement: PlacementFact): OwedDuty {
  const plan = firstAgreedPlan(placement);
  return {
    key: `KW3/placement-${placement.id}`,
    clause: 'KW3',
    owedBy: [...CLAUSES.KW3.owedBy],
    owedTo: CLAUSES.KW3.owedTo,
    placementId: placement.id,
    opensAt: startOfDay(placement.agreedOn),
    ...planLimit(placement.startsOn),
    done: plan && doneAt(plan.at),
    closedBy: placement.ending,
  };
}

/** KW4, EP9: a chain; each meeting keeps the duty of the one before and opens the next. */
function planReviewed(placement: PlacementFact): OwedDuty[] {
  const meetings = planMeetings(placement);
  return meetings.map((meeting, index) => {
    const next = meetings[index + 1];
    return {
      key: `KW4/placement-${placement.id}/after-${meeting.kind}-${meeting.id}`,
      clause: 'KW4',
      owedBy: [...CLAUSES.KW4.owedBy],
      owedTo: CLAUSES.KW4.owedTo,
      placementId: placement.id,
      opensAt: startOfDay(meeting.on),
      ...reviewLimit(meeting.on, meeting.kind === 'plan' ? 'plan' : 'review meeting'),
      done: next ? { on: next.on, at: null } : null,
      closedBy: placement.ending,
    };
  });
}

/** KW8: an emergency outlives its placement; only a person's response ends it. */
function emergencyAnswered(emergency: EmergencyFact): OwedDuty {
  return {
    key: `KW8/emergency-${emergency.id}`,
    clause: 'KW8',
    owedBy: [...CLAUSES.KW8.owedBy],
    owedTo: CLAUSES.KW8.owedTo,
    placementId: emergency.placementId,
    opensAt: emergency.raisedAt,
    ...emergencyLimit(emergency.raisedAt),
    done: emergency.respondedAt && doneAt(emergency.respondedAt),
    closedBy: null,
  };
}
