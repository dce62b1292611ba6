import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApplication, type TestApplication } from './application.js';
import { startBrowser } from './browser.js';
import { signIn, type User, type UserOptions } from './pages/user.js';
import type { Who } from './region.js';

export interface Journey {
  readonly test: TestApplication;
  /** Somebody signs in with a browser of their own. */
  as(who: Who, options?: UserOptions): Promise<User>;
}

/** Each page is checked as it comes: accessibility, HTML, console, nothing sideways at 320 px. Without JavaScript axe cannot run. */
export const CHECKED: UserOptions = { checks: true };
export const ROUTES: { name: string; device: UserOptions }[] = [
  { name: 'with JavaScript', device: CHECKED },
  { name: 'on a phone without JavaScript', device: { javaScript: false, width: 320 } },
];
/** For a walk through many checked pages on a busy machine, in ms. */
export const LONG = 240_000;

/** The application and a browser for all journeys of a spec, from its first to its last. */
export function journey(): Journey {
  let browser: Browser;
  let test: TestApplication;
  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });
  return {
    get test() {
      return test;
    },
    async as(who, options = {}) {
      // The situations' times go back and forth, which the sign-in would take for trouble.
      await test.dataSource.query('DELETE FROM sign_in_attempt');
      return signIn(browser, test.config.publicUrl, who, options);
    },
  };
}
