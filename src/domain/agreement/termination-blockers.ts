import type { LocalDate } from '../time/local-date.js';
import { londonDate } from '../time/london.js';
import type { PlacementFact, RiskNoticeFact, RiskRecipient } from './facts.js';
import { legDoneAt, meetingHeldOn, RISK_LEGS, type RiskChannel } from './risk-procedure.js';
import { ROLES } from './roles.js';

/** One reason why a provider may not end a placement yet, with the sentence to show (EP12). */
export type Blocker =
  | { code: 'NO_RISK_NOTICE'; message: string }
  | { code: 'LEG_OPEN'; message: string; noticeId: number; to: RiskRecipient; channel: RiskChannel }
  | { code: 'MEETING_NOT_HELD'; message: string; noticeId: number };

const CHANNELS = { phone: 'by phone', email: 'by e-mail' } as const;

/**
 * EP12: why a permanent exclusion or an early end by the provider on this day would be a breach; empty when the procedure had
 * been followed by then, whenever the ending is recorded. The procedure is that of the newest risk notice of that day or
 * before: its four legs (EP11) and its meeting (EP11M).
 */
export function terminationBlockers({ riskNotices }: Pick<PlacementFact, 'riskNotices'>, endedOn: LocalDate): Blocker[] {
  const notice = newestNotice(riskNotices.filter(({ occurredAt }) => londonDate(occurredAt) <= endedOn).map((one) => asDoneBy(one, endedOn)));
  if (notice === null) {
    return [{ code: 'NO_RISK_NOTICE', message: 'Report the risk first: the key worker and the Virtual School have not been told (EP11).' }];
  }
  const legs = RISK_LEGS.filter(({ to, channel }) => legDoneAt(notice, to, channel) === null).map(({ to, channel }): Blocker => {
    const message = `Tell the ${ROLES[to].name} ${CHANNELS[channel]} first: that leg of the risk notice is open (EP11).`;
    return { code: 'LEG_OPEN', message, noticeId: notice.id, to, channel };
  });
  if (meetingHeldOn(notice) !== null) return legs;
  const message = "Hold the professionals' meeting first, and record who was there and its outcome (EP11M).";
  return [...legs, { code: 'MEETING_NOT_HELD', message, noticeId: notice.id }];
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
