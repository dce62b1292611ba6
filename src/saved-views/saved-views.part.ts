import { part, type Part } from '../database/read-together.js';
import { hrefWith } from '../web/links.js';
import { keptFilters, LISTS, type Filters, type ListName } from './lists.js';

/** A view as its list shows it. */
export type StoredView = { id: number; name: string; filters: Filters };

/** Somebody's views of a list, by name, as a part of the statement that reads the list. */
export const savedViewsPart = (personId: number, list: ListName): Part<StoredView[]> =>
  part('SELECT v.id, v.name, v.filters FROM saved_view v WHERE v.person_id = $1::int AND v.list = $2::text ORDER BY lower(v.name)', [personId, list], (rows: StoredView[]) => rows);

/** What a list says of its views: a link to each, and where the filters that are on are kept. */
export interface ShownViews {
  items: { name: string; href: string; isOn: boolean }[];
  /** Null where no filter is on that could be kept, or these are kept already. */
  saveHref: string | null;
}

/** The views of a list for its page, with the filters that are on there. */
export function shownViews(list: ListName, views: readonly StoredView[], on: Readonly<Record<string, unknown>>): ShownViews {
  const { path } = LISTS[list];
  const now = hrefWith(path, keptFilters(list, on));
  const items = views.map(({ name, filters }) => ({ name, href: hrefWith(path, keptFilters(list, filters)) })).map((view) => ({ ...view, isOn: view.href === now }));
  const isNew = now !== path && !items.some(({ isOn }) => isOn);
  return { items, saveHref: isNew ? hrefWith('/saved-views/new', { list, filters: now.slice(path.length + 1) }) : null };
}
