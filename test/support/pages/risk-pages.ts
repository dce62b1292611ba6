import type { User } from './user.js';

type Recipient = 'Key worker' | 'Virtual School key contact';
const noticePath = (reference: string, noticeId: number): string => `/cases/${reference}/risk-notices/${noticeId}`;

/** Reports that the young person may not be able to stay, `kind` as the page words it; answers the notice's number. */
export async function reportRisk(
  user: User,
  reference: string,
  risk: { kind: string; whatHappened: string; occurredAt?: string; placement?: string },
): Promise<number> {
  await user.open(`/cases/${reference}/risk-notices/new`);
  if (risk.placement) await user.page.getByLabel('Which placement?').selectOption({ label: risk.placement });
  await user.page.getByLabel(risk.kind, { exact: true }).check();
  await user.page.getByLabel('What happened?').fill(risk.whatHappened);
  if (risk.occurredAt) await user.fillInstant('occurredAt', risk.occurredAt);
  await user.pressButton('Report it');
  return user.lastNumber;
}

export async function openRiskNotice(user: User, reference: string, noticeId: number): Promise<void> {
  await user.open(noticePath(reference, noticeId));
}

/** How a call made just now ended: one tap. */
export async function recordCall(user: User, reference: string, noticeId: number, to: Recipient, outcome: 'Spoke to them' | 'They called back' | 'Left a voicemail' | 'No answer'): Promise<void> {
  await openRiskNotice(user, reference, noticeId);
  await user.press(user.page.getByRole('region', { name: to }).getByRole('button', { name: outcome }));
}

/** A call made earlier, or one that somebody else answered. */
export async function recordEarlierCall(
  user: User,
  reference: string,
  noticeId: number,
  call: { to: Recipient; outcome: string; calledAt?: string; spokeTo?: string },
): Promise<void> {
  await user.open(`${noticePath(reference, noticeId)}/calls/new`);
  await user.page.getByLabel(call.to, { exact: true }).check();
  await user.page.getByLabel(call.outcome, { exact: true }).check();
  if (call.spokeTo) await user.page.getByLabel('Who answered').fill(call.spokeTo);
  if (call.calledAt) await user.fillInstant('calledAt', call.calledAt);
  await user.pressButton('Record the call');
}

/** A recipient says that they have read the notice. */
export async function acknowledgeRisk(user: User, reference: string, noticeId: number): Promise<void> {
  await openRiskNotice(user, reference, noticeId);
  await user.pressButton('I have read this notice');
}

export async function recordMeeting(
  user: User,
  reference: string,
  noticeId: number,
  meeting: { heldOn?: string; present: string; outcome: string; notes: string },
): Promise<void> {
  await user.open(`${noticePath(reference, noticeId)}/meetings/new`);
  if (meeting.heldOn) await user.fillDay('heldOn', meeting.heldOn);
  await user.page.locator('#present').fill(meeting.present);
  await user.page.getByLabel(meeting.outcome, { exact: true }).check();
  await user.page.locator('#notes').fill(meeting.notes);
  await user.pressButton('Record the meeting');
}

/** The large words on how much time is left, or how it ended. */
export async function timeLeft(user: User): Promise<string> {
  return user.page.locator('.app-countdown__time').innerText();
}

/** What one of the two recipients' parts of the page says. */
export async function leg(user: User, to: Recipient): Promise<string> {
  return user.page.getByRole('region', { name: to }).innerText();
}
