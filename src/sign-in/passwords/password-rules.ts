import { invalid } from '../../errors.js';
import { isBreached } from './breached-passwords.js';

export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;

/**
 * Refuses a new password that is too short, too long (in characters, however they are encoded) or among those tried first;
 * nothing is said of which characters it has to have. `own` are its owner's name, address and organisation; the service's words are refused to all.
 * Errors: INVALID with TOO_SHORT, TOO_LONG or BREACHED for `password`.
 */
export function checkNewPassword(password: string, own: readonly string[] = []): void {
  const characters = [...password.normalize('NFKC')].length;
  const refuse = (code: string, sentence: string) => invalid([{ code, sentence, field: 'password' }]);
  if (characters < SHORTEST_PASSWORD)
    throw refuse('TOO_SHORT', `Choose a password of ${SHORTEST_PASSWORD} characters or more: four words that have nothing to do with one another are easy to keep.`);
  if (characters > LONGEST_PASSWORD) throw refuse('TOO_LONG', `Choose a password of ${LONGEST_PASSWORD} characters at most.`);
  if (isBreached(password, ownWords([...SERVICE, ...own])))
    throw refuse('BREACHED', 'This password, or what it is made of, is one that many people use, so it is tried first. Choose another: four words that have nothing to do with one another.');
}

/** What this service is called, and about: whoever tries passwords on it begins with these. */
const SERVICE = ['Learner Support', 'Learner Support Agreement', 'Virtual School', 'West Midlands'];

/** The texts themselves, and the words in them. */
const ownWords = (texts: readonly string[]): string[] => [...texts, ...texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)), ...texts.map((text) => text.replace(/[^\p{L}\p{N}]+/gu, ''))];
