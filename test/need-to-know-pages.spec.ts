import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApplication, type TestApplication } from './support/application.js';
import { startBrowser } from './support/browser.js';
import { signIn, type User } from './support/pages/user.js';
import type { Who } from './support/region.js';
import { planAgreed } from './support/situations.js';

/* The pages of exceptional access on Friday 30 October 2026, each held to what is expected of every page. */

const ABSENT = 'LS-222222';

let test: TestApplication;
let browser: Browser;
let reference: string;
beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
  ({ reference } = await planAgreed(test));
  test.setNow('2026-10-30 12:00');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await test.close();
});

const as = (who: Who): Promise<User> => signIn(browser, test.config.publicUrl, who, { checks: true });
const main = async ({ page }: User) => (await page.locator('main').innerText()).replace(/\s+/g, ' ');
/** A page without what is each request's own: its reference, the case's and the form's token. */
const pageOf = async (user: User, path: string): Promise<string> => {
  await user.open(path);
  return (await user.visit.html()).replaceAll(reference, 'LS').replaceAll(ABSENT, 'LS').replace(/app-reference">[^<]+</g, '').replace(/name="_token" value="[^"]+"/g, '').replace(/nonce="[^"]+"/g, '');
};

describe('the page one gets instead of nothing', () => {
  it('is the same for a case of somebody else and for one that there is not, within the remit and beyond it', async () => {
    for (const who of ['neighbourManager', 'successor'] as const) {
      const user = await as(who);
      const foreign = await pageOf(user, `/cases/${reference}`);
      expect(foreign).toBe(await pageOf(user, `/cases/${ABSENT}`));
      expect(foreign).toContain('/emergency-access/new?reference=LS');
      expect(await pageOf(user, `/emergency-access/new?reference=${reference}`)).toBe(await pageOf(user, `/emergency-access/new?reference=${ABSENT}`));
    }
  });
});

it('somebody of the authority opens a case in an emergency, has a banner on every page, and ends it; the Virtual Head judges it', async () => {
  const user = await as('successor');
  await user.open(`/cases/${reference}`);
  await user.press(user.page.getByRole('link', { name: 'Open the case in an emergency' }));
  await user.page.getByLabel('The young person is missing').check();
  await user.page.getByLabel('Why do you need it now?').fill('He is missing');
  await user.pressButton('Open the case');
  expect(await user.problems()).toEqual(['Say in at least 20 characters why you need this case now.']);
  await user.page.getByLabel('Why do you need it now?').fill('He has not come home since Wednesday, and his key worker is away');
  await user.pressButton('Open the case');
  expect((await user.confirmation()).title).toBe('The case is open to you for 60 minutes');
  for (const path of [`/cases/${reference}`, '/', '/account']) {
    await user.open(path);
    expect(await user.page.locator('.app-emergency').innerText()).toContain(`Case ${reference} is open to you until`);
  }
  await user.press(user.page.getByRole('button', { name: /^End it now/ }));
  expect([(await user.confirmation()).title, await user.page.locator('.app-emergency').count()]).toEqual(['Your emergency access has ended', 0]);

  const head = await as('head');
  expect(await main(head)).toContain('1 opening of a case in an emergency to judge');
  await head.press(head.page.getByRole('link', { name: '1 opening of a case in an emergency' }));
  expect(await main(head)).toContain('Sally Webb, Birmingham');
  await head.press(head.page.getByRole('link', { name: new RegExp(reference) }));
  expect(await main(head)).toContain('Looked at the case');
  await head.page.getByLabel('Justified', { exact: true }).check();
  await head.pressButton('Record the verdict');
  expect(await head.problems()).toEqual(['Enter “why”.']);
  await head.page.getByLabel('Why?').fill('The key worker could not be reached');
  await head.pressButton('Record the verdict');
  expect([(await head.confirmation()).title, await main(head)]).toEqual(['The verdict is recorded', expect.stringContaining('Justified, Hugh Farrow')]);
});

it('a Virtual Head keeps somebody out of a case, restricts it, admits somebody, and takes it all back', async () => {
  const head = await as('head');
  await head.open(`/cases/${reference}`);
  await head.press(head.page.getByRole('link', { name: 'Keep somebody out, or restrict the case' }));
  await head.page.getByLabel('Who is to be kept out?').selectOption({ label: 'Priya Shah, Birmingham' });
  await head.page.getByLabel('They are related').check();
  await head.pressButton('Keep them out');
  expect([(await head.confirmation()).title, await main(head)]).toEqual(['They are kept out of this case from now on', expect.stringContaining('Priya Shah: they are related')]);
  await head.page.getByLabel('Somebody must not find the young person').check();
  await head.pressButton('Restrict the case');
  await head.page.getByLabel('Who is to be admitted?').selectOption({ label: 'Marta Nowak, Birmingham' });
  await head.pressButton('Admit them');
  expect(await main(head)).toContain('Marta Nowak is admitted');
  await head.press(head.page.getByRole('button', { name: /^End the admission/ }));
  await head.pressButton('Lift the restriction');
  await head.press(head.page.getByRole('button', { name: /^Let them back in/ }));
  expect([(await head.confirmation()).title, await main(head)]).toEqual(['The exclusion has ended', expect.stringContaining('Nobody is kept out')]);
});

it('a Virtual Head names an inspector, and ends the inspection', async () => {
  const head = await as('head');
  await head.open('/inspections');
  await head.page.getByLabel('Name', { exact: true }).fill('Ines Pect');
  await head.page.getByLabel('Direct e-mail').fill('ines.pect@inspection.example');
  await head.fillDay('lastOn', '2026-10-01');
  await head.pressButton('Let them read');
  expect(await head.problems()).toEqual(['The last day cannot be before today.']);
  await head.fillDay('lastOn', '2026-11-06');
  await head.page.getByLabel('Which cases? (optional)').fill(reference);
  await head.pressButton('Let them read');
  expect([(await head.confirmation()).title, await main(head)]).toEqual(['A second person has to approve it', expect.stringContaining('Let Ines Pect (ines.pect@inspection.example)')]);
  const lead = await as('dataProtectionLead');
  await lead.open('/approvals');
  await lead.press(lead.page.getByRole('button', { name: /^Approve/ }));
  await head.open('/inspections');
  expect(await main(head)).toContain(`Cases ${reference}, until`);
  await head.press(head.page.getByRole('button', { name: /^Invite them again/ }));
  expect((await head.confirmation()).title).toBe('The invitation is on its way');
  await head.press(head.page.getByRole('button', { name: /^End it now/ }));
  expect((await head.confirmation()).title).toBe('The inspection has ended');
});

it('a data protection lead writes down who asked for their own file, holds a record, and sees what erasing it would do', async () => {
  const lead = await as('dataProtectionLead');
  await lead.open('/own-files');
  await lead.page.getByLabel('Reference of the case').fill(reference);
  await lead.page.getByLabel('How did they ask, and how do you know that it was they?').fill('By letter');
  await lead.pressButton('Record the request');
  expect(await lead.problems()).toEqual(['Say in at least 10 characters how they asked, and how you know that it was they.']);
  await lead.page.getByLabel('How did they ask, and how do you know that it was they?').fill('By letter; their key worker knows their hand');
  await lead.pressButton('Record the request');
  expect([(await lead.confirmation()).title, await main(lead)]).toEqual(['The request is recorded', expect.stringContaining('To be answered by Monday 30 November 2026')]);

  await lead.open('/');
  expect(await main(lead)).toContain('1 request for somebody’s own file, the first to be answered by Monday 30 November 2026');

  await lead.open('/retention');
  expect(await main(lead)).toContain('A care record is kept to the 75th birthday.');
  await lead.page.getByLabel('Reference of the case').fill('LS-222222');
  await lead.pressButton('Open it');
  expect(await lead.problems()).toEqual(['No record of your authority has this reference.']);
  await lead.page.getByLabel('Reference of the case').fill(reference.toLowerCase());
  await lead.pressButton('Open it');
  expect(await main(lead)).toContain('Placements: 1 removed');
  await lead.page.getByLabel('What does it have to be kept for?').fill('A claim for compensation');
  await lead.pressButton('Hold it');
  expect([(await lead.confirmation()).title, await main(lead)]).toEqual(['The record is held', expect.stringContaining('A claim for compensation: from Friday 30 October 2026, approved by Lena Fox')]);
  await lead.press(lead.page.getByRole('button', { name: /^Lift it/ }));
  expect((await lead.confirmation()).title).toBe('The hold is lifted');
});

it('whoever signed in more than ten minutes ago shows again who they are before a case opens', async () => {
  const user = await as('successor');
  await user.open(`/emergency-access/new?reference=${reference}`);
  await user.page.getByLabel('The young person is missing').check();
  await user.page.getByLabel('Why do you need it now?').fill('He has not come home since Wednesday, and his key worker is away');
  test.setNow('2026-10-30 12:11');
  await user.pressButton('Open the case');
  expect([new URL(user.page.url()).pathname, await user.page.locator('.app-emergency').count()]).toEqual(['/sign-in/again', 0]);
});
