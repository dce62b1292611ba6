import { notFound } from '../errors.js';

/** The row of this number in a part of a case that was read. Errors: NOT_FOUND. */
export function found<T extends { id: number }>(rows: readonly T[], id: number, what: string): T {
  const row = rows.find((one) => one.id === id);
  if (!row) throw notFound(what);
  return row;
}
