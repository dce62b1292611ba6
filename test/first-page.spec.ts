import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Request } from 'playwright-core';
import { startTestApplication, type TestApplication } from './support/application.js';
import { startBrowser, visit } from './support/browser.js';

/** A first page in all, over the wire: what a phone with a poor signal takes in some seconds. */
const AT_MOST = 60_000;

let test: TestApplication;
let browser: Browser;
beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await test.close();
});

it.each(['/sign-in', '/me/enter'])('%s comes to a browser that has nothing of it yet in less than 60 kB: page, styles, scripts and icons', async (path) => {
  const { page } = await visit(browser, test.config.publicUrl);
  const asked: string[] = [];
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request: Request) => {
    asked.push(new URL(request.url()).pathname.replace(/^\/assets\/\w+/, ''));
    sizes.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize));
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  // A browser without a window asks for no icon: what it would take stands on the page.
  const icon = await page.locator('link[rel="icon"]').getAttribute('href');
  const { byteLength } = await (await fetch(new URL(icon ?? '', test.config.publicUrl), { headers: { 'accept-encoding': 'identity' } })).arrayBuffer();
  expect(asked).toEqual(expect.arrayContaining([path, '/learner-support.css', '/govuk-frontend.js', '/learner-support.js']));
  expect((await Promise.all(sizes)).reduce((sum, one) => sum + one, byteLength)).toBeLessThan(AT_MOST);
});
