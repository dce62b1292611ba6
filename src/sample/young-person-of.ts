import { checkUln, isUpn } from '../domain/identifiers.js';
import { academicYear } from '../domain/time/academic-year.js';
import { addDays, addMonths, type LocalDate } from '../domain/time/local-date.js';
import { ALPHABET } from '../young-people/case-reference.js';
import type { CareStatus } from '../domain/agreement/care-status.js';
import type { Random } from './random.js';

/** Somebody born so that Year 11 ends in the academic year of today, or so many years before it. */
export function bornForYear11(random: Random, today: LocalDate, yearsSince: number): LocalDate {
  const first = addMonths(academicYear(today).startsOn, -12 * (16 + yearsSince));
  return addDays(first, random.between(0, 364));
}

export function careStatusAt(random: Random, age: number): CareStatus {
  if (age < 16) return 'in-care';
  if (age < 18) return random.weighted([['in-care', 50], ['eligible', 45], ['relevant', 5]]);
  return random.weighted([['former-relevant', 88], ['qualifying', 12]]);
}

/** A learner number that passes its check; whose it is, nobody knows: it is chance. */
export function inventUln(random: Random): string {
  for (;;) {
    const uln = `9${String(random.between(0, 999_999_999)).padStart(9, '0')}`;
    if (checkUln(uln) === 'valid') return uln;
  }
}

export function inventUpn(random: Random): string {
  const digits = `8${String(random.between(0, 99_999_999_999)).padStart(11, '0')}`;
  return [...'ABCDEFGHJKLMNPQRTUVWXYZ'].map((letter) => letter + digits).find(isUpn) ?? '';
}

const REFERENCES = ALPHABET.length ** 6;
/** Prime to 30, so that every number gives another reference. */
const STEP = 377_001_613;

/** The reference of the sample's case of this number: no two are alike, and they cannot be counted up by eye. */
export function sampleReference(number: number): string {
  let left = (number * STEP + 12_345_678) % REFERENCES;
  let text = '';
  for (let place = 0; place < 6; place += 1) {
    text += ALPHABET[left % ALPHABET.length];
    left = Math.floor(left / ALPHABET.length);
  }
  return `LS-${text}`;
}
