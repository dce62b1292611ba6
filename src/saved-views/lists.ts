import type { CoverageQuery } from '../coverage/coverage.query.js';
import type { EscalationsQuery } from '../escalations/escalations.query.js';
import type { LooksQuery } from '../looks/looks.query.js';
import type { CasesQuery } from '../young-people/cases.query.js';

/** Where a list is, what it is called, and by which filters of its address a view of it can be kept. */
interface List {
  title: string;
  path: string;
  hasSearch: boolean;
  filters: readonly string[];
}

/** Filters of a query's address: not where its page begins, and no search, which may be a name. */
type FiltersOf<Query> = readonly Exclude<keyof Query & string, 'after' | 'limit' | 'search'>[];

/** The lists whose filters somebody can keep as a view. A new one is a row here, one in `list-filters.ts`, and its page's part. */
export const LISTS = {
  cases: { title: 'Cases', path: '/cases', hasSearch: true, filters: ['authority', 'provider', 'agreement', 'missed'] satisfies FiltersOf<CasesQuery> },
  escalations: { title: 'Escalation queue', path: '/escalations', hasSearch: false, filters: ['level', 'clause', 'owedBy', 'mine', 'closed'] satisfies FiltersOf<EscalationsQuery> },
  coverage: { title: 'Every clause, and how it is kept', path: '/coverage', hasSearch: false, filters: ['provider', 'authority', 'from', 'to'] satisfies FiltersOf<CoverageQuery> },
  'who-looked': { title: 'Who looked at which case', path: '/who-looked', hasSearch: false, filters: ['authority', 'case', 'person', 'from', 'to'] satisfies FiltersOf<LooksQuery> },
} as const satisfies Record<string, List>;

/** A list by its name. */
export type ListName = keyof typeof LISTS;

/** Filters as an address has them. */
export type Filters = Readonly<Record<string, string>>;

/** What of the filters that are on a view keeps, each in its list's own order. */
export function keptFilters(list: ListName, filters: Readonly<Record<string, unknown>>): Filters {
  const names: readonly string[] = LISTS[list].filters;
  return Object.fromEntries(names.flatMap((name) => (typeof filters[name] === 'string' && filters[name] !== '' ? [[name, filters[name]]] : [])));
}
