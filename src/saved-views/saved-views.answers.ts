import { Shows } from '../web/api/shows.js';
import { hrefWith } from '../web/links.js';
import { LISTS, type Filters, type ListName } from './lists.js';
import type { SavedView } from './saved-view.entity.js';

export class SavedViewAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(LISTS)) list: ListName;
  @Shows.text({ of: 'your own' }) name: string;
  @Shows.fields({ of: 'by the names that the list’s address has them by, each a text' }) filters: Filters;
  @Shows.text({ of: 'the list’s page with these filters' }) page: string;
  @Shows.number({ of: 'grows with each change' }) version: number;
}

export class SavedViewListAnswer {
  @Shows.many(() => SavedViewAnswer, { of: 'by list and name' }) items: SavedViewAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

/** A view as its owner reads it. */
export const shownView = ({ id, list, name, filters, version }: SavedView): SavedViewAnswer => ({ id, list, name, filters, page: hrefWith(LISTS[list].path, filters), version });
