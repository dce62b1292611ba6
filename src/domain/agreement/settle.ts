import { describeDate, type LocalDate } from '../time/local-date.js';
import { londonDate, startOfDay } from '../time/london.js';
import { isLate, type Done } from './due.js';
import type { Due, Duty, Outcome } from './duty.js';
import { ENDINGS, type CaseFacts, type EndingFact } from './facts.js';

/** What a rule says of a duty: everything but its outcome, when it was done, and the ending of the placement that closes it undone. */
export interface OwedDuty extends Omit<Duty, 'outcome'> {
  done: Done | null;
  closedBy: EndingFact | null;
}

/**
 * The outcome of a duty: what came first of its being done, a release with its reason, and the end of its placement.
 * On the same day being done counts before a release, and a release before the ending. What had been missed when the
 * placement ended and was done all the same is met late. Otherwise it is open.
 */
export function settle({ done, closedBy, ...owed }: OwedDuty, releases: CaseFacts['releases']): Duty {
  const ending = endingClosing(owed.due, closedBy);
  const closings = [doneClosing(owed.due, done), releaseClosing(owed, releases), done && ending?.outcome.late ? null : ending];
  const [first] = closings.filter((closing) => closing !== null).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return { ...owed, outcome: first?.outcome ?? { kind: 'open' } };
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

function endingClosing(due: Due, ending: EndingFact | null): Closing | null {
  if (ending === null) return null;
  const because = `the placement ended (${ENDINGS[ending.kind].name}) on ${describeDate(ending.endedOn)}`;
  const late = isMissedAt(due, startOfDay(ending.endedOn));
  return { on: ending.endedOn, outcome: { kind: 'no longer owed', because, late } };
}
