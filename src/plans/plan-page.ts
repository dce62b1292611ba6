import type { Actor } from '../domain/permissions.js';
import type { Reason } from '../errors.js';
import { londonDate } from '../domain/time/london.js';
import { placementIn } from '../placements/placement-in.js';
import type { CaseView, PlacementView, PlanView } from '../young-people/case-view.js';
import type { WritePlanDto } from './plans.dto.js';
import { PLAN_PARTIES, type PlanParty } from './plan-agreement.entity.js';
import { missingSections } from './plans.service.js';

const NOT_WRITTEN: Pick<PlanView, 'keyContacts' | 'safeguardingIssues' | 'youngPersonsWords'> = { keyContacts: '', safeguardingIssues: '', youngPersonsWords: '' };

/** Everything the pages of one placement's plan show: its text, who agreed, what is missing, and what this person may do now. */
export function planPage(view: CaseView, placementId: number, actor: Actor) {
  const placement = placementIn(view, placementId);
  const plan = placement.plans[0] ?? null;
  const missing = missingSections(plan ?? NOT_WRITTEN);
  const parties = (Object.keys(PLAN_PARTIES) as PlanParty[]).map((party) => ({
    party,
    name: PLAN_PARTIES[party],
    agreement: plan?.agreements.find((one) => one.party === party) ?? null,
    isMine: isMine(view, placement, party, actor),
  }));
  const waitingFor = parties.filter(({ agreement }) => agreement === null);
  const isRunning = placement.ending === null;
  return {
    case: view,
    placement,
    plan,
    earlierPlans: placement.plans.slice(1),
    missing,
    parties,
    isAgreed: waitingFor.length === 0,
    mayWrite: isRunning && placement.allowed.includes('plan.write'),
    mayAgree: isRunning && missing.length === 0 && placement.allowed.includes('plan.agree'),
    mayReview: isRunning && placement.allowed.includes('review.record'),
    /** Only the last agreement of a first plan that comes after the start has to say why. */
    needsReason: waitingFor.length === 1 && plan?.number === 1 && !plan.reasonAfterStart && londonDate(view.now) >= placement.startsOn,
    planDuty: view.duties.find(({ clause, placementId: id }) => clause === 'KW3' && id === placementId),
    reviewDuty: view.duties.find(({ clause, placementId: id, outcome }) => clause === 'KW4' && id === placementId && outcome === 'open'),
  };
}

/** What was written before and came back empty: an oversight, or something that is to be said in words. */
export function emptiedSections(plan: PlanView, text: WritePlanDto): Reason[] {
  const before = missingSections(plan).map(({ field }) => field);
  const after = missingSections({ ...NOT_WRITTEN, ...definedOf(text) });
  return after
    .filter(({ field }) => !before.includes(field))
    .map((reason) => ({ ...reason, sentence: 'This was written before and is empty now. Write what holds; if there is nothing, say so.' }));
}

const definedOf = (text: WritePlanDto): WritePlanDto => Object.fromEntries(Object.entries(text).filter(([, words]) => words !== undefined));

/** Whether the agreement is this person's own to give; the young person's is always recorded for them, with a witness. */
function isMine(view: CaseView, placement: PlacementView, party: PlanParty, { personId }: Actor): boolean {
  if (party === 'key-worker') return view.keyWorkers.some((one) => one.personId === personId && one.fromAt <= view.now && (!one.untilAt || one.untilAt > view.now));
  return party === 'designated-person' && placement.designatedPeople.some((one) => one.personId === personId);
}
