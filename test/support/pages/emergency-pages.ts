import type { User } from './user.js';

/** Raises an emergency; answers its number. */
export async function raiseEmergency(user: User, reference: string, emergency: { whatHappened: string; raisedAt?: string; placement?: string }): Promise<number> {
  await user.open(`/cases/${reference}/emergencies/new`);
  await user.page.getByLabel('What has happened, and what is needed?').fill(emergency.whatHappened);
  if (emergency.raisedAt) await user.fillInstant('raisedAt', emergency.raisedAt);
  if (emergency.placement) await user.page.getByLabel('Is it about a placement?').selectOption({ label: emergency.placement });
  await user.pressButton('Raise the emergency');
  return user.lastNumber;
}

export async function openEmergency(user: User, reference: string, emergencyId: number): Promise<void> {
  await user.open(`/cases/${reference}/emergencies/${emergencyId}`);
}

export async function respondToEmergency(user: User, reference: string, emergencyId: number, response: { whatWasDone: string; respondedAt?: string }): Promise<void> {
  await openEmergency(user, reference, emergencyId);
  await user.page.getByLabel('What was done?').fill(response.whatWasDone);
  if (response.respondedAt) await user.fillInstant('respondedAt', response.respondedAt);
  await user.pressButton('Record the response');
}
