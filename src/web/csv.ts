import { stringify } from 'csv-stringify/sync';
import { formatLondon } from '../domain/time/london.js';

type Cell = string | number | Date | null;

/** Rows as CSV with a byte order mark, so that spreadsheets read the accents; `columns` gives each title its cell. */
export function csvOf<T>(columns: Record<string, (row: T) => Cell>, rows: readonly T[]): string {
  const lines = rows.map((row) => Object.values(columns).map((cell) => inert(textOf(cell(row)))));
  return stringify([Object.keys(columns), ...lines], { bom: true, record_delimiter: '\r\n' });
}

const textOf = (cell: Cell): string => (cell === null ? '' : cell instanceof Date ? formatLondon(cell) : String(cell));

/** A cell that a spreadsheet would take for a formula (after blanks: = + - @ |, or a tab) becomes text by an apostrophe (docs/security.md, Input). */
const inert = (text: string): string => (/^\s*[=+\-@|]|^[\t\r\n]/.test(text) ? `'${text}` : text);
