import { firstAgreedPlan } from '../domain/agreement/education-plan.js';
import { clocksOf, type MeetingFacts } from '../domain/agreement/meeting-clocks.js';
import { missingSections } from '../domain/agreement/plan-sections.js';
import type { SettingsAt } from '../domain/agreement/settings.js';
import { londonDate } from '../domain/time/london.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { CaseView, PlacementView, PlanView } from '../young-people/case-view.js';
import { IN_CARE, inCareOn } from '../domain/agreement/care-status.js';

/** The placements with what each of their reviews did for the clocks beside one another (KW4, EP9, VS5). */
export function withClocks({ placements, bornOn, registeredCareStatus, records }: CaseView, settings: SettingsAt): PlacementView[] {
  const meetings = placements.flatMap(({ reviews }) => reviews);
  const rated = records.filter(({ kind }) => kind === 'pep-review').map(({ details, happenedOn }) => ({ term: String(details.term), on: happenedOn }));
  const asRegistered = { inCare: IN_CARE.includes(registeredCareStatus) };
  const inCare = (on: LocalDate): boolean => inCareOn({ youngPerson: asRegistered, records: records.map((one) => ({ ...one, on: one.happenedOn })) }, on);
  return placements.map((placement) => {
    const facts: MeetingFacts = { bornOn, inCare, planAgreedOn: agreedOn(placement), rated, meetings, reviewMonths: (on) => settings(on).reviewMonths };
    const reviews = placement.reviews.map((review) => ({ ...review, clocks: clocksOf(review, facts) }));
    return { ...placement, reviews };
  });
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
