import { BREAKDOWNS, MEASURES, type Breakdown, type MeasureId } from '../domain/figures/measures.js';
import { ChoiceField, PatternField } from '../validation.js';

/** By what a figure can be broken down: the region also by authority. */
export const BY = { authority: 'Authority', ...BREAKDOWNS };

/** Which figure, of which term and authority, and by what. What is not said is the first, the newest, the region, and an authority or a provider. */
export class FiguresQuery {
  @ChoiceField(MEASURES, { description: 'figure', optional: true }) measure?: MeasureId;
  @PatternField(/^\d{4}-\d\d-(autumn|spring|summer)$/, '2026-27-autumn', { description: 'term', optional: true }) term?: string;
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'authority', optional: true }) authority?: string;
  @ChoiceField(BY, { description: 'breakdown', optional: true }) by?: Breakdown | 'authority';
}
