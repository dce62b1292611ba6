import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { EntryService } from '../src/entry/entry.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { startBrowser, visit } from './support/browser.js';
import { LONG } from './support/journey.js';
import { signIn, User, type UserOptions } from './support/pages/user.js';
import { planAgreed, type Placed } from './support/situations.js';
import { EMAIL, linkMailed, PIN } from './support/young-person.js';

const ROUTES: { name: string; device: UserOptions }[] = [
  { name: 'on a phone', device: { width: 320 } },
  { name: 'on a phone without JavaScript', device: { width: 320, javaScript: false } },
];

let test: TestApplication;
let browser: Browser;
let own: Placed;
beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

/** A young person's phone; without JavaScript axe cannot run. */
async function phoneOf(device: UserOptions): Promise<User> {
  return new User(await visit(browser, test.config.publicUrl, device), device.javaScript !== false);
}

async function comeIn(young: User, email = EMAIL): Promise<void> {
  await test.dataSource.query('DELETE FROM sign_in_attempt');
  await young.open('/me/enter');
  await young.page.getByLabel('Your e-mail address').fill(email);
  await young.pressButton('Send me a link');
  await young.open(`/me/enter/${await linkMailed(test, email)}`);
  await young.pressButton('Come in');
}

describe.each(ROUTES)('a young person and their key worker, $name', ({ device }) => {
  const email = device.javaScript === false ? 'zeb.2@mail.example' : EMAIL;

  it('come in, set a PIN together, and go through all pages', async () => {
    own = await planAgreed(test);
    test.setNow('2026-11-09 10:00');
    const keyWorker = await signIn(browser, test.config.publicUrl, 'keyWorker', { checks: device.javaScript !== false });
    await keyWorker.open(`/cases/${own.reference}`);
    await keyWorker.press(keyWorker.page.getByRole('link', { name: 'The young person’s own access' }));
    await keyWorker.page.getByLabel('Their own e-mail address').fill(email);
    await keyWorker.pressButton('Give access');
    expect((await keyWorker.confirmation()).title).toBe('They can come in');

    const young = await phoneOf(device);
    await comeIn(young, email);
    expect(await young.page.locator('h1').innerText()).toBe('Hello Zebedee');
    for (const page of ['people', 'plan', 'dates', 'say', 'good-enough', 'help']) await young.open(`/me/${page}`);

    await young.open('/me/looked');
    expect(await young.page.locator('h1').innerText()).toBe('Type in your PIN');
    await young.press(young.page.getByRole('link', { name: 'Make your PIN' }));
    await keyWorker.pressButton('Show the code for a PIN');
    const code = (await keyWorker.page.locator('.app-own-shown-code').innerText()).replace('Code:', '').trim();
    await young.page.getByLabel('The code on their screen').fill(code);
    await young.page.getByLabel('Your new PIN', { exact: true }).fill('123456');
    await young.page.getByLabel('Your new PIN again').fill('123456');
    await young.pressButton('Keep this PIN');
    expect(await young.problems()).toEqual(['That PIN is too easy to guess. Choose other numbers.']);
    await young.page.getByLabel('Your new PIN', { exact: true }).fill(PIN);
    await young.page.getByLabel('Your new PIN again').fill(PIN);
    await young.pressButton('Keep this PIN');
    expect(await young.page.locator('.app-own-done__title').innerText()).toBe('Your PIN is ready');

    for (const page of ['people', 'plan', 'dates', 'say', 'good-enough', 'said', 'consent', 'calendar', 'looked', 'own-file', 'help']) {
      await young.open('/me');
      await young.press(young.page.locator(`main a[href="/me/${page}"]`).first());
      expect([new URL(young.page.url()).pathname, await young.page.getByRole('button', { name: 'Leave this page quickly' }).isVisible()]).toEqual([`/me/${page}`, true]);
    }
    await young.open('/me/calendar');
    await young.pressButton('Make it');
    expect(await young.page.locator('code').innerText()).toMatch(/\/api\/my-calendar\/lsa_[\w-]+\.ics$/);
    await young.open('/me/calendar');
    await young.press(young.page.getByRole('button', { name: 'Stop it My phone' }));
    await young.open('/me/consent');
    await young.page.getByRole('group', { name: 'My health' }).first().getByLabel('No, they may not know').check();
    await young.press(young.page.getByRole('button', { name: 'Keep this' }).first());
    await young.open('/me/say');
    await young.pressButton('Send it');
    expect(await young.problems()).toEqual(['Choose who it is for.', 'Write what you want to say.']);
    await young.page.getByLabel('My key worker').check();
    await young.page.getByLabel('What do you want to say?').fill('I like it here.');
    await young.pressButton('Send it');
    await young.open('/me/said');
    expect(await young.page.locator('blockquote').first().innerText()).toBe('I like it here.');

    await keyWorker.open(`/cases/${own.reference}/sharing`);
    expect(await keyWorker.page.locator('main').innerText()).toContain('Wish: no, 9 Nov 2026, on their own page');
    await keyWorker.press(keyWorker.page.getByRole('link', { name: /^Record what Zebedee wants/ }).first());
    await keyWorker.visit.context.close();
    await young.visit.context.close();
  }, LONG);

  it('leave quickly: the screen changes at once, and going back shows nothing', async () => {
    await test.dataSource.query('DELETE FROM session');
    const young = await phoneOf(device);
    await comeIn(young, email);
    await young.open('/me/plan');
    await young.pressButton('Leave this page quickly');
    await young.page.waitForURL('**/bank-holidays');
    expect(await young.page.title()).toBe('Bank holidays in England');
    await young.page.goBack().catch(() => null);
    await young.page.waitForLoadState();
    expect(await young.page.locator('body').innerText()).not.toMatch(/make furniture|Zebedee|Joinery/);
    expect(await test.dataSource.query('SELECT 1 FROM session s JOIN person p ON p.id = s.person_id WHERE p.email = $1', [email])).toEqual([]);
    await young.visit.context.close();
  }, LONG);
});

it('leaves by pressing Escape three times, with the page replaced in the history', async () => {
  const young = await phoneOf({ width: 320 });
  await comeIn(young);
  await young.open('/me/plan');
  const before = Number(await young.page.evaluate('history.length'));
  for (let times = 0; times < 2; times += 1) await young.page.keyboard.press('Escape');
  expect(new URL(young.page.url()).pathname).toBe('/me/plan');
  await young.page.keyboard.press('Escape');
  await young.page.waitForURL('**/bank-holidays');
  expect(Number(await young.page.evaluate('history.length'))).toBe(before);
  await young.visit.context.close();
  await test.app.get(EntryService).settled();
}, LONG);
