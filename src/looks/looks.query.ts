import { IdField, LocalDateField, PatternField } from '../validation.js';
import { Paging } from '../web/api/keyset.js';

/** At which case, by whom, and from when to when. */
export class LooksQuery extends Paging {
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'authority; your own unless told otherwise', optional: true }) authority?: string;
  @PatternField(/^LS-[2-9A-Z]{6}$/i, 'LS-7K2QF9', { description: 'case', optional: true }) case?: string;
  @IdField({ description: 'person', optional: true }) person?: number;
  @LocalDateField({ description: 'from; the last 28 days unless told otherwise', optional: true }) from?: string;
  @LocalDateField({ description: 'to', optional: true }) to?: string;
}
