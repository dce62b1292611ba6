import { Refusal } from '../errors.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/i;

/** Whether an address is this very machine's. */
export const isLoopback = (url: string): boolean => LOOPBACK.test(new URL(url).hostname);

/**
 * An issuer's address, checked: https, or http on this machine in a training installation; no sign-in, query or fragment in
 * it. Errors: ISSUER_INVALID (422).
 */
export function checkIssuer(text: string, isTraining: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url !== null && (url.protocol === 'https:' || (isTraining && url.protocol === 'http:' && isLoopback(text)));
  if (!isSafe || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new Refusal(422, 'ISSUER_INVALID', 'An issuer is an https address without a query, such as https://login.example/tenant: give it as the organisation’s provider writes it.');
  return text;
}
