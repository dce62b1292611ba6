import { describeDate, type LocalDate } from '../time/local-date.js';
import { londonDate, startOfDay } from '../time/london.js';
import { isLate, type Done } from './due.js';
import type { Due, Duty, Outcome } from './duty.js';
import { ENDINGS, type CaseFacts, type EndingFact } from './facts.js';

/** Something that closes a duty undone: the end of its placement, of its agreement, of its case. */
export interface ClosedBy {
  on: LocalDate;
  because: string;
  /** The case itself was a mistake: nothing of it was owed, so nothing undone is late. */
  mistaken?: true;
}

/** What a rule says of a duty: everything but its outcome and its hold, when it was done, and what closes it undone. */
export interface OwedDuty extends Omit<Duty, 'outcome' | 'hold'> {
  done: Done | null;
  closedBy: ClosedBy | null;
}

/**
 * The outcome of a duty: what came first of its being done, a release with its reason, and the end of what it is about.
 * On the same day being done counts before a release, and a release before the end. What had been missed when it ended
 * and was done all the same is met late. Otherwise it is open.
 */
export function settle({ done, closedBy, ...owed }: OwedDuty, releases: CaseFacts['releases']): Omit<Duty, 'hold'> {
  const end = closedBy && endClosing(owed.due, closedBy);
  const closings = [doneClosing(owed.due, done), releaseClosing(owed, releases), done && end?.outcome.late ? null : end];
  const [first] = closings.filter((closing) => closing !== null).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return { ...owed, outcome: first?.outcome ?? { kind: 'open' } };
}

/** The end of a placement as what closes its duties; null while it runs. */
export function endOf(ending: EndingFact | null): ClosedBy | null {
  return ending && { on: ending.endedOn, because: `the placement ended (${ENDINGS[ending.kind].name}) on ${describeDate(ending.endedOn)}` };
}

/** Of two ends the earlier; on one day the first. That the case was a mistake outdoes every other. */
export function earlierEnd(one: ClosedBy | null, other: ClosedBy | null): ClosedBy | null {
  if (one?.mistaken) return one;
  if (other?.mistaken) return other;
  if (one === null || other === null) return one ?? other;
  return other.on < one.on ? other : one;
}

/** Whether a duty still undone at this instant had been missed. */
export function isMissedAt(due: Due, at: Date): boolean {
  return due.kind !== 'not known' && at >= due.missedFrom;
}

interface Closing {
  on: LocalDate;
  outcome: Exclude<Outcome, { kind: 'open' }>;
}

function doneClosing(due: Due, done: Done | null): Closing | null {
  return done && { on: done.on, outcome: { kind: 'met', on: done.on, at: done.at, late: isLate(due, done) } };
}

function releaseClosing(owed: Pick<Duty, 'key' | 'due'>, releases: CaseFacts['releases']): Closing | null {
  const own = releases.filter((release) => release.dutyKey === owed.key);
  const first = own.sort((a, b) => a.releasedAt.getTime() - b.releasedAt.getTime() || (a.reason < b.reason ? -1 : 1))[0];
  if (first === undefined) return null;
  const late = isMissedAt(owed.due, first.releasedAt);
  return { on: londonDate(first.releasedAt), outcome: { kind: 'no longer owed', because: first.reason, late } };
}

function endClosing(due: Due, { on, because, mistaken }: ClosedBy): Closing {
  return { on, outcome: { kind: 'no longer owed', because, late: mistaken !== true && isMissedAt(due, startOfDay(on)) } };
}
