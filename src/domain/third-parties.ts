/** What stands where somebody else's information was. */
export const WITHHELD = '(about somebody else)';

const MARKED = /\[\[[\s\S]*?(?:\]\]|$)/g;

/**
 * A text without what is marked as somebody else's information: `[[…]]`. A mark that is not closed goes to the end, so that a slip
 * of the keyboard withholds too much rather than too little.
 */
export const withoutThirdParties = (text: string): string => text.replace(MARKED, WITHHELD);

/** A value with the marked parts of every text in it withheld. */
export const withheld = <T>(value: T): T => eachText(value, withoutThirdParties);

/** The passages that are marked as somebody else's, anywhere in a value; of those too short to tell from another word none. */
export function markedPassages(value: unknown): string[] {
  if (typeof value === 'string') return (value.match(MARKED) ?? []).map((mark) => mark.replace(/^\[\[|\]\]$/g, '').trim()).filter(({ length }) => length > 1);
  if (value === null || typeof value !== 'object' || value instanceof Date) return [];
  return Object.values(value).flatMap(markedPassages);
}

/**
 * The same as `withheld`, and without these passages wherever they stand unmarked: what was written before somebody marked it, in
 * a correction or in another record, is somebody else's all the same.
 */
export function withheldEverywhere<T>(value: T, passages: readonly string[]): T {
  const [first, ...rest] = [...new Set(passages)].sort((a, b) => b.length - a.length).map((passage) => passage.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (first === undefined) return withheld(value);
  const unmarked = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[first, ...rest].join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return eachText(withheld(value), (text) => text.replace(unmarked, WITHHELD));
}

/** A value with every text in it changed. */
function eachText<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((inner) => eachText(inner, change)) as T;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, eachText(inner, change)])) as T;
}
