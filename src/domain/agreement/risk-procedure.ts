import { londonDate } from '../time/london.js';
import type { CallOutcome, MeetingFact, RiskNoticeFact, RiskRecipient } from './facts.js';

/** EP11: how a leg reaches its recipient. */
export type RiskChannel = 'phone' | 'email';

/** The four legs of EP11: each recipient by each channel. */
export const RISK_LEGS: readonly { channel: RiskChannel; to: RiskRecipient }[] = [
  { channel: 'phone', to: 'key-worker' },
  { channel: 'phone', to: 'key-contact' },
  { channel: 'email', to: 'key-worker' },
  { channel: 'email', to: 'key-contact' },
];

/** Whether a call of this outcome closes its leg: at once, with that person's acknowledgement of the e-mail, or never (EP11). */
const CLOSES: Record<CallOutcome, 'at once' | 'when acknowledged' | 'never'> = {
  spoke: 'at once',
  'called-back': 'at once',
  voicemail: 'when acknowledged',
  'no-answer': 'never',
};

/** When a leg was done: the first e-mail sent, or the first call that closes it; null while it is open (EP11). */
export function legDoneAt(notice: RiskNoticeFact, to: RiskRecipient, channel: RiskChannel): Date | null {
  if (channel === 'email') return earliest(notice.emails.filter((email) => email.to === to).map((email) => email.sentAt));
  const calls = notice.calls.filter((call) => call.to === to);
  const called = (how: 'at once' | 'when acknowledged'): Date[] =>
    calls.filter((call) => CLOSES[call.outcome] === how).map((call) => call.calledAt);
  const voicemailAt = earliest(called('when acknowledged'));
  const acknowledgedAt = earliest(notice.acknowledgements.filter((ack) => ack.by === to).map((ack) => ack.acknowledgedAt));
  const followedUp = voicemailAt && acknowledgedAt && (voicemailAt > acknowledgedAt ? voicemailAt : acknowledgedAt);
  return earliest([...called('at once'), ...(followedUp ? [followedUp] : [])]);
}

/** The professionals' meetings held on or after the day it occurred, by day, then id (EP11M). */
export function meetingsHeld(notice: Pick<RiskNoticeFact, 'occurredAt' | 'meetings'>): MeetingFact[] {
  const occurredOn = londonDate(notice.occurredAt);
  return notice.meetings.filter(({ heldOn }) => heldOn >= occurredOn).sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : a.id - b.id));
}

function earliest(instants: Date[]): Date | null {
  return instants.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null);
}
