import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { cookiesOf } from '../src/service-information/cookies.js';
import { HELP, type Help } from '../src/service-information/help.js';
import { WebSettings } from '../src/web/web-settings.js';
import { journey, LONG } from './support/journey.js';
import { pageRoutes } from './support/page-routes.js';
import { openPage, startBrowser, visit } from './support/browser.js';

const on = journey();
const ADDRESSES = ['/help', ...Object.keys(HELP).map((role) => `/help/${role}`), '/accessibility', '/privacy', '/cookies'];

describe('pages about the service itself', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await startBrowser(); });
  afterAll(() => browser.close());

  it.each(ADDRESSES)('is open to a stranger, and as right as any other: %s', async (address) => {
    const stranger = await visit(browser, on.test.config.publicUrl);
    const page = await openPage(stranger, address);
    expect(new URL(page.url()).pathname).toBe(address);
    expect((await on.test.get(null, address)).status).toBe(200);
  }, LONG);

  it.each([['/cookies', '/help'], ['/cookies', '/privacy'], ['/privacy', '/accessibility'], ['/help', '/cookies'], ...Object.keys(HELP).map((role) => ['/help', `/help/${role}`])])('on %s there is the way to %s', async (from, to) => {
    const { page } = await visit(browser, on.test.config.publicUrl);
    await page.goto(from ?? '');
    expect(await page.locator(`a[href="${to}"]`).count()).toBe(1);
  }, LONG);

  it('lead whoever is signed in to where each thing is done', async () => {
    const isPage = pageRoutes(on.test.app);
    const topics = Object.values(HELP as Record<string, Help>).flatMap((help) => help.topics);
    expect(topics.filter(({ href }) => href !== '/' && !isPage('GET', href))).toEqual([]);
    const keyWorker = await on.as('keyWorker');
    await keyWorker.open('/help/key-worker');
    await keyWorker.page.getByRole('link', { name: /Go on leave/ }).click();
    expect(new URL(keyWorker.page.url()).pathname).toBe('/absences');
  }, LONG);

  it('name every cookie that there is, as it is called here', () => {
    const settings = new WebSettings('https://learner-support.example', true);
    const names = Object.entries(Object.getOwnPropertyDescriptors(WebSettings.prototype)).filter(([name]) => name.endsWith('Cookie')).map(([name]) => settings[name as 'sessionCookie']);
    expect(names).toHaveLength(6);
    expect(cookiesOf(settings).map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it('have no help for what is no role', async () => {
    expect((await on.test.get(null, '/help/constructor')).status).toBe(404);
  });
});
