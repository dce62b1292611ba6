import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional, MinLength } from 'class-validator';
import { ChoiceField, TextField, TickField, WholeNumberField } from '../validation.js';

/** Why something is corrected. */
export const ReasonField = ({ optional }: { optional?: true } = {}): PropertyDecorator => (target, name) => {
  TextField({ description: 'why it is corrected', max: 1000, ...(optional && { optional }) })(target, name);
  MinLength(10, { message: 'Say in at least 10 characters why it is corrected.' })(target, name as string);
};

export class CorrectFactDto {
  @ReasonField() reason: string;
  /** It was a mistake, and no longer counts. */
  @TickField({ description: 'it was a mistake: take it back' }) takeBack?: boolean;
  /** What is right, by the names of the fields; what is not named stays as it is, null says nothing. */
  @IsOptional()
  @IsObject({ message: 'Send what is right as an object, by the names of the fields.' })
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'what is right, by the names of the fields; what is not named stays' })
  values?: Record<string, unknown>;
}

export const WHAT_WAS_WRONG = { correct: 'something in it was written down wrongly', mistake: 'it was a mistake: take it back' } as const;

/** What the page sends beside the fact's own fields. */
export class CorrectionForm {
  @ChoiceField(WHAT_WAS_WRONG, { description: 'what was wrong' }) correctionKind: keyof typeof WHAT_WAS_WRONG;
  @ReasonField() correctionReason: string;
  /** The case's, as it was read: nobody undoes what another has put right meanwhile. */
  @WholeNumberField({ description: 'version', min: 1, max: 2_147_483_647 }) version: number;
}
