import type { User } from './user.js';

/** Records an agreed placement; answers its number. */
export async function agreePlacement(
  user: User,
  reference: string,
  placement: { provider: string; course: string; level: number; startsOn: string; endsOn?: string; agreedOn?: string },
): Promise<number> {
  await user.open(`/cases/${reference}/placements/new`);
  await user.page.getByLabel('Provider').selectOption({ label: placement.provider });
  await user.page.getByLabel('Course, apprenticeship or job').fill(placement.course);
  await user.page.getByLabel('Level').fill(String(placement.level));
  await user.fillDay('startsOn', placement.startsOn);
  if (placement.endsOn) await user.fillDay('endsOn', placement.endsOn);
  if (placement.agreedOn) await user.fillDay('agreedOn', placement.agreedOn);
  await user.pressButton('Record the placement');
  return user.lastNumber;
}

/** Records how a placement ended; `how` as the page words it. A provider's ending may come back with what stands against it. */
export async function endPlacement(user: User, reference: string, placementId: number, ending: { how: string; endedOn?: string; reason?: string }): Promise<void> {
  await user.open(`/cases/${reference}/placements/${placementId}/ending/new`);
  await user.page.getByLabel(ending.how, { exact: true }).check();
  if (ending.endedOn) await user.fillDay('endedOn', ending.endedOn);
  if (ending.reason) await user.page.getByLabel('Why (optional)').fill(ending.reason);
  await user.pressButton('Record the ending');
}

/** On the page that refused an ending: what is to be done first. */
export async function blockersToEnding(user: User): Promise<string[]> {
  return user.page.locator('.govuk-task-list__link').allInnerTexts();
}

/** On the page that refused an ending: it has already happened. */
export async function recordBreach(user: User, reason: string): Promise<void> {
  await user.page.getByLabel('What happened, and why').fill(reason);
  await user.pressButton('Record it as a breach');
}
