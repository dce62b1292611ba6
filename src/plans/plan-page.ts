import { MEETING_WORDS } from '../domain/agreement/meeting-clocks.js';
import { mayWriteSection, needAreaOf, PLAN_SECTIONS, SECTION_NAMES, writersInWords, type PlanSectionName } from '../domain/agreement/plan-sections.js';
import { actsFor, type Actor } from '../domain/relations.js';
import { londonDate } from '../domain/time/london.js';
import { placementIn } from '../placements/placement-in.js';
import type { CaseView, PlacementView, PlanView } from '../young-people/case-view.js';
import { PLAN_PARTIES, type PlanParty } from './plan-agreement.entity.js';
import { missingReasons } from './plan-parts.js';

/** Everything the pages of one placement's plan show: its sections, who agreed, what is missing, and what this person may do now. */
export function planPage(view: CaseView, placementId: number, actor: Actor) {
  const placement = placementIn(view, placementId);
  const plan = placement.plans[0] ?? null;
  const missing = missingReasons(plan?.sections ?? []);
  const parties = (Object.keys(PLAN_PARTIES) as PlanParty[]).map((party) => ({
    party,
    name: PLAN_PARTIES[party],
    agreement: plan?.agreements.find((one) => one.party === party) ?? null,
    isMine: isMine(view, placement, party, actor),
  }));
  const waitingFor = parties.filter(({ agreement }) => agreement === null);
  const isRunning = placement.ending === null;
  const mayWrite = isRunning && placement.allowed.includes('plan.write');
  const writers = (['key-worker', 'designated-person'] as const).filter((party) => mayWrite && isMine(view, placement, party, actor));
  return {
    case: view,
    placement,
    plan,
    sections: documentOf(plan).map((section) => ({ ...section, mayWrite: mayWriteSection(section.name, writers) })),
    earlierPlans: placement.plans.slice(1),
    missing,
    parties,
    meetingWords: MEETING_WORDS,
    isAgreed: waitingFor.length === 0,
    mayWrite,
    mayAgree: missing.length === 0 && placement.allowed.includes('plan.agree'),
    mayReview: placement.allowed.includes('review.record'),
    /** Only the last agreement of a first plan that comes after the start has to say why. */
    needsReason: waitingFor.length === 1 && plan?.number === 1 && !plan.reasonAfterStart && londonDate(view.now) >= placement.startsOn,
    planDuty: view.duties.find(({ clause, placementId: id }) => clause === 'KW3' && id === placementId),
    reviewDuty: view.duties.find(({ clause, placementId: id, outcome }) => clause === 'KW4' && id === placementId && outcome === 'open'),
  };
}

/** A version of the plan as a document: every section in its order, with what is written in it. */
export function documentOf(plan: PlanView | null) {
  return SECTION_NAMES.map((name: PlanSectionName) => ({
    name,
    ...PLAN_SECTIONS[name],
    writersInWords: writersInWords(name),
    needArea: needAreaOf(name),
    written: plan?.sections.find(({ section }) => section === name) ?? null,
  }));
}

/** Whether the agreement is this person's own to give; the young person's is always recorded for them, with a witness. */
function isMine(view: CaseView, placement: PlacementView, party: PlanParty, actor: Actor): boolean {
  if (party === 'key-worker') return view.keyWorkers.some((one) => actsFor(actor).includes(one.personId) && one.fromAt <= view.now && (!one.untilAt || one.untilAt > view.now));
  return party === 'designated-person' && placement.designatedPeople.some((one) => actsFor(actor).includes(one.personId));
}
