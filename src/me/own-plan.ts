import type { PlanSectionName } from '../domain/agreement/plan-sections.js';
import type { CaseView, PlacementView } from '../young-people/case-view.js';
import { plainDay } from './plain-days.js';
import { texts } from './languages.js';
import { say, type Words } from './words.js';

/** What of a plan is not shown to whoever reads the young person's e-mail. */
const WITH_PIN: readonly PlanSectionName[] = ['safeguarding', 'health'];

export interface OwnPlanSection {
  section: PlanSectionName;
  title: string;
  /** Null where it needs the PIN. */
  text: string | null;
}

export interface OwnPlan {
  placementId: number;
  title: string;
  /** From when to when. */
  when: string;
  provider: string;
  isOver: boolean;
  sections: OwnPlanSection[];
  /** Who has agreed to it, in words. */
  agreed: string;
}

/** The plan of each placement, the newest first. `inFull`: with what needs the PIN. */
export const plansOf = (view: CaseView, inFull: boolean): OwnPlan[] => view.placements.map((placement) => planOf(placement, inFull));

function planOf({ id, provider, course, startsOn, endsOn, ending, plans }: PlacementView, inFull: boolean): OwnPlan {
  const [latest] = plans;
  const sections = (latest?.sections ?? []).map(({ section, text }) => ({ section, title: texts().plan.sections[section], text: inFull || !WITH_PIN.includes(section) ? text : null }));
  const order = Object.keys(texts().plan.sections);
  const values = { on: plainDay(startsOn), until: endsOn ? plainDay(endsOn) : '' };
  const when = ending ? say(texts().plan.ended, { on: plainDay(ending.endedOn) }) : say(endsOn ? texts().plan.fromTo : texts().plan.from, values);
  return {
    placementId: id,
    title: say(texts().plan.at, { course, provider: provider.name }),
    when,
    provider: provider.name,
    isOver: ending !== null,
    sections: sections.sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section)),
    agreed: latest ? agreedBy(latest.agreements.map(({ party }) => party), provider.name) : texts().plan.notWritten,
  };
}

function agreedBy(parties: readonly string[], provider: string): string {
  const all = Object.keys(texts().plan.parties) as (keyof Words['plan']['parties'])[];
  const names = all.filter((party) => parties.includes(party)).map((party) => say(texts().plan.parties[party], { provider }));
  if (names.length < all.length) return say(texts().plan.notAgreed, { provider });
  return say(texts().plan.agreed, { who: `${names.slice(0, -1).join(', ')}${texts().plan.and}${names.at(-1)}` });
}
