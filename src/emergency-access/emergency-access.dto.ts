import { MinLength } from 'class-validator';
import { CASE_REFERENCE } from '../young-people/case-reference.js';
import { ChoiceField, PatternField, TextField } from '../validation.js';
import { EMERGENCY_REASONS, VERDICTS } from './emergency-access.entity.js';

/** So many characters say why, at the least. */
export const FEWEST_CHARACTERS = 20;

export class BreakGlassDto {
  @PatternField(CASE_REFERENCE, 'LS-7K2QF9', { description: 'reference of the case' }) reference: string;
  @ChoiceField(EMERGENCY_REASONS, { description: 'what kind of emergency it is' }) reason: keyof typeof EMERGENCY_REASONS;
  @MinLength(FEWEST_CHARACTERS, { message: `Say in at least ${FEWEST_CHARACTERS} characters why you need this case now.` })
  @TextField({ description: 'why you need it now', max: 2000 })
  words: string;
}

export class JudgeDto {
  @ChoiceField(VERDICTS, { description: 'whether it was justified' }) verdict: keyof typeof VERDICTS;
  @TextField({ description: 'why', max: 2000 }) words: string;
}
