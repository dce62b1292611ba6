import { randomInt } from 'node:crypto';

/** Letters and digits that cannot be taken for one another when read out over a phone. */
export const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const CASE_REFERENCE = /^LS-[2-9A-HJKMNP-TV-Z]{6}$/;

/** A new case reference, `LS-7K2QF9`: says nothing about the person and cannot be counted up. 729 million of them. */
export function newCaseReference(): string {
  return `LS-${Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;
}
