import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApplication, type TestApplication } from './support/application.js';
import { checkPage, openPage, startBrowser, visit } from './support/browser.js';
import { asOperator, federate } from './support/federation.js';
import { startOpenIdProvider, type OpenIdProvider } from './support/openid-provider.js';
import { signIn, type User } from './support/pages/user.js';
import { BIRMINGHAM, type Who } from './support/region.js';

let test: TestApplication;
let browser: Browser;
let birmingham: OpenIdProvider;

const users = new Map<Who, User>();
const as = async (who: Who): Promise<User> => {
  const user = users.get(who) ?? (await signIn(browser, test.config.publicUrl, who));
  users.set(who, user);
  return user;
};

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
  birmingham = await startOpenIdProvider([`${test.config.publicUrl}/sign-in/with/1/callback`]);
  await federate(test, birmingham, BIRMINGHAM, ['birmingham.example']);
  await asOperator(test, 'UPDATE identity_provider SET passwords_too = true');
}, 120_000);
afterAll(async () => {
  await birmingham?.stop();
  await browser?.close();
  await test?.close();
});

describe('signing in with one’s organisation, in a browser', () => {
  it('leads from an address to the organisation and back, past what the browser lets a form do', async () => {
    await asOperator(test, `INSERT INTO external_identity (person_id, issuer, subject, bound_at, bound_by) VALUES (${test.region.people.keyContact}, '${birmingham.issuer}', 'b-17', now(), ${test.region.people.keyContact})`);
    const visitor = await visit(browser, test.config.publicUrl);
    const page = await openPage(visitor, '/sign-in');
    await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
    await page.getByLabel('Your organisation, or your work e-mail address').fill('somebody@birmingham.example');
    await page.getByRole('button', { name: 'Find it' }).click();
    await checkPage(visitor);
    await page.getByRole('link', { name: 'Sign in with Birmingham' }).click();
    await checkPage(visitor);
    await page.getByRole('button', { name: 'Go to Birmingham' }).click();
    await page.getByLabel('Who').fill('b-17');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${test.config.publicUrl}/`);
    expect(await page.getByRole('link', { name: 'Priya Shah' }).count()).toBe(1);
    expect(visitor.complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  }, 60_000);

  it('works for somebody with a link, and connects them', async () => {
    const administrator = await as('administrator');
    await administrator.open('/administration/sign-ins');
    await administrator.page.getByRole('button', { name: 'Make a link for Hugh Farrow' }).click();
    await checkPage(administrator.visit);
    const link = (await administrator.page.locator('.app-secret').innerText()).trim();
    const visitor = await visit(browser, test.config.publicUrl);
    const page = await openPage(visitor, new URL(link).pathname);
    await page.getByRole('button', { name: 'Go to Birmingham' }).click();
    await page.getByLabel('Who').fill('b-18');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${test.config.publicUrl}/`);
    expect(await page.getByRole('link', { name: 'Hugh Farrow' }).count()).toBe(1);
  }, 60_000);
});

describe('the pages of how people sign in, and of what takes two', () => {
  it.each<[Who, string]>([
    ['keyContact', '/account'],
    ['keyContact', '/account/sign-ins'],
    ['keyWorker', '/account/sign-ins'],
    ['administrator', '/administration/sign-ins'],
    ['administrator', '/approvals'],
    ['keyContact', '/cases/export'],
    ['keyContact', `/sign-in/with`],
  ])('hold to what is expected of every page: %s at %s', async (who, path) => {
    const user = await as(who);
    await user.open(path);
    await checkPage(user.visit);
  }, 60_000);

  it('make a token and show it once', async () => {
    const user = await as('keyContact');
    await user.open('/account/tokens');
    await checkPage(user.visit);
    await user.page.getByLabel('Name').fill('<b>Reports</b>');
    await user.page.getByRole('button', { name: 'Make the token' }).click();
    await checkPage(user.visit);
    expect(await user.page.locator('.app-secret').innerText()).toMatch(/^lsa_/);
    await user.open('/account/tokens');
    await checkPage(user.visit);
    await user.page.getByRole('button', { name: 'End this token “<b>Reports</b>”' }).click();
    expect(await user.page.locator('main').innerText()).toContain('The token has ended');
  }, 60_000);

  it('ask for a post and approve it', async () => {
    const administrator = await as('administrator');
    const body = { post: 'team-manager', name: 'Vera Lind', email: 'vera.lind@birmingham.example', phone: '07700 900881', fromOn: '2026-05-11' };
    await test.post('administrator', `/api/v1/posts?authority=${BIRMINGHAM}`, body);
    await administrator.open('/approvals');
    await checkPage(administrator.visit);
    const head = await as('head');
    await head.open('/approvals');
    await checkPage(head.visit);
    await head.page.getByRole('button', { name: /^Approve “Put Vera Lind/ }).click();
    await checkPage(head.visit);
    expect(await head.page.locator('main').innerText()).toContain('You have approved it');
  }, 60_000);
});
