import { ACCESS_HOLDINGS, CASE_HOLDINGS } from './case-holdings.js';
import type { Holding } from './holding.js';
import { OWN_SIGN_IN_HOLDINGS } from './own-sign-in-holdings.js';

/**
 * Every table with rows about young people: whose a row is, by which foreign keys, and what of it goes into their own file. The
 * other tables are in `NOT_ABOUT`; test/own-file.spec.ts holds both against the catalogue of the database. In the order of the file.
 */
export const HOLDINGS: Readonly<Record<string, Holding>> = { ...CASE_HOLDINGS, ...OWN_SIGN_IN_HOLDINGS, ...ACCESS_HOLDINGS };

/** The table whose rows are the young people themselves. */
export const ROOT = 'young_person';

/** Every column that a holding names. */
export const columnsOf = ({ by, given = [], who = [], where = [], withheld = {} }: Holding): string[] => [...new Set([...Object.keys(by), ...given, ...who, ...where, ...Object.keys(withheld)])];

/** The holdings, each after those that its columns point to. */
export function inOrder(holdings: Readonly<Record<string, Holding>> = HOLDINGS): string[] {
  const ordered: string[] = [];
  const place = (table: string): void => {
    if (ordered.includes(table)) return;
    for (const parent of Object.values(holdings[table]?.by ?? {})) if (parent !== table) place(parent);
    ordered.push(table);
  };
  Object.keys(holdings).forEach(place);
  return ordered;
}
