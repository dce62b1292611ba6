import type { PlanSectionName } from '../../../src/domain/agreement/plan-sections.js';
import type { User } from './user.js';

/** What to write, by section. */
export type PlanText = Partial<Record<PlanSectionName, string>>;

const planPath = (reference: string, placementId: number): string => `/cases/${reference}/placements/${placementId}/plan`;

export async function openPlan(user: User, reference: string, placementId: number): Promise<void> {
  await user.open(planPath(reference, placementId));
}

/** Opens a section to write it. */
export async function openSection(user: User, reference: string, placementId: number, section: PlanSectionName): Promise<void> {
  await user.open(`${planPath(reference, placementId)}/sections/${section}`);
}

/** Writes into the section that is open, and saves it. */
export async function saveSection(user: User, text: string): Promise<void> {
  await user.page.locator('#text').fill(text);
  await user.pressButton('Save this section');
}

export async function writePlan(user: User, reference: string, placementId: number, sections: PlanText): Promise<void> {
  for (const [section, text] of Object.entries(sections)) {
    await openSection(user, reference, placementId, section as PlanSectionName);
    await saveSection(user, text);
  }
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
  review: {
    heldOn?: string;
    present: string;
    whatChanged: string;
    youngPersonsView: string;
    reasonElsewhere?: string;
    whyNotSafe?: string;
    /** As the page words them. */
    attended?: string[];
    feelsSafe?: string;
    alsoHeldAs?: string[];
    pepQuality?: string;
  },
): Promise<void> {
  await user.open(`/cases/${reference}/placements/${placementId}/reviews/new`);
  const { heldOn, attended = ['Young person', 'Key worker', 'Designated person'], feelsSafe = 'Yes', alsoHeldAs = [], pepQuality, ...words } = review;
  for (const box of [...attended, ...alsoHeldAs]) await user.page.getByLabel(box, { exact: true }).check();
  for (const answer of [feelsSafe, ...(pepQuality ? [pepQuality] : [])]) await user.page.getByLabel(answer, { exact: true }).check();
  if (heldOn) await user.fillDay('heldOn', heldOn);
  for (const [field, text] of Object.entries(words)) await user.page.locator(`#${field}`).fill(String(text));
  await user.pressButton('Record the review');
}
