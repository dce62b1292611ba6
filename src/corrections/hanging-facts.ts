import { RISK_KINDS, type CaseFacts } from '../domain/agreement/facts.js';
import { CASE_RECORD_KINDS } from '../domain/agreement/records.js';
import { describeDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import type { Reason } from '../errors.js';

const on = (what: string, day: string): Reason => ({ code: 'HANGS_ON_IT', sentence: `${what}, ${describeDate(day)}.` });
const at = (what: string, time: Date): Reason => on(what, londonDate(time));

/** What hangs on a fact of each kind; of the kinds that are not here nothing does. A plan goes with its placement. */
const HANGING: Partial<Record<string, (facts: CaseFacts, id: number) => Reason[]>> = {
  placement: (facts, id) => {
    const placement = facts.placements.find((one) => one.id === id);
    return [
      ...(placement?.ending ? [on('The end of the placement', placement.ending.endedOn)] : []),
      ...(placement?.reviews ?? []).map(({ heldOn }) => on('A review', heldOn)),
      ...(placement?.riskNotices ?? []).map(({ kind, occurredAt }) => at(`A risk notice (${RISK_KINDS[kind]})`, occurredAt)),
      ...facts.emergencies.filter(({ placementId }) => placementId === id).map(({ raisedAt }) => at('An emergency', raisedAt)),
      ...facts.records.filter(({ placementId }) => placementId === id).map(recordOf),
    ];
  },
  'risk-notice': (facts, id) => {
    const notice = facts.placements.flatMap(({ riskNotices }) => riskNotices).find((one) => one.id === id);
    return [...(notice?.calls ?? []).map(({ calledAt }) => at('A call', calledAt)), ...(notice?.meetings ?? []).map(({ heldOn }) => on("A professionals' meeting", heldOn))];
  },
  // What a review gave rise to goes with it; what was done about that hangs on it.
  review: ({ records }, id) => records.filter(({ aboutId }) => records.some((born) => born.id === aboutId && born.reviewId === id)).map(recordOf),
  emergency: (facts, id) => facts.emergencies.flatMap((one) => (one.id === id && one.respondedAt ? [at('The response to it', one.respondedAt)] : [])),
};

function recordOf({ kind, on: day }: CaseFacts['records'][number]): Reason {
  const { name } = CASE_RECORD_KINDS[kind];
  return on(name.charAt(0).toUpperCase() + name.slice(1), day);
}

/** What has to be taken back before this fact can be; empty when nothing hangs on it. */
export function hangingOn(facts: CaseFacts, fact: string, id: number): Reason[] {
  const own = HANGING[fact]?.(facts, id);
  return own ?? (fact in CASE_RECORD_KINDS ? facts.records.filter(({ aboutId }) => aboutId === id).map(recordOf) : []);
}
