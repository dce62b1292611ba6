import { TextField } from '../../validation.js';

/** Where to go on to afterwards. */
class WithNext {
  @TextField({ description: 'Next page', max: 2000, optional: true })
  next?: string;
}

export class CodeForm extends WithNext {
  @TextField({ description: 'Code', max: 50 })
  code: string;
}

export class PasskeyForm extends WithNext {
  @TextField({ description: 'Passkey', max: 20_000 })
  answer: string;
}

export class NewPasskeyForm {
  @TextField({ description: 'Name of the passkey', max: 100 })
  name: string;

  @TextField({ description: 'Passkey', max: 20_000 })
  answer: string;
}
