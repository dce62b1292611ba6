import type { User } from './user.js';

/** Raises an emergency; answers its number. */
export async function raiseEmergency(user: User, reference: string, emergency: { whatHappened: string; raisedAt?: string; placement?: string; quiet?: boolean; howToReach?: string }): Promise<number> {
  await user.open(`/cases/${reference}/emergencies/new`);
  await user.page.getByLabel('What has happened, and what is needed?').fill(emergency.whatHappened);
  if (emergency.raisedAt) await user.fillInstant('raisedAt', emergency.raisedAt);
  if (emergency.placement) await user.page.getByLabel('Is it about a placement?').selectOption({ label: emergency.placement });
  if (emergency.howToReach) await user.page.locator('#howToReach').fill(emergency.howToReach);
  if (emergency.quiet) await user.page.getByLabel('Yes: the provider must not know of it').check();
  await user.pressButton('Raise the emergency');
  return user.lastNumber;
}

export async function openEmergency(user: User, reference: string, emergencyId: number): Promise<void> {
  await user.open(`/cases/${reference}/emergencies/${emergencyId}`);
}

/** One tap: somebody takes it in hand. */
export async function takeInHand(user: User, reference: string, emergencyId: number): Promise<void> {
  await openEmergency(user, reference, emergencyId);
  await user.pressButton('I am dealing with it');
}

export async function respondToEmergency(user: User, reference: string, emergencyId: number, response: { whatWasDone: string; respondedAt?: string }): Promise<void> {
  await openEmergency(user, reference, emergencyId);
  await user.page.getByLabel('What was done?').fill(response.whatWasDone);
  if (response.respondedAt) await user.fillInstant('respondedAt', response.respondedAt);
  await user.pressButton('Record the response');
}
