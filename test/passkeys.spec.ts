import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApplication, type TestApplication } from './support/application.js';
import { checkPage, openPage, startBrowser, visit } from './support/browser.js';
import { emailOf, PASSWORD } from './support/region.js';
import { signInAs, type User } from './support/pages/user.js';

let test: TestApplication;
let browser: Browser;
let user: User;

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
}, 120_000);
beforeEach(async () => {
  test.setNow('2026-05-11 09:00');
  await test.dataSource.query('DELETE FROM session; DELETE FROM sign_in_attempt; DELETE FROM passkey; DELETE FROM totp_factor; DELETE FROM recovery_code');
  user = await signIn();
});
afterEach(() => user.visit.context.close());
afterAll(async () => {
  await browser.close();
  await test.close();
});

const signIn = () => signInAs(browser, test.config.publicUrl, { email: emailOf('keyContact'), password: PASSWORD }, { checks: true });
const heading = () => user.page.locator('h1').innerText();

/** Gives the browser a device that makes and keeps passkeys, as Chromium's developer tools have it. */
async function authenticator() {
  const devtools = await user.visit.context.newCDPSession(user.page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return { devtools, authenticatorId };
}

async function addPasskey(): Promise<void> {
  await user.open('/account/second-factors');
  await user.page.getByLabel('What do you want to call it?').fill('This computer');
  await Promise.all([user.page.waitForURL('**/account/recovery-codes'), user.page.getByRole('button', { name: 'Add a passkey' }).click()]);
}

async function passwordAgain(): Promise<void> {
  await user.open('/sign-in');
  await user.page.getByLabel('E-mail address').fill(emailOf('keyContact'));
  await user.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await user.pressButton('Sign in');
}

describe('a passkey', () => {
  it('is added, is asked for after the password, and signs in', async () => {
    await authenticator();
    await addPasskey();
    expect((await user.confirmation()).title).toBe('The second factor is set up');
    await user.pressButton('Show me ten new codes');
    expect(await user.page.locator('.app-codes li').count()).toBe(10);
    await user.pressButton('Sign out');
    await passwordAgain();
    expect(await heading()).toBe('Show that it is you');
    await Promise.all([user.page.waitForURL('**/'), user.page.getByRole('button', { name: 'Use your passkey' }).click()]);
    expect(await test.dataSource.query(`SELECT name, uses > 0 AS used, last_used_at IS NOT NULL AS seen FROM passkey`)).toEqual([{ name: 'This computer', used: true, seen: true }]);
    expect(await test.dataSource.query('SELECT FROM passkey_challenge')).toEqual([]);
    await user.open('/account/second-factors');
    expect(await user.page.locator('.app-sessions').innerText()).toContain('This computer, added');
  });

  it('proves who sits there before something sensitive, and is removed again', async () => {
    await authenticator();
    await addPasskey();
    test.setNow('2026-05-11 09:11');
    await user.open('/account/second-factors');
    await user.pressButton('Remove the passkey This computer');
    expect(await heading()).toBe('Show once more that it is you');
    await Promise.all([user.page.waitForURL('**/account/second-factors'), user.page.getByRole('button', { name: 'Use your passkey' }).click()]);
    expect((await user.confirmation()).title).toBe('Thank you, it is you');
    await user.pressButton('Remove the passkey This computer');
    expect((await user.confirmation()).title).toBe('The passkey is removed');
    expect(await test.dataSource.query('SELECT FROM passkey')).toEqual([]);
  });

  it('of somebody else does not sign in, and no answer is taken twice', async () => {
    const { devtools, authenticatorId } = await authenticator();
    await addPasskey();
    const kept: string[] = [];
    user.page.on('request', (request) => {
      if (request.url().endsWith('/second-factor/passkey')) kept.push(request.postData() ?? '');
    });
    await user.pressButton('Sign out');
    await passwordAgain();
    await Promise.all([user.page.waitForURL('**/'), user.page.getByRole('button', { name: 'Use your passkey' }).click()]);
    await user.pressButton('Sign out');
    await passwordAgain();
    const replay = await user.page.request.post('/sign-in/second-factor/passkey', { form: Object.fromEntries(new URLSearchParams(kept[0])), headers: { 'sec-fetch-site': 'same-origin' } });
    expect([kept.length, replay.status()]).toEqual([1, 422]);
    await test.dataSource.query('UPDATE passkey SET person_id = $1', [test.region.people.head]);
    await user.page.goto('/sign-in/second-factor');
    const foreign = await user.page.request.post('/sign-in/second-factor/passkey', { form: Object.fromEntries(new URLSearchParams(kept[0])), headers: { 'sec-fetch-site': 'same-origin' } });
    expect(foreign.status()).toBe(422);
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  });

  it('that the browser does not give says so on the page, and a code does instead', async () => {
    await authenticator();
    await addPasskey();
    await user.pressButton('Show me ten new codes');
    const code = await user.page.locator('.app-codes li').first().innerText();
    await user.pressButton('Sign out');
    await passwordAgain();
    await user.page.evaluate('navigator.credentials.get = () => Promise.reject(new Error("broken off"))');
    await user.page.getByRole('button', { name: 'Use your passkey' }).click();
    await user.page.getByText('That did not work, or you broke it off.').waitFor();
    await user.page.getByLabel('Code', { exact: true }).fill(code);
    await user.pressButton('Go on');
    await user.open('/account');
    expect(await heading()).toBe('Your account');
  });
});

describe('an authenticator app', () => {
  it('is set up on pages that everybody can use', async () => {
    await user.open('/account/second-factors');
    await user.pressButton('Set up an authenticator app');
    expect(await user.page.locator('.app-qr svg').boundingBox()).toMatchObject({ width: expect.any(Number) });
    await user.page.getByLabel('The six digits that it shows now').fill('12');
    await user.pressButton('Use this app');
    expect(await user.problems()).toHaveLength(1);
    await user.open('/account/password');
    test.setNow('2026-05-11 09:11');
    await user.open('/sign-in/again');
    await user.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await user.pressButton('Go on');
  });
});

describe("the administrator's pages", () => {
  it('lead from the list to an invitation and out again, and everybody can use them', async () => {
    const administrator = await signInAs(browser, test.config.publicUrl, { email: emailOf('administrator'), password: PASSWORD }, { checks: true });
    await administrator.open('/accounts');
    await administrator.page.getByLabel('Name', { exact: true }).fill('Wanda Reed');
    await administrator.page.getByLabel('E-mail address').fill('wanda.reed');
    await administrator.pressButton('Invite them');
    expect(await administrator.problems()).toHaveLength(1);
    await administrator.page.getByLabel('E-mail address').fill('wanda.reed@region.example');
    await administrator.pressButton('Invite them');
    expect(await administrator.confirmation()).toEqual({ title: 'Wanda Reed is invited', text: 'This installation sends no e-mail: the link is on the mailbox page.' });
    await administrator.open('/training/mailbox');
    const [mail] = await test.dataSource.query<{ text: string }[]>(`SELECT text FROM message WHERE state = 'kept' ORDER BY id DESC LIMIT 1`);
    await administrator.open(`/accounts/${test.region.people.successor}/deactivation`);
    const wanda = await visit(browser, test.config.publicUrl);
    await openPage(wanda, /\/invitations\/\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    await wanda.page.getByLabel('Password', { exact: true }).fill('short');
    await wanda.page.getByRole('button', { name: 'Set the password' }).click();
    await wanda.page.locator('.govuk-error-summary').waitFor();
    await checkPage(wanda);
    await wanda.page.getByLabel('Password', { exact: true }).fill('seven grey herons fishing');
    await Promise.all([wanda.page.waitForURL('**/'), wanda.page.getByRole('button', { name: 'Set the password' }).click()]);
    await Promise.all([administrator.visit.context.close(), wanda.context.close()]);
  });
});
