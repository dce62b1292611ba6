import { CALL_OUTCOMES, MEETING_OUTCOMES, RISK_KINDS, STATUTORY_RECIPIENTS } from '../domain/agreement/facts.js';
import { RISK_LEGS } from '../domain/agreement/risk-procedure.js';
import { Shows } from '../web/api/shows.js';
import type { CaseView, DutyView, RiskNoticeView } from '../young-people/case-view.js';
import { SendLogEntryAnswer } from '../notifications/messages.answers.js';
import { RoleHolderAnswer } from '../young-people/contact.answers.js';
import type { RiskNoticeState } from './risk-notice-state.service.js';
import { RISK_RECIPIENTS } from './risk-notices.dto.js';

export const DUTY_STATUSES = ['open', 'missed', 'met', 'met late', 'no longer owed'] as const satisfies DutyView['status'][];

/** One of the four: by phone and by e-mail, to each of the two. */
export class LegAnswer {
  @Shows.choice(['phone', 'email']) channel: string;
  @Shows.choice(Object.keys(RISK_RECIPIENTS)) to: string;
  @Shows.choice(DUTY_STATUSES, { nullable: true, of: 'as its duty (EP11)' }) status: string | null;
  @Shows.instant({ nullable: true }) doneAt: Date | null;
}

/** EP11S: by e-mail, from a school's sixth form alone. */
export class StatutoryNoticeAnswer {
  @Shows.choice(Object.keys(STATUTORY_RECIPIENTS)) to: string;
  @Shows.choice(DUTY_STATUSES, { of: 'as its duty (EP11S)' }) status: string;
  @Shows.instant({ nullable: true }) sentAt: Date | null;
}

export class CallAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(RISK_RECIPIENTS)) to: string;
  @Shows.instant() calledAt: Date;
  @Shows.choice(Object.keys(CALL_OUTCOMES)) outcome: string;
  @Shows.text({ nullable: true }) spokeTo: string | null;
  @Shows.text() recordedByName: string;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
}

export class AcknowledgementAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(RISK_RECIPIENTS)) by: string;
  @Shows.instant() acknowledgedAt: Date;
  @Shows.text() name: string;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
}

export class MeetingAnswer {
  @Shows.id() id: number;
  @Shows.date() heldOn: string;
  @Shows.text({ of: 'who was there' }) present: string;
  @Shows.choice(Object.keys(MEETING_OUTCOMES)) outcome: string;
  @Shows.text({ of: 'alternatives and safeguarding' }) notes: string;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
}

export class RiskNoticeAnswer {
  @Shows.id() id: number;
  @Shows.id() placementId: number;
  @Shows.choice(Object.keys(RISK_KINDS)) kind: string;
  @Shows.text() whatHappened: string;
  @Shows.instant() occurredAt: Date;
  @Shows.instant() recordedAt: Date;
  @Shows.text() recordedByName: string;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
  @Shows.many(() => LegAnswer, { of: 'the four legs of the procedure (EP11)' }) legs: LegAnswer[];
  @Shows.many(() => StatutoryNoticeAnswer, { of: 'statutory notices (EP11S); none where the provider is no school' }) statutoryNotices: StatutoryNoticeAnswer[];
  @Shows.many(() => CallAnswer) calls: CallAnswer[];
  @Shows.many(() => AcknowledgementAnswer) acknowledgements: AcknowledgementAnswer[];
  @Shows.many(() => MeetingAnswer, { of: "professionals' meetings (EP11M)" }) meetings: MeetingAnswer[];
}

export class RiskRecipientAnswer {
  @Shows.choice(Object.keys(RISK_RECIPIENTS)) to: string;
  @Shows.many(() => RoleHolderAnswer, { of: 'whom to call' }) holders: RoleHolderAnswer[];
  @Shows.many(() => SendLogEntryAnswer, { of: 'what became of the e-mails to them' }) emails: SendLogEntryAnswer[];
}

export class StatutoryEmailsAnswer {
  @Shows.choice(Object.keys(STATUTORY_RECIPIENTS)) to: string;
  @Shows.many(() => SendLogEntryAnswer) emails: SendLogEntryAnswer[];
}

/** Whom a notice is for, how to reach them, and what became of the e-mails to them (EP11, EP11S). */
export class RiskRecipientsAnswer {
  @Shows.many(() => RiskRecipientAnswer) recipients: RiskRecipientAnswer[];
  @Shows.many(() => StatutoryEmailsAnswer, { of: 'the statutory notices; without e-mails where none is owed' }) statutory: StatutoryEmailsAnswer[];
  @Shows.texts({ of: 'which of the two (key-worker, key-contact) you are, or stand in for: both, where you have both parts' }) youAre: string[];
}

/** The state of a notice as the API shows it. */
export const presentRiskRecipients = ({ recipients, statutory, ownParts }: RiskNoticeState): RiskRecipientsAnswer => ({
  recipients: Object.entries(recipients).map(([to, { holders, emails }]) => ({ to, holders, emails })),
  statutory: Object.entries(statutory).map(([to, emails]) => ({ to, emails })),
  youAre: ownParts,
});

/** A notice with what has become of its four legs, which are duties of the case. */
export function presentRiskNotice(notice: RiskNoticeView, { duties }: Pick<CaseView, 'duties'>): RiskNoticeAnswer {
  const legs = RISK_LEGS.map(({ channel, to }) => {
    const duty = duties.find(({ key }) => key === `EP11/notice-${notice.id}/${channel}/${to}`);
    return { channel, to, status: duty?.status ?? null, doneAt: duty?.metAt ?? null };
  });
  const statutoryNotices = Object.keys(STATUTORY_RECIPIENTS).flatMap((to) => {
    const duty = duties.find(({ key }) => key === `EP11S/notice-${notice.id}/${to}`);
    return duty ? [{ to, status: duty.status, sentAt: duty.metAt }] : [];
  });
  return { ...notice, legs, statutoryNotices };
}
