import { describeDate, type LocalDate } from '../time/local-date.js';
import { londonDate } from '../time/london.js';
import type { PlacementFact, RiskNoticeFact, RiskRecipient } from './facts.js';
import { legDoneAt, meetingsHeld, RISK_LEGS, type RiskChannel } from './risk-procedure.js';
import { ROLES } from './roles.js';

/** One reason why a provider may not end a placement yet, with the sentence to show (EP12). */
export type Blocker =
  | { code: 'NO_RISK_NOTICE'; message: string }
  | { code: 'RISK_SETTLED'; message: string }
  | { code: 'LEG_OPEN'; message: string; noticeId: number; to: RiskRecipient; channel: RiskChannel }
  | { code: 'MEETING_NOT_HELD' | 'NOT_DECIDED'; message: string; noticeId: number };

const CHANNELS = { phone: 'by phone', email: 'by e-mail' } as const;

/**
 * EP12: why a permanent exclusion or an early end by the provider on this day would be a breach; empty when the procedure had
 * been followed by then, whenever the ending is recorded. The procedure is that of the newest risk notice of that day or
 * before: its four legs (EP11) and a meeting that decided that the placement ends or the young person moves (EP11M). A notice
 * whose meeting decided that they stay is settled: what happens after it is a new risk.
 */
export function terminationBlockers({ riskNotices }: Pick<PlacementFact, 'riskNotices'>, endedOn: LocalDate): Blocker[] {
  const notice = newestNotice(riskNotices.filter(({ occurredAt }) => londonDate(occurredAt) <= endedOn).map((one) => asDoneBy(one, endedOn)));
  if (notice === null) {
    return [{ code: 'NO_RISK_NOTICE', message: 'Report the risk first: the key worker and the Virtual School have not been told (EP11).' }];
  }
  const settled = meetingsHeld(notice).find(({ outcome }) => outcome === 'stays');
  if (settled) {
    const message = `Report the new risk first: the professionals' meeting of ${describeDate(settled.heldOn)} decided that the young person stays (EP11).`;
    return [{ code: 'RISK_SETTLED', message }];
  }
  const legs = RISK_LEGS.filter(({ to, channel }) => legDoneAt(notice, to, channel) === null).map(({ to, channel }): Blocker => {
    const message = `Tell the ${ROLES[to].name} ${CHANNELS[channel]} first: that leg of the risk notice is open (EP11).`;
    return { code: 'LEG_OPEN', message, noticeId: notice.id, to, channel };
  });
  return [...legs, ...meetingBlockers(notice)];
}

function meetingBlockers(notice: RiskNoticeFact): Blocker[] {
  const held = meetingsHeld(notice);
  if (held.some(({ outcome }) => outcome === 'ends' || outcome === 'moves')) return [];
  if (held.length === 0) return [{ code: 'MEETING_NOT_HELD', message: "Hold the professionals' meeting first, and record who was there and its outcome (EP11M).", noticeId: notice.id }];
  return [{ code: 'NOT_DECIDED', message: "Meet again first: no professionals' meeting has decided that the placement ends or that the young person moves (EP11M).", noticeId: notice.id }];
}

/** What of a notice had been done by the end of a day. */
function asDoneBy(notice: RiskNoticeFact, day: LocalDate): RiskNoticeFact {
  return {
    ...notice,
    calls: notice.calls.filter(({ calledAt }) => londonDate(calledAt) <= day),
    emails: notice.emails.filter(({ sentAt }) => londonDate(sentAt) <= day),
    acknowledgements: notice.acknowledgements.filter(({ acknowledgedAt }) => londonDate(acknowledgedAt) <= day),
    meetings: notice.meetings.filter(({ heldOn }) => heldOn <= day),
  };
}

function newestNotice(riskNotices: RiskNoticeFact[]): RiskNoticeFact | null {
  return [...riskNotices].sort((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime() || b.id - a.id)[0] ?? null;
}
