import { requestContext } from '../audit/request-context.js';
import { POLISH } from './words.pl.js';
import { WORDS, type Words } from './words.js';

/** The languages that a young person can choose, by the code of each. */
export const LANGUAGES: Readonly<Record<string, Words>> = { en: WORDS, pl: POLISH };

/** The catalogue in the language of whoever the running request is from; English outside of one. */
export function texts(): Words {
  const chosen = requestContext()?.language ?? '';
  return (Object.hasOwn(LANGUAGES, chosen) && LANGUAGES[chosen]) || WORDS;
}
