/** What stands where somebody else's information was. */
export const WITHHELD = '(about somebody else)';

const MARKED = /\[\[[\s\S]*?(?:\]\]|$)/g;

/**
 * A text without what is marked as somebody else's information: `[[…]]`. A mark that is not closed goes to the end, so that a slip
 * of the keyboard withholds too much rather than too little.
 */
export const withoutThirdParties = (text: string): string => text.replace(MARKED, WITHHELD);

/** A value with the marked parts of every text in it withheld. */
export function withheld<T>(value: T): T {
  if (typeof value === 'string') return withoutThirdParties(value) as T;
  if (Array.isArray(value)) return value.map(withheld) as T;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withheld(inner)])) as T;
}
