import { dueInWords, openDuty } from '../young-people/what-is-next.js';
import type { planPage } from './plan-page.js';

/** What comes next for a plan, in sentences: what is missing, whose agreement, the next review. */
export function whatIsNext({ case: view, placement, missing, parties, isAgreed, planDuty }: ReturnType<typeof planPage>): string {
  const review = openDuty(view, 'KW4', placement.id);
  if (isAgreed) return `All three have agreed.${review ? ` The next review is due ${dueInWords(review)}.` : ''}`;
  const due = planDuty && planDuty.outcome === 'open' ? ` The plan is to be agreed by all three ${dueInWords(planDuty)}.` : '';
  if (missing.length > 0) return `${missing.map(({ sentence }) => sentence).join(' ')}${due}`;
  const waiting = parties.filter(({ agreement }) => agreement === null).map(({ name }) => `the ${name}`);
  return `It waits for the agreement of ${waiting.join(' and ')}.${due}`;
}
