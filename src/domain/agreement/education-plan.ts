import { londonDate } from '../time/london.js';
import type { LocalDate } from '../time/local-date.js';
import type { PlacementFact, PlanFact, ReviewFact } from './facts.js';

/** The plan that keeps KW3: complete and agreed by all three, at the last of their agreements; the earliest if there are several. */
export function firstAgreedPlan(placement: Pick<PlacementFact, 'plans'>): { id: number; at: Date } | null {
  const agreed = placement.plans.flatMap((plan) => {
    const at = agreedByAllAt(plan);
    return plan.complete && at !== null ? [{ id: plan.id, at }] : [];
  });
  return agreed.sort((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id)[0] ?? null;
}

/**
 * Whether a meeting is a review between the key worker and the provider (KW4, EP9): held as one, with the key worker and the
 * designated person there, or whoever covers for them. The young person may stay away; what they think is written down all the same.
 */
export function isReviewOfThePlan({ attended = null, countsFor = ['review'] }: Omit<ReviewFact, 'id'>): boolean {
  return countsFor.includes('review') && (attended === null || (attended.includes('key-worker') && attended.includes('designated-person')));
}

/** A meeting that a review is counted from or kept by (KW4): the agreed plan, then each review held on or after that day, in order. */
export interface PlanMeeting {
  kind: 'plan' | 'review';
  id: number;
  on: LocalDate;
}

export function planMeetings(placement: PlacementFact): PlanMeeting[] {
  const plan = firstAgreedPlan(placement);
  if (plan === null) return [];
  const planOn = londonDate(plan.at);
  const reviews = placement.reviews
    .filter((review) => review.heldOn >= planOn && isReviewOfThePlan(review))
    .sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : a.id - b.id))
    .map((review): PlanMeeting => ({ kind: 'review', id: review.id, on: review.heldOn }));
  return [{ kind: 'plan', id: plan.id, on: planOn }, ...reviews];
}

function agreedByAllAt({ agreedAt }: PlanFact): Date | null {
  const { keyWorker, designatedPerson, youngPerson } = agreedAt;
  if (keyWorker === null || designatedPerson === null || youngPerson === null) return null;
  return new Date(Math.max(keyWorker.getTime(), designatedPerson.getTime(), youngPerson.getTime()));
}
