import { ValidateBy } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { ChoiceField, PatternField, TextField } from '../validation.js';
import { isMobile } from './entry-secrets.js';

/** A mobile number, however it is written. */
const MobileField = (): PropertyDecorator =>
  applyDecorators(
    TextField({ description: 'mobile number', max: 30, optional: true }),
    ValidateBy({ name: 'matches', validator: { validate: (value) => typeof value === 'string' && isMobile(value), defaultMessage: () => 'Enter a mobile number, such as 07700 900123.' } }),
  );

export class GiveAccessDto {
  @PatternField(/^[^\s@]{1,64}@[^\s@]{1,255}$/, 'name@example.org', { description: 'e-mail address', optional: true }) email?: string;
  @MobileField() phone?: string;
}

/** What a code is for. */
export const CODE_PURPOSES = { pin: 'to choose a PIN, face to face', code: 'to come in without an e-mail' } as const;

export class ShowCodeDto {
  @ChoiceField(CODE_PURPOSES, { description: 'what the code is for' }) purpose: keyof typeof CODE_PURPOSES;
}
