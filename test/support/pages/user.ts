import type { Browser, Locator, Page } from 'playwright-core';
import { checkPage, visit, type Visit } from '../browser.js';
import { emailOf, PASSWORD, type Who } from '../region.js';

/** The pages held to what is expected so far, by path, heading and whether something is wrong on them: once each is enough. */
const checked = new Set<string>();

/** Somebody at a browser. With `checks`, every kind of page they come to is held to what is expected of every page. */
export class User {
  constructor(
    readonly visit: Visit,
    private readonly checks: boolean,
  ) {}

  get page(): Page {
    return this.visit.page;
  }

  /** What the last change said was done, and what happens next. */
  async confirmation(): Promise<{ title: string; text: string }> {
    const banner = this.page.getByRole('alert').filter({ has: this.page.locator('.govuk-notification-banner__heading') });
    const text = banner.locator('p.govuk-body');
    return { title: await banner.locator('.govuk-notification-banner__heading').innerText(), text: (await text.count()) > 0 ? await text.innerText() : '' };
  }

  /** The sentences of the error summary; none where there is no summary. */
  async problems(): Promise<string[]> {
    return this.page.locator('.govuk-error-summary__list li').allInnerTexts();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.arrive();
  }

  /** Presses a button or follows a link, and waits for the page that comes. */
  async press(what: Locator): Promise<void> {
    await Promise.all([this.page.waitForEvent('domcontentloaded'), what.click()]);
    await this.arrive();
  }

  async pressButton(name: string): Promise<void> {
    await this.press(this.page.getByRole('button', { name, exact: true }));
  }

  /** Fills the three fields of a day. */
  async fillDay(field: string, on: string): Promise<void> {
    const [year = '', month = '', day = ''] = on.split('-');
    for (const [part, text] of Object.entries({ day, month, year })) await this.page.locator(`#${field}-${part}`).fill(text);
  }

  /** Fills the day and the time of day in London: `2026-10-30 16:05`. */
  async fillInstant(field: string, text: string): Promise<void> {
    const [on = '', time = ''] = text.split(' ');
    await this.fillDay(field, on);
    await this.page.locator(`#${field}-time`).fill(time);
  }

  /** The number at the end of an address, or before `/plan`. */
  get lastNumber(): number {
    return Number(new URL(this.page.url()).pathname.match(/\d+(?=\D*$)/)?.[0] ?? 0);
  }

  private async arrive(): Promise<void> {
    if (!this.checks) return;
    const path = new URL(this.page.url()).pathname.replace(/LS-\w+/, 'LS').replace(/\d+/g, '0');
    const kind = `${path} ${await this.page.locator('h1').innerText()} ${(await this.problems()).length > 0}`;
    if (checked.has(kind)) return;
    checked.add(kind);
    await checkPage(this.visit);
  }
}

export interface UserOptions {
  width?: number;
  javaScript?: boolean;
  checks?: boolean;
}

/** Signs somebody of the region in with a browser of their own. */
export async function signIn(browser: Browser, url: string, who: Who, options: UserOptions = {}): Promise<User> {
  return signInAs(browser, url, { email: emailOf(who), password: PASSWORD }, options);
}

/** Signs anybody in who has a password. */
export async function signInAs(browser: Browser, url: string, account: { email: string; password: string }, options: UserOptions = {}): Promise<User> {
  const { checks = false, ...device } = options;
  const user = new User(await visit(browser, url, device), checks);
  await user.page.goto('/sign-in');
  await user.page.getByLabel('E-mail address').fill(account.email);
  await user.page.getByLabel('Password', { exact: true }).fill(account.password);
  await user.pressButton('Sign in');
  return user;
}
