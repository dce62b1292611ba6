import { MinLength } from 'class-validator';
import { CASE_REFERENCE } from '../young-people/case-reference.js';
import { PatternField, TextField } from '../validation.js';

/** So many characters say how and why it was asked for, at the least. */
export const FEWEST_CHARACTERS = 10;

export class RequestOwnFileDto {
  @PatternField(CASE_REFERENCE, 'LS-7K2QF9', { description: 'reference of the case' }) reference: string;
  @MinLength(FEWEST_CHARACTERS, { message: `Say in at least ${FEWEST_CHARACTERS} characters how they asked, and how you know that it was they.` })
  @TextField({ description: 'how they asked, and how you know that it was they', max: 2000 })
  words: string;
}
