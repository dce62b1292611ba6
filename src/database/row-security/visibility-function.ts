/** A function of the schema `authz`: what it answers, and how. */
export interface VisibilityFunction {
  name: string;
  /** What it is asked of; nothing where it is a whole set. */
  args?: string;
  returns: string;
  body: string;
  /** With whose rights; `inlined` reads no table, and is put in where it is asked. */
  rights?: 'its own' | 'inlined' | 'of who asks';
}

export const interval = (milliseconds: number): string => `interval '${milliseconds} milliseconds'`;
/** Whether a span of days of a row is running today; `until` is the first day after it. */
export const heldToday = (row: string): string => `${row}.from_on <= authz.today() AND (${row}.until_on IS NULL OR ${row}.until_on > authz.today())`;

/**
 * A set of cases or of what belongs to them: whole, for lists, and of some cases alone (`…_of`), so that what has to do with one case never works out a
 * whole authority's. `only` narrows a query to these, by the column that has the case; `of` is how the sets within it are called.
 */
export function wholeAndOf(name: string, returns: string, body: (only: (column: string) => string, asked: string, held: (set: string) => string) => string): VisibilityFunction[] {
  return [
    { name, returns, body: body(() => 'true', '()', (set) => `authz.held_${set}()`) },
    { name: `${name}_of`, args: 'ids int[]', returns, body: body((column) => `${column} = ANY(ids)`, '_of(ids)', (set) => `ARRAY(SELECT authz.${set}_of(ids))`) },
  ];
}
/** A set of the cases that this transaction has a trace of, held or not; where it has none, nothing is worked out. */
export const ofTraced = (set: string): string => `CASE authz.held_traced() WHEN '{}' THEN '{}' ELSE authz.held_${set}_of(authz.held_traced()) END`;
export const inTraced = (set: string, column: string): string => `${column} FROM (SELECT authz.held_traced() AS ids) t, authz.${set}_of(t.ids) o WHERE t.ids <> '{}'`;
