import { ChoiceField, IdField, TextField } from '../validation.js';
import { LETTER_RECIPIENTS, type LetterRecipient } from './status-letter.entity.js';

/** A letter is given out with the young person's knowledge: it has no other basis. */
export const LETTER_BASES = { 'asked for by the young person': 'the young person asked for it', consent: 'the young person consented to it' } as const;

export class StatusLetterDto {
  @ChoiceField(LETTER_RECIPIENTS, { description: 'what they are' }) recipient: LetterRecipient;
  @TextField({ description: 'to whom', max: 200 }) toWhom: string;
  /** The record of the employer, where the letter is for one. */
  @IdField({ description: 'employer', optional: true }) employerId?: number;
  @TextField({ description: 'what for', max: 500 }) whatFor: string;
  @ChoiceField(LETTER_BASES, { description: 'on what basis' }) basis: keyof typeof LETTER_BASES;
}
