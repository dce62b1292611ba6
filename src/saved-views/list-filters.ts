import { chipsFor as coverageChips } from '../coverage/coverage-filters.js';
import { CoverageQuery } from '../coverage/coverage.query.js';
import { chipsFor as queueChips } from '../escalations/escalations.presenter.js';
import { EscalationsQuery } from '../escalations/escalations.query.js';
import { chipsFor as looksChips } from '../looks/looks-filters.js';
import { LooksQuery } from '../looks/looks.query.js';
import type { CaseChoices } from '../young-people/case-choices.service.js';
import { chipsFor as caseChips } from '../young-people/case-filters.js';
import { CasesQuery } from '../young-people/cases.query.js';
import type { Filters, ListName } from './lists.js';

/** How a list reads its filters, and the words of its chips. */
interface ListFilters {
  Query: new () => object;
  chips: (filters: Filters, names: CaseChoices) => { text: string }[];
}

const LIST_FILTERS: Readonly<Record<ListName, ListFilters>> = {
  cases: { Query: CasesQuery, chips: (filters, names) => caseChips(filters, undefined, names) },
  escalations: { Query: EscalationsQuery, chips: (filters) => queueChips(filters) },
  coverage: { Query: CoverageQuery, chips: coverageChips },
  'who-looked': { Query: LooksQuery, chips: (filters) => looksChips(filters, null) },
};

/** The class that checks the address of a list. */
export const queryOf = (list: ListName): (new () => object) => LIST_FILTERS[list].Query;

/** What a view's chips say on its list. */
export const wordsOf = (list: ListName, filters: Filters, names: CaseChoices): string[] => LIST_FILTERS[list].chips(filters, names).map(({ text }) => text);
