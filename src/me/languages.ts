import { requestContext } from '../audit/request-context.js';
import { POLISH } from './words.pl.js';
import { say, WORDS, type Words } from './words.js';

/** The languages that a young person can choose, by the code of each. */
export const LANGUAGES: Readonly<Record<string, Words>> = { en: WORDS, pl: POLISH };

/** The catalogue in the language of whoever the running request is from; English outside of one. */
export function texts(): Words {
  const chosen = requestContext()?.language ?? '';
  return (Object.hasOwn(LANGUAGES, chosen) && LANGUAGES[chosen]) || WORDS;
}

/** The same as a view has it: the words, how their places are filled in, and the languages to choose from. */
export const catalogue = () => ({ words: texts(), languages: Object.values(LANGUAGES), say });
