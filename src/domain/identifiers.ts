/** The unique learner number that stands for "none yet" (Individualised Learner Record, field ULN). */
export const NO_ULN = '9999999999';

/**
 * Whether a text is a unique learner number: ten digits whose sum, weighted 10 to 1, leaves 10 when divided by 11.
 * 'none' for 9999999999. Any single wrong digit is found, since every weight is prime to 11.
 */
export function checkUln(text: string): 'valid' | 'none' | 'invalid' {
  if (text === NO_ULN) return 'none';
  if (!/^[0-9]{10}$/.test(text)) return 'invalid';
  return weighted(text, 10, -1) % 11 === 10 ? 'valid' : 'invalid';
}

/** The check letters: the alphabet without I, O and S. */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/**
 * Whether a text is a unique pupil number: a check letter, then twelve digits, the last of which is a letter in a temporary
 * number. The letter is the one at the digits' sum, weighted 2 to 13, modulo 23. Any single wrong digit is found.
 */
export function isUpn(text: string): boolean {
  if (!/^[A-Z][0-9]{11}[0-9A-Z]$/.test(text)) return false;
  const last = text.slice(12);
  const value = /[0-9]/.test(last) ? Number(last) : UPN_LETTERS.indexOf(last);
  if (value < 0) return false;
  return UPN_LETTERS[(weighted(text.slice(1, 12), 2, 1) + value * 13) % 23] === text[0];
}

/** Whether a text has the shape of a UK provider reference number: eight digits, the first a 1. It carries no check digit. */
export function isUkprn(text: string): boolean {
  return /^1[0-9]{7}$/.test(text);
}

function weighted(digits: string, first: number, step: 1 | -1): number {
  return [...digits].reduce((sum, digit, index) => sum + Number(digit) * (first + step * index), 0);
}
