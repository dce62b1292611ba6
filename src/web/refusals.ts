import { Refusal } from '../errors.js';
import type { Scope } from '../sign-in/scopes.js';

/** 401: pages lead to the sign-in, the API says what to send. */
export const notSignedIn = () =>
  new Refusal(401, 'NOT_SIGNED_IN', 'Sign in first. The API takes an access token in the header “Authorization: Bearer lsa_…”.');

/** 401: a page leads to where they show it, and back. */
export const proveYourself = () =>
  new Refusal(401, 'PROVE_YOURSELF', 'This needs a fresh proof that it is you: sign in again on the page /sign-in/again, or use an access token with the scope “sensitive”.');

/** 403: pages lead to where they get one. */
export const enrolFirst = () => new Refusal(403, 'ENROL_FIRST', 'Everyone here needs a second factor beside the password. Set one up on the page /account/second-factors first.');

/** 403: whoever signed in with a password of the operator's chooses another first; pages lead to where. */
export const choosePassword = () => new Refusal(403, 'CHOOSE_PASSWORD', 'Your password is from the operator and for one day. Choose another on the page /account/password first.');

/** 403: the form was not sent from one of our own pages, or its session has changed since. */
export const notFromHere = () =>
  new Refusal(403, 'NOT_FROM_THIS_SITE', 'This did not come from a page of this service, or you have signed in again since. Open the page again and repeat it.');

/** 403: a young person's page that takes their PIN; pages lead to where it is typed. */
export const pinNeeded = () => new Refusal(403, 'PIN_NEEDED', 'You need your PIN for this. Type it in, then you can go on.');

/** 403: the access token was made for less than this. */
export const scopeMissing = (scope: Scope) =>
  new Refusal(403, 'SCOPE_MISSING', `This access token was not made for this: it lacks the scope “${scope}”. Use one that has it; you make tokens on your account page.`);

/** 429 with the seconds to wait, which become the header Retry-After. */
export class TooMany extends Refusal {
  constructor(readonly retryAfterSeconds: number, detail: string) {
    super(429, 'TOO_MANY', detail);
  }
}
