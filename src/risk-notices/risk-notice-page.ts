import { CALL_OUTCOMES, MEETING_OUTCOMES, RISK_KINDS, STATUTORY_RECIPIENTS, type RiskRecipient, type StatutoryRecipient } from '../domain/agreement/facts.js';
import type { Blocker } from '../domain/agreement/termination-blockers.js';
import { placementIn } from '../placements/placement-in.js';
import type { CaseView, DutyView, RiskNoticeView } from '../young-people/case-view.js';
import { found } from '../young-people/found.js';
import type { RiskNoticeState } from './risk-notice-state.service.js';
import { RISK_RECIPIENTS } from './risk-notices.dto.js';

/** A risk notice of a case that has been read. Errors: NOT_FOUND. */
export const riskNoticeIn = (view: CaseView, noticeId: number): RiskNoticeView => found(view.riskNotices, noticeId, 'risk notice');

/** The meeting that is owed about a notice now, else the last that was: each that decides to meet again opens another (EP11M). */
export function meetingDutyOf({ duties }: CaseView, noticeId: number): DutyView | undefined {
  const own = duties.filter(({ key }) => key === `EP11M/notice-${noticeId}` || key.startsWith(`EP11M/notice-${noticeId}/`));
  return own.find(({ outcome }) => outcome === 'open') ?? own.sort((a, b) => b.opensAt.getTime() - a.opensAt.getTime())[0];
}

/** The four legs of a notice as its page shows them, two to a person: whom to call, what was tried, what became of the e-mails. */
export function riskNoticePage(view: CaseView, notice: RiskNoticeView, state: RiskNoticeState, blockers: Blocker[]) {
  const placement = placementIn(view, notice.placementId);
  const duty = (key: string): DutyView | undefined => view.duties.find((one) => one.key === key);
  const people = (Object.keys(RISK_RECIPIENTS) as RiskRecipient[]).map((to) => ({
    to,
    name: RISK_RECIPIENTS[to],
    ...state.recipients[to],
    calls: notice.calls.filter((call) => call.to === to),
    acknowledgement: notice.acknowledgements.find(({ by }) => by === to) ?? null,
    phone: duty(`EP11/notice-${notice.id}/phone/${to}`),
    email: duty(`EP11/notice-${notice.id}/email/${to}`),
  }));
  const legs = people.flatMap(({ phone, email }) => [phone, email]);
  return {
    case: view,
    notice,
    placement,
    people,
    statutory: (Object.keys(STATUTORY_RECIPIENTS) as StatutoryRecipient[]).flatMap((to) => {
      const owed = duty(`EP11S/notice-${notice.id}/${to}`);
      return owed ? [{ name: STATUTORY_RECIPIENTS[to], duty: owed, emails: state.statutory[to] }] : [];
    }),
    openLegs: legs.filter((leg) => leg?.outcome === 'open').length,
    /** Any leg will do for the time left: all four are due at the same midnight. */
    limit: legs.find((leg) => leg?.outcome === 'open') ?? legs[0],
    meetingDuty: meetingDutyOf(view, notice.id),
    blockers,
    kinds: RISK_KINDS,
    callOutcomes: CALL_OUTCOMES,
    meetingOutcomes: MEETING_OUTCOMES,
    mayCall: placement.allowed.includes('risk-call.record'),
    mayMeet: placement.allowed.includes('professionals-meeting.record'),
    mayAcknowledge: view.allowed.includes('risk-notice.acknowledge') && people.some(({ to, acknowledgement }) => state.ownParts.includes(to) && !acknowledgement),
  };
}
