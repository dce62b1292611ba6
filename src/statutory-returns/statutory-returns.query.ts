import { ChoiceField, WholeNumberField } from '../validation.js';
import { STATUTORY_FILES, type StatutoryFileId } from './statutory-files.js';

const year = { description: 'year in which the collection year ends', min: 2022, max: 2099 };

export class ReturnQuery {
  @WholeNumberField({ ...year, optional: true }) year?: number;
}

export class AskReturnDto {
  @ChoiceField(STATUTORY_FILES, { description: 'which file' }) file: StatutoryFileId;
  @WholeNumberField(year) year: number;
}
