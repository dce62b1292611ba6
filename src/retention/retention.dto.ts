import { MinLength } from 'class-validator';
import { IdField, LocalDateField, PatternField, TextField, WholeNumberField } from '../validation.js';
import { CASE_REFERENCE } from '../young-people/case-reference.js';

/** So many characters say why a record is held, at the least. */
export const FEWEST_CHARACTERS = 10;

export class RecordDto {
  @PatternField(CASE_REFERENCE, 'LS-7K2QF9', { description: 'reference of the case' }) reference: string;
}

export class HoldDto {
  @MinLength(FEWEST_CHARACTERS, { message: `Say in at least ${FEWEST_CHARACTERS} characters what it has to be kept for.` })
  @TextField({ description: 'what it has to be kept for', max: 2000 })
  reason: string;
  @LocalDateField({ description: 'from; today unless told otherwise', optional: true }) fromOn?: string;
  @LocalDateField({ description: 'last day; until somebody lifts it unless told otherwise', optional: true }) untilOn?: string;
}

export class ScheduleDto {
  @IdField({ description: 'provider; your authority where it is left out', optional: true }) provider?: number;
  @WholeNumberField({ description: 'how long: years to the birthday, or days after the end', min: 1, max: 1000 }) value: number;
  @LocalDateField({ description: 'from which day on' }) effectiveOn: string;
}
