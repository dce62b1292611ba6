import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { chromium, type Browser, type BrowserContext, type Page, type Response } from 'playwright-core';

/** The browser of the run: CHROMIUM_PATH, else Debian's, that without a desktop first: it does the same pages in a quarter of the time. */
const EXECUTABLE = process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path));
const ARGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];
const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Everything the browser complained of on its pages: errors of scripts, of the content security policy, of missing files. */
  complaints: string[];
  /** The HTML of the page that the visitor is on, as it came. */
  html(): Promise<string>;
}

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ARGS, env: { ...process.env, FONTCONFIG_PATH: '/etc/fonts' } });
}

/** A new visitor with nothing kept: a desk by default, a phone with `width: 320`. `javaScript: false` for one without scripts. */
export async function visit(browser: Browser, url: string, options: { width?: number; javaScript?: boolean } = {}): Promise<Visit> {
  const { width = 1200, javaScript = true } = options;
  const context = await browser.newContext({ baseURL: url, viewport: { width, height: 800 }, javaScriptEnabled: javaScript, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  let document: Response | undefined;
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.status() !== 303) document = response;
  });
  return { page, context, complaints, html: async () => (await document?.text()) ?? '' };
}

/**
 * Opens a path and expects of the page what is expected of every page: no complaint of the browser, WCAG 2.2 AA and axe's best practice,
 * valid HTML, one h1, a title, and nothing to scroll sideways at 320 px.
 */
export async function openPage(visit: Visit, path: string): Promise<Page> {
  await visit.page.goto(path);
  await checkPage(visit);
  return visit.page;
}

/** The same for the page that the visitor is on, such as a form that came back. */
export async function checkPage({ page, complaints, html }: Visit): Promise<void> {
  const path = new URL(page.url()).pathname;
  const answered = complaints.filter((text) => !/the server responded with a status of (4|5)\d\d/.test(text));
  expect({ path, complaints: answered }).toEqual({ path, complaints: [] });
  // Without a second page to gather frames in, which takes as long as the looking: no page of ours has a frame.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).withTags(WCAG_2_2_AA).analyze();
  expect({ path, violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`) }).toEqual({ path, violations: [] });
  expect({ path, html: await htmlFaults(await html()) }).toEqual({ path, html: [] });
  expect({ path, headings: await page.locator('h1').count() }).toEqual({ path, headings: 1 });
  expect({ path, sideways: await sideways(page) }).toEqual({ path, sideways: 0 });
}

/** How far a page of 320 px can be scrolled sideways, in px. */
async function sideways(page: Page): Promise<number> {
  const before = page.viewportSize() ?? { width: 1200, height: 800 };
  await page.setViewportSize({ width: 320, height: before.height });
  const pixels = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  await page.setViewportSize(before);
  return Number(pixels);
}

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Style of the source, not faults of the page: govuk-frontend's own components differ.
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'void-style': 'off',
    // govuk-frontend names its landmarks by role on purpose.
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
    'no-inline-style': 'error',
    'require-sri': 'off',
    'valid-autocomplete': 'error',
  },
});

async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${ruleId} (line ${line}): ${message}`));
}
