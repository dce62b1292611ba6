import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApplication, type TestApplication } from './support/application.js';
import { startBrowser } from './support/browser.js';
import { pageAs } from './support/page-as.js';
import { signIn } from './support/pages/user.js';
import { suspension } from './support/situations.js';

let test: TestApplication;
let browser: Browser;
beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

const NOTICE = 'www.gov.uk/bank-holidays, read on 30 October 2026';

describe('the pages of bank holidays', () => {
  it('show them by year, who added which and why; an administrator adds one, having seen what it does, and takes it back', async () => {
    await suspension(test);
    await test.operator.query('DELETE FROM sign_in_attempt');
    const user = await signIn(browser, test.config.publicUrl, 'administrator', { width: 320, checks: true });
    await user.open('/settings');
    await user.press(user.page.getByRole('link', { name: 'Bank holidays' }));
    await user.press(user.page.getByRole('link', { name: 'Add a bank holiday' }));
    await user.fillDay('on', '2026-11-07');
    await user.page.getByLabel('What is it called?').fill('Bank holiday for the coronation');
    await user.page.getByLabel('Where was it published?').fill(NOTICE);
    await user.pressButton('See what it would change');
    expect(await user.problems()).toEqual([expect.stringContaining('Saturday 7 November 2026 is no working day anyway')]);
    await user.fillDay('on', '2026-11-04');
    await user.pressButton('See what it would change');
    expect(await user.page.locator('main').innerText()).toMatch(/becomes a bank holiday[\s\S]*dates move, 0 of them to an earlier day/);
    await user.pressButton('Add it');
    expect((await user.confirmation()).title).toBe('The bank holiday is added');
    expect(await user.page.locator('main').innerText()).toMatch(/4 November 2026: Bank holiday for the coronation\s+Added here[\s\S]*added by Ann Idle[\s\S]*read on 30 October 2026/);
    await user.press(user.page.getByRole('link', { name: 'Take back' }));
    await user.page.getByLabel('Why?').fill('The proclamation named another day');
    await user.pressButton('See what it would change');
    await user.pressButton('Take it back');
    expect((await user.confirmation()).title).toBe('It is taken back');
    expect(await user.page.locator('main').innerText()).toMatch(/Taken back by Ann Idle at .*: The proclamation named another day/);
    await user.press(user.page.getByRole('link', { name: 'Say up to when all are known' }));
    await user.fillDay('until', '2029-12-31');
    await user.page.getByLabel('Where were they published?').fill(NOTICE);
    await user.pressButton('See what it would change');
    expect(await user.problems()).toEqual([expect.stringContaining('Add those of 2029 (0 so far) first')]);
    await user.visit.context.close();
  });

  it('are read by a key worker, who is told who adds to them, and add nothing for anybody else', async () => {
    test.setNow('2028-06-01 09:00');
    expect(await pageAs(test, 'keyWorker', '/settings/bank-holidays')).toMatch(/Tell an administrator of an authority[\s\S]*An administrator of an authority adds to them/);
    for (const path of ['add', 'known-until']) expect(await pageAs(test, 'head', `/settings/bank-holidays/${path}`)).toContain('does not let you change the bank holidays');
    expect(await pageAs(test, 'administrator', '/')).toContain('Add those that were published since');
    expect(await pageAs(test, 'head', '/')).not.toContain('Add those that were published since');
  });
});
