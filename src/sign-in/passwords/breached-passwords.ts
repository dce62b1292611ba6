import { dictionary } from '@zxcvbn-ts/language-common';

/** Some 49,000 passwords that others have used most, from breaches (zxcvbn's list, kept by the package). */
const BREACHED: ReadonlySet<string> = new Set(dictionary['passwords-common'] as string[]);

/** Parts shorter than this are in the list by chance. */
const SHORTEST_PART = 4;

/**
 * Whether a password is among those that everybody tries first: one of the list, whatever its case and with whatever digits
 * and signs at its ends; two of the list side by side; or a few characters again and again. `own` are words that are known
 * of its owner, which count as if they were in the list.
 */
export function isBreached(password: string, own: readonly string[] = []): boolean {
  const words = new Set(own.map(folded));
  const isKnown = (part: string) => BREACHED.has(part) || words.has(part);
  const whole = folded(password);
  const core = whole.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [whole, core].some((text) => text !== '' && (isKnown(text) || isRepeated(text, isKnown) || isTwo(text, isKnown))) || isRepeated(whole.replace(/\W/gu, ''), isKnown);
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** `abcabcabcabcabc`, `passwordpassword`. */
function isRepeated(text: string, isKnown: (part: string) => boolean): boolean {
  const unit = /^(.+?)\1+$/u.exec(text)?.[1];
  return unit !== undefined && (unit.length <= 6 || isKnown(unit));
}

function isTwo(text: string, isKnown: (part: string) => boolean): boolean {
  for (let at = SHORTEST_PART; at <= text.length - SHORTEST_PART; at += 1) if (isKnown(text.slice(0, at)) && isKnown(text.slice(at))) return true;
  return false;
}
