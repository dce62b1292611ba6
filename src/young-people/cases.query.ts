import { TIMELINE_KINDS, type TimelineKind } from '../audit/timeline.service.js';
import { ChoiceField, PatternField, TextField } from '../validation.js';

/** What a list is narrowed to, beside the search. */
class CaseFilters {
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'home authority', optional: true }) authority?: string;
  @PatternField(/^\d{1,9}$/, '17', { description: 'provider', optional: true }) provider?: string;
  @PatternField(/^\d{1,9}$/, '17', { description: 'agreement', optional: true }) agreement?: string;
  @ChoiceField({ yes: true }, { description: 'only with something missed', optional: true }) missed?: 'yes';
}

/** What the address of a list asks for. */
export class CasesQuery extends CaseFilters {
  /** Sealed (`SealedSearch`), or a reference. */
  @TextField({ description: 'name or reference', max: 800, optional: true }) search?: string;
  @TextField({ description: 'after', max: 500, optional: true }) after?: string;
}

/** What the form of the list asks for. */
export class CasesForm extends CaseFilters {
  @TextField({ description: 'name, reference, ULN or date of birth', max: 100, optional: true }) search?: string;
}

export class TimelineQuery {
  @ChoiceField(TIMELINE_KINDS, { description: 'what to show', optional: true }) kind?: TimelineKind;
  @TextField({ description: 'after', max: 500, optional: true }) after?: string;
}

/** What a list is taken out for: it is written down with each case in it, and the young person reads it. */
export const EXPORT_REASONS = { work: 'to work with the cases on it', meeting: 'for a meeting about them', return: 'for a return that the law asks for' } as const;

export type ExportReason = keyof typeof EXPORT_REASONS;

export class CasesCsvQuery extends CasesQuery {
  @ChoiceField(EXPORT_REASONS, { description: 'what it is for', optional: true }) why?: ExportReason;
}
