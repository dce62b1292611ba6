import { hrefWith } from '../web/links.js';
import { shortDate } from '../web/template-filters.js';

type Filters = Readonly<Record<string, string | undefined>>;

/** Each filter that is on, with the address of the list without it; `onlyPerson` is the name of the one who looked, where it is known. */
export function chipsFor(filters: Filters, onlyPerson: string | null): { text: string; href: string }[] {
  const texts = {
    authority: filters.authority && `Authority ${filters.authority}`,
    case: filters.case && `Case ${filters.case}`,
    person: filters.person && `Only ${onlyPerson ?? 'one person'}`,
    from: filters.from && `From ${shortDate(filters.from)}`,
    to: filters.to && `To ${shortDate(filters.to)}`,
  };
  return Object.entries(texts).flatMap(([name, text]) => (text ? [{ text, href: hrefWith('/who-looked', filters, { [name]: null }) }] : []));
}
