import { IdField, LocalDateField, PatternField } from '../validation.js';

/** Of which provider, which home authority, and due from when to when. */
export class CoverageQuery {
  @IdField({ description: 'provider', optional: true }) provider?: number;
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'home authority', optional: true }) authority?: string;
  @LocalDateField({ description: 'due from', optional: true }) from?: string;
  @LocalDateField({ description: 'due to', optional: true }) to?: string;
}
