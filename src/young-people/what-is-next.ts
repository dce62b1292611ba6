import type { ClauseId } from '../domain/agreement/clauses.js';
import { describeDate } from '../domain/time/local-date.js';
import { describeInstant } from '../domain/time/london.js';
import type { CaseView, DutyView } from './case-view.js';

/** Until when, in words: `by Sunday 28 February 2027`, `by 13:00 BST on Sunday 28 March 2027`. */
export function dueInWords({ dueOn, dueAt }: Pick<DutyView, 'dueOn' | 'dueAt'>): string {
  if (dueOn !== null) return `by ${describeDate(dueOn)}`;
  return dueAt === null ? 'on a day that cannot be worked out yet' : `by ${describeInstant(dueAt)}`;
}

/** The open duty of a clause that is due next, of this placement where one is named. */
export function openDuty(view: Pick<CaseView, 'duties'>, clause: ClauseId, placementId?: number): DutyView | undefined {
  return view.duties.find((duty) => duty.outcome === 'open' && duty.clause === clause && (placementId === undefined || duty.placementId === placementId));
}
