import type { LocalDate } from '../time/local-date.js';
import { londonDate } from '../time/london.js';
import type { CallOutcome, RiskNoticeFact, RiskRecipient } from './facts.js';

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

/** The day of the first professionals' meeting held on or after the day it occurred; null if none was (EP11M). */
export function meetingHeldOn(notice: RiskNoticeFact): LocalDate | null {
  const occurredOn = londonDate(notice.occurredAt);
  const held = notice.meetings.map((meeting) => meeting.heldOn).filter((on) => on >= occurredOn);
  return held.sort()[0] ?? null;
}

function earliest(instants: Date[]): Date | null {
  return instants.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null);
}
