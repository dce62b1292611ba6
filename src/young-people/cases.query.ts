import { TIMELINE_KINDS, type TimelineKind } from '../audit/timeline.service.js';
import { ChoiceField, PatternField, TextField } from '../validation.js';

export class CasesQuery {
  @TextField({ description: 'name or reference', max: 100, optional: true }) search?: string;
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'home authority', optional: true }) authority?: string;
  @PatternField(/^\d{1,9}$/, '17', { description: 'provider', optional: true }) provider?: string;
  @ChoiceField({ yes: true }, { description: 'only with something missed', optional: true }) missed?: 'yes';
  @TextField({ description: 'after', max: 500, optional: true }) after?: string;
}

export class TimelineQuery {
  @ChoiceField(TIMELINE_KINDS, { description: 'what to show', optional: true }) kind?: TimelineKind;
  @TextField({ description: 'after', max: 500, optional: true }) after?: string;
}
