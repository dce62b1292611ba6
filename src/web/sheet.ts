import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { formatLondon } from '../domain/time/london.js';

type Cell = string | number | Date | null;

/** A list for a spreadsheet: its file name without the ending, and its titles and rows. */
export class Sheet {
  constructor(
    readonly name: string,
    readonly rows: readonly (readonly Cell[])[],
  ) {}
}

/** `return sheetOf('cases', COLUMNS, rows)`: as CSV or Excel, by the ending that was asked for; `columns` gives each title its cell. */
export const sheetOf = <T>(name: string, columns: Record<string, (row: T) => Cell>, rows: readonly T[]): Sheet =>
  new Sheet(name, [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((cell) => cell(row)))]);

/** The endings that a list is to be had with, and what each of them is. */
export const SHEET_TYPES = {
  csv: { type: 'text/csv; charset=utf-8', write: (sheet: Sheet): Promise<string | Buffer> => Promise.resolve(csvOf(sheet)) },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: (sheet: Sheet): Promise<string | Buffer> => excelOf(sheet) },
} as const;
export type SheetEnding = keyof typeof SHEET_TYPES;

/** The addresses of a list: `sheetPaths('cases')` is `['cases.csv', 'cases.xlsx']`. */
export const sheetPaths = (path: string): string[] => Object.keys(SHEET_TYPES).map((ending) => `${path}.${ending}`);

/** The ending of an address of a list; null where it is none. */
export const sheetEnding = (url: string): SheetEnding | null => (/^[^?]*\.(csv|xlsx)(\?|$)/.exec(url)?.[1] as SheetEnding | undefined) ?? null;

/** With a byte order mark, so that spreadsheets read the accents. */
export const csvOf = ({ rows: [titles, ...rows] }: Sheet): string =>
  stringify([titles, ...rows.map((row) => row.map((cell) => inert(textOf(cell))))], { bom: true, record_delimiter: '\r\n' });

/** A text in a cell of its own type is no formula, whatever it begins with; it is made inert all the same, for whoever saves it as CSV. */
export const excelOf = ({ rows }: Sheet): Promise<Buffer> =>
  writeXlsxFile(rows.map((row, line) => row.map((cell) => (typeof cell === 'number' ? { type: Number, value: cell } : { type: String, value: inert(textOf(cell)), ...(line === 0 && { fontWeight: 'bold' as const }) })))).toBuffer();

const textOf = (cell: Cell): string => (cell === null ? '' : cell instanceof Date ? formatLondon(cell) : String(cell));

/** A cell that a spreadsheet would take for a formula (after blanks: = + - @ |, or a tab) becomes text by an apostrophe (docs/security.md, Input). */
const inert = (text: string): string => (/^\s*[=+\-@|]|^[\t\r\n]/.test(text) ? `'${text}` : text);
