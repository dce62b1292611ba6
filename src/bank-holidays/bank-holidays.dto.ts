import { LocalDateField, TextField } from '../validation.js';

/** One more bank holiday. */
export class AddBankHoliday {
  @LocalDateField({ description: 'day' }) on: string;
  @TextField({ description: 'name', max: 100 }) name: string;
  @TextField({ description: 'where it was published', max: 500 }) notice: string;
}

/** Up to which day all are known. */
export class SayKnownUntil {
  @LocalDateField({ description: 'last day' }) until: string;
  @TextField({ description: 'where they were published', max: 500 }) notice: string;
}

/** What was added by mistake counts no more. */
export class TakeBackAddition {
  @TextField({ description: 'why', max: 500 }) reason: string;
}
