import { LocalDateField, TextField } from '../validation.js';

export class CorrectRecordDayDto {
  @LocalDateField({ description: 'when it was' }) happenedOn: string;
  @TextField({ description: 'why it is corrected', max: 1000 }) reason: string;
}

export class TakeRecordBackDto {
  @TextField({ description: 'why it was a mistake', max: 1000 }) reason: string;
}
