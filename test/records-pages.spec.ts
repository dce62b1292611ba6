import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { CASE_RECORD_KINDS, type CaseRecordKind } from '../src/domain/agreement/records.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { checkPage, startBrowser } from './support/browser.js';
import { signIn, type User } from './support/pages/user.js';
import { recorders } from './support/record-examples.js';
import type { Who } from './support/region.js';
import { reviewHeld, type Placed } from './support/situations.js';

let test: TestApplication;
let browser: Browser;
let placed: Placed;
const users = new Map<Who, User>();

async function as(who: Who): Promise<User> {
  const user = users.get(who) ?? (await signIn(browser, test.config.publicUrl, who));
  users.set(who, user);
  return user;
}

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
  placed = await reviewHeld(test);
  test.setNow('2026-10-20 12:00');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await test.close();
});

describe('the pages of what is recorded', () => {
  it.each([
    ['keyContact', () => `/cases/${placed.reference}/records`],
    ['designatedPerson', () => `/cases/${placed.reference}/placements/${placed.placementId}/entitlements`],
    ['keyWorker', () => `/cases/${placed.reference}/status-letter`],
    ['keyContact', () => '/coverage'],
    ['designatedPerson', () => `/providers/${test.region.providers.ashgrove}`],
    ['keyContact', () => '/authorities/E08000025'],
    ['signatory', () => '/posts'],
    ['keyWorker', () => '/absences'],
    ['manager', () => `/handover/${test.region.people.keyWorker}`],
    ['neighbourContact', () => `/cases/${placed.reference}`],
    ['neighbourContact', () => `/cases/${placed.reference}/records/support-request/new`],
    ['keyContact', () => '/authorities/E08000025/records/promotion/new'],
  ] as [Who, () => string][])('hold to what is expected of every page: %s', async (who, path) => {
    const user = await as(who);
    await user.open(path());
    await checkPage(user.visit);
  }, 60_000);

  it('have a form for each kind, which those who may not record it do not get', async () => {
    for (const kind of Object.keys(CASE_RECORD_KINDS) as CaseRecordKind[]) {
      const { may, mayNot } = recorders(kind);
      const status = async (who: Who) => (await (await as(who)).page.goto(`${test.config.publicUrl}/cases/${placed.reference}/records/${kind}/new`))?.status();
      const [first = 'keyWorker'] = may;
      expect([kind, await status(first)]).toEqual([kind, 200]);
      const [other] = mayNot;
      if (other) expect([kind, other, await status(other)]).toEqual([kind, other, 403]);
    }
  }, 120_000);
});

describe('a view of the young person', () => {
  it('is recorded in their own words, then answered: “you said, we did” (KW5)', async () => {
    const keyWorker = await as('keyWorker');
    await keyWorker.open(`/cases/${placed.reference}/records/view/new`);
    await keyWorker.page.getByLabel('The key worker').check();
    await keyWorker.page.getByLabel('In their own words').fill('Nobody asks me before the meetings.');
    await keyWorker.pressButton('Record');
    expect(await keyWorker.problems()).toEqual([]);
    const card = keyWorker.page.getByText('Nobody asks me before the meetings.');
    expect(await card.isVisible()).toBe(true);
    await keyWorker.page.getByRole('link', { name: /^Answer ?: view of the young person/ }).click();
    expect(await keyWorker.page.getByText('Nobody asks me before the meetings.').isVisible()).toBe(true);
    await keyWorker.page.getByLabel('Face to face').check();
    await keyWorker.page.getByLabel('You said, we did').fill('From now on we meet the day before, the two of us.');
    await keyWorker.pressButton('Record');
    expect(await keyWorker.problems()).toEqual([]);
    expect(await keyWorker.page.getByText('From now on we meet the day before, the two of us.').isVisible()).toBe(true);
    const { body } = await test.get<{ items: { clause: string; status: string }[] }>('keyWorker', `/api/v1/cases/${placed.reference}/duties`);
    expect(body.items.filter(({ clause }) => clause === 'KW5').map(({ status }) => status)).toEqual(['met']);
  });
});
