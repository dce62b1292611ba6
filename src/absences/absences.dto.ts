import { IdField, LocalDateField } from '../validation.js';

export class RecordAbsenceDto {
  @IdField({ description: 'who is away' }) personId: number;
  @IdField({ description: 'who covers' }) coverPersonId: number;
  @LocalDateField({ description: 'first day away' }) fromOn: string;
  @LocalDateField({ description: 'last day away' }) untilOn: string;
}
