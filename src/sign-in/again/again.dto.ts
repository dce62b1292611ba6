import { MaxLength, MinLength } from 'class-validator';
import { TextField } from '../../validation.js';

export class PasswordAgainForm {
  // Blanks around a password are part of it.
  @MinLength(1, { message: 'Enter your password.' })
  @MaxLength(1000, { message: 'A password has 1,000 characters at most.' })
  password: string;

  @TextField({ description: 'Next page', max: 2000, optional: true })
  next?: string;
}
