import type { User } from './user.js';

export interface PlanText {
  keyContacts?: string;
  safeguardingIssues?: string;
  youngPersonsWords?: string;
}

const planPath = (reference: string, placementId: number): string => `/cases/${reference}/placements/${placementId}/plan`;

export async function openPlan(user: User, reference: string, placementId: number): Promise<void> {
  await user.open(planPath(reference, placementId));
}

/** Opens the plan to write it. */
export async function startWritingPlan(user: User, reference: string, placementId: number): Promise<void> {
  await user.open(`${planPath(reference, placementId)}/edit`);
}

/** Writes into the form that is open, and saves it. */
export async function savePlan(user: User, text: PlanText): Promise<void> {
  for (const [field, words] of Object.entries(text)) await user.page.locator(`#${field}`).fill(String(words));
  await user.pressButton('Save the plan');
}

export async function writePlan(user: User, reference: string, placementId: number, text: PlanText): Promise<void> {
  await startWritingPlan(user, reference, placementId);
  await savePlan(user, text);
}

/** One's own agreement: one button; after the start the last one to agree says why it was not possible before. */
export async function agreePlan(user: User, reference: string, placementId: number, reasonAfterStart?: string): Promise<void> {
  await openPlan(user, reference, placementId);
  if (reasonAfterStart !== undefined) {
    await user.press(user.page.getByRole('link', { name: 'Agree to this plan' }));
    await user.page.locator('#reasonAfterStart').fill(reasonAfterStart);
  }
  await user.pressButton('I agree to this plan');
}

/** Somebody else's agreement, given in a meeting: `party` as the page words it. */
export async function recordAgreement(
  user: User,
  reference: string,
  placementId: number,
  agreement: { party: 'key worker' | 'designated person' | 'young person'; witness?: string; agreedAt?: string; reasonAfterStart?: string },
): Promise<void> {
  await openPlan(user, reference, placementId);
  await user.press(user.page.getByRole('link', { name: `Record that the ${agreement.party} agreed in a meeting` }));
  if (agreement.agreedAt) await user.fillInstant('agreedAt', agreement.agreedAt);
  if (agreement.witness) await user.page.getByLabel('Who saw it?').fill(agreement.witness);
  if (agreement.reasonAfterStart) await user.page.locator('#reasonAfterStart').fill(agreement.reasonAfterStart);
  await user.pressButton('Record their agreement');
}

export async function recordReview(
  user: User,
  reference: string,
  placementId: number,
  review: { heldOn?: string; present: string; whatChanged: string; youngPersonsView: string; reasonElsewhere?: string },
): Promise<void> {
  await user.open(`/cases/${reference}/placements/${placementId}/reviews/new`);
  const { heldOn, ...words } = review;
  if (heldOn) await user.fillDay('heldOn', heldOn);
  for (const [field, text] of Object.entries(words)) await user.page.locator(`#${field}`).fill(String(text));
  await user.pressButton('Record the review');
}
