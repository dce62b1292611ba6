type Query = Record<string, string | null | undefined>;

/**
 * A path with a query: `hrefWith('/cases', { search: 'Sam', after: 'x' }, { after: null })` is `/cases?search=Sam`.
 * What is null, undefined or empty is left out; `change` overrules `query`.
 */
export function hrefWith(path: string, query: Query, change: Query = {}): string {
  const filled = Object.entries({ ...query, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(filled).toString();
  return text === '' ? path : `${path}?${text}`;
}
