import { hrefWith } from '../web/links.js';
import { shortDate } from '../web/template-filters.js';

type Filters = Readonly<Record<string, string | undefined>>;

/** What a number or a code of an address is called. */
interface Names {
  authorities: readonly { code: string; name: string }[];
  providers: readonly { id: number; name: string }[];
}

/** Each filter that is on, with the address of the page without it. */
export function chipsFor(filters: Filters, { authorities, providers }: Names): { text: string; href: string }[] {
  const { provider, authority, from, to } = filters;
  const texts = {
    provider: provider && (providers.find(({ id }) => String(id) === provider)?.name ?? 'Another provider'),
    authority: authority && (authorities.find(({ code }) => code === authority)?.name ?? authority),
    from: from && `Due from ${shortDate(from)}`,
    to: to && `Due to ${shortDate(to)}`,
  };
  return Object.entries(texts).flatMap(([name, text]) => (text ? [{ text, href: hrefWith('/coverage', filters, { [name]: null }) }] : []));
}
