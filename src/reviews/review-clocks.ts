import { firstAgreedPlan } from '../domain/agreement/education-plan.js';
import { clocksOf, type MeetingFacts } from '../domain/agreement/meeting-clocks.js';
import { missingSections } from '../domain/agreement/plan-sections.js';
import type { RecordFact } from '../domain/agreement/records.js';
import type { SettingsAt } from '../domain/agreement/settings.js';
import { londonDate } from '../domain/time/london.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { CaseView, PlacementView, PlanView, ReviewView } from '../young-people/case-view.js';
import { cameIntoCareOn, IN_CARE, inCareOn } from '../domain/agreement/care-status.js';

/**
 * A case's placements and its other meetings, with what each meeting did for the clocks beside one another (KW4, EP9, VS5). `behind`
 * is what they go by besides: care status as it changed, and plans as they were rated.
 */
export function withClocks(view: CaseView, behind: RecordFact[], settings: SettingsAt): Pick<CaseView, 'placements' | 'meetings'> {
  const { placements, meetings: ofCase, bornOn, registeredCareStatus } = view;
  const meetings = [...new Map([...ofCase, ...placements.flatMap(({ reviews }) => reviews)].map((one) => [one.id, one])).values()];
  const rated = behind.filter(({ kind }) => kind === 'pep-review').map(({ details, on }) => ({ term: String(details.term), on }));
  const asRegistered = { inCare: IN_CARE.includes(registeredCareStatus) };
  const care = { youngPerson: asRegistered, records: behind };
  const facts: Omit<MeetingFacts, 'planAgreedOn' | 'reviewed'> = {
    bornOn, rated, meetings, inCare: (on) => inCareOn(care, on), cameIntoCareOn: (on) => cameIntoCareOn(care, on),
    reviewMonths: (on) => settings(on).reviewMonths, lookedAfterReviewMonths: (on) => settings(on).lookedAfterReviewMonths,
  };
  const clocked = (reviews: readonly ReviewView[], planAgreedOn: LocalDate | null) =>
    reviews.map((review) => ({ ...review, clocks: clocksOf(review, { ...facts, planAgreedOn, reviewed: reviews }) }));
  return { meetings: clocked(ofCase, null), placements: placements.map((placement) => ({ ...placement, reviews: clocked(placement.reviews, agreedOn(placement)) })) };
}

/** The day on which all three had agreed the placement's plan, as the law reads it (KW3); null while they have not. */
function agreedOn({ plans }: PlacementView): LocalDate | null {
  const agreed = firstAgreedPlan({ plans: plans.map((plan) => ({ id: plan.id, complete: missingSections(plan.sections).length === 0, agreedAt: agreementsOf(plan) })) });
  return agreed && londonDate(agreed.at);
}

function agreementsOf({ agreements }: PlanView) {
  const of = (party: string): Date | null => agreements.find((one) => one.party === party)?.agreedAt ?? null;
  return { keyWorker: of('key-worker'), designatedPerson: of('designated-person'), youngPerson: of('young-person') };
}
