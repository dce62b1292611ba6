import { MaxLength, MinLength } from 'class-validator';
import { PatternField, TextField } from '../validation.js';

export class SignInForm {
  @TextField({ description: 'E-mail address', max: 320 })
  email: string;

  // Blanks around a password are part of it.
  @MinLength(1, { message: 'Enter your password.' })
  @MaxLength(1000, { message: 'A password has 1,000 characters at most.' })
  password: string;

  @TextField({ description: 'Next page', max: 2000, optional: true })
  next?: string;
}

export class EndSessionForm {
  @PatternField(/^[0-9a-f]{64}$/, '64 hexadecimal digits', { description: 'Session' })
  session: string;
}
