import type { WebSettings } from '../web/web-settings.js';

/** A cookie as the cookies page tells of it. */
export interface CookieLine {
  name: string;
  purpose: string;
  lasts: string;
}

/** Every cookie that the pages set; each is needed, so nobody is asked (PECR, regulation 6(4)). */
export const cookiesOf = ({ sessionCookie, confirmationCookie, deviceCookie, stepCookie, flowCookie, languageCookie }: WebSettings): CookieLine[] => [
  { name: sessionCookie, purpose: 'says that you are signed in', lasts: '12 hours, or 30 minutes without use' },
  { name: stepCookie, purpose: 'between your password and your second factor', lasts: '10 minutes' },
  { name: flowCookie, purpose: 'while you sign in with your organisation', lasts: '10 minutes' },
  { name: confirmationCookie, purpose: 'carries “it is done” from one page to the next', lasts: 'one minute' },
  { name: deviceCookie, purpose: 'says that somebody signed in here before, so that a stranger’s wrong passwords do not keep you waiting; it lets nobody in', lasts: '400 days' },
  { name: languageCookie, purpose: 'in which language a young person reads their pages, once they have chosen one', lasts: 'until the browser is closed' },
];
