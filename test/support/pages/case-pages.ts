import type { User } from './user.js';

/** Registers a young person; answers the reference of the new case. */
export async function registerYoungPerson(
  user: User,
  person: { preferredName: string; legalName: string; bornOn: string; careStatus: string; localId: string; uln?: string },
): Promise<string> {
  await user.open('/register');
  await user.page.getByLabel('Preferred name').fill(person.preferredName);
  await user.page.getByLabel('Legal name').fill(person.legalName);
  await user.fillDay('bornOn', person.bornOn);
  await user.page.getByLabel(person.careStatus, { exact: true }).check();
  await user.page.getByLabel('Your authority’s own number for them').fill(person.localId);
  if (person.uln) await user.page.getByLabel('Unique learner number (optional)').fill(person.uln);
  await user.pressButton('Register');
  return /LS-\w{6}/.exec(user.page.url())?.[0] ?? '';
}

/** Makes somebody key worker in place of whoever was; `kind` as the page words it. */
export async function assignKeyWorker(
  user: User,
  reference: string,
  assignment: { name: string; kind: string; fromAt?: string; hasAuthorityToAct?: boolean },
): Promise<void> {
  await user.open(`/cases/${reference}/key-worker`);
  const option = user.page.locator('#personId option', { hasText: assignment.name });
  await user.page.getByLabel('Who', { exact: true }).selectOption((await option.getAttribute('value')) ?? '');
  await user.page.getByLabel(assignment.kind, { exact: true }).check();
  if (assignment.fromAt) await user.fillInstant('fromAt', assignment.fromAt);
  if (assignment.hasAuthorityToAct ?? true) await user.page.getByLabel('They have the authority to act as “best parent”').check();
  await user.pressButton('Assign');
}

export async function confirmAuthorityToAct(user: User, reference: string): Promise<void> {
  await user.open(`/cases/${reference}/key-worker`);
  await user.pressButton('Confirm the authority to act');
}

/** Ends the key worker's time without a successor. */
export async function endKeyWorker(user: User, reference: string, untilAt?: string): Promise<void> {
  await user.open(`/cases/${reference}/key-worker`);
  if (untilAt) await user.fillInstant('untilAt', untilAt);
  await user.pressButton('End without a successor');
}

/** The designated person says that they know the new key worker. */
export async function acknowledgeKeyWorker(user: User, reference: string, placementId: number, keyWorkerId: number): Promise<void> {
  await user.open(`/cases/${reference}/placements/${placementId}/key-worker-notices/${keyWorkerId}`);
  await user.pressButton('I know who the new key worker is');
}
