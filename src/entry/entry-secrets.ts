import { randomInt } from 'node:crypto';

/** How long every way in lasts, in real time. */
export const ENTRY_MS = 10 * 60_000;

/** Letters and digits that nobody confuses when they are read out: no I, L, O, S, Z, 0, 1, 2, 5. */
const ALPHABET = 'ABCDEFGHJKMNPQRTUVWXY346789';
const CODE_LENGTH = 6;

/** A code to show and to type, by chance: `KQ7-4MX`, one of 387 million. */
export function newCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, 3)}-${letters.slice(3)}`;
}

/** A code as it is compared: however it was typed. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** An e-mail address or a mobile number as it is compared: `07700 900 123`, `+44 7700 900123` and `07700900123` are one. */
export function plainContact(typed: string): string {
  const text = typed.trim().toLowerCase();
  if (text.includes('@')) return text;
  return text.replace(/[^\d+]/g, '').replace(/^(\+44|0044)0?/, '0');
}

/** Whether a text can be a mobile number: of the United Kingdom, or another country's with its +. */
export const isMobile = (typed: string): boolean => /^(07\d{9}|\+[1-9]\d{7,14})$/.test(plainContact(typed));
