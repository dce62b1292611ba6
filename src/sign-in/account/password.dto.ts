import { MaxLength, MinLength } from 'class-validator';

export class PasswordForm {
  // Blanks around a password are part of it.
  @MinLength(1, { message: 'Enter the password that you sign in with.' })
  @MaxLength(1000, { message: 'A password has 1,000 characters at most.' })
  current: string;

  @MinLength(1, { message: 'Choose a new password.' })
  @MaxLength(1000, { message: 'Choose a password of 128 characters at most.' })
  password: string;
}

export class NewPasswordForm {
  @MinLength(1, { message: 'Choose a password.' })
  @MaxLength(1000, { message: 'Choose a password of 128 characters at most.' })
  password: string;
}
