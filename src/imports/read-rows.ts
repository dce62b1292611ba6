import type { LocalDate } from '../domain/time/local-date.js';
import { Refusal } from '../errors.js';
import type { ImportError, ImportRow } from './import-batch.entity.js';
import type { ImportLayout } from './import-columns.js';
import { IMPORT_LIMITS } from './import-limits.js';
import { repeatedRows } from './repeated-rows.js';
import type { Table, TableRow } from './table.js';

export interface ReadRows {
  rows: ImportRow[];
  errors: ImportError[];
  warnings: string[];
}

/**
 * Reads a table by its layout: good rows, and each faulty cell of the others with what to do.
 * Errors of the file as a whole (422): COLUMNS_MISSING, COLUMN_TWICE.
 */
export function readRows(layout: ImportLayout, table: Table, today: LocalDate): ReadRows {
  const header = table.header.map(columnName);
  refuseHeader(layout, header);
  const known = new Set(layout.columns.map((column) => column.name));
  const unknown = table.header.filter((title, index) => title.trim() !== '' && !known.has(header[index] ?? ''));
  const errors: ImportError[] = [];
  const rows: ImportRow[] = [];
  for (const row of table.rows) {
    const { cells, errors: found } = readRow(layout, header, row, today);
    errors.push(...found);
    if (found.length === 0) rows.push({ line: row.line, cells });
  }
  const repeated = repeatedRows(layout, rows);
  const faulty = new Set(repeated.map((error) => error.line));
  return {
    rows: rows.filter((row) => !faulty.has(row.line)),
    errors: [...errors, ...repeated],
    warnings: unknown.length === 0 ? [] : [`These columns are not read: ${unknown.map(shown).join(', ')}.`],
  };
}

const columnName = (title: string): string => title.trim().toLowerCase().replace(/[\s-]+/g, '_');

function refuseHeader(layout: ImportLayout, header: string[]): void {
  const missing = layout.columns.filter((column) => column.required === true && !header.includes(column.name)).map((column) => column.name);
  if (missing.length > 0) {
    const sentence = (column: string) => ({ code: 'COLUMN_MISSING', field: column, sentence: `The column ${column} is missing.` });
    const detail = `The first line has to name the columns. ${missing.length === 1 ? 'This one is' : 'These are'} missing: ${missing.join(', ')}.`;
    throw new Refusal(422, 'COLUMNS_MISSING', detail, missing.map(sentence));
  }
  const twice = layout.columns.find((column) => header.indexOf(column.name) !== header.lastIndexOf(column.name));
  if (twice) throw new Refusal(422, 'COLUMN_TWICE', `The column ${twice.name} is in the first line twice: keep one.`);
}

function readRow(layout: ImportLayout, header: string[], row: TableRow, today: LocalDate): { cells: Record<string, string>; errors: ImportError[] } {
  if (row.cells.length < header.length || row.cells.slice(header.length).some((cell) => cell.trim() !== '')) {
    const message = `This row has ${row.cells.length} values and the first line names ${header.length} columns: a value with a comma, a semicolon or a line break goes into quotation marks.`;
    return { cells: {}, errors: [{ line: row.line, column: '', value: '', code: 'COLUMN_COUNT', message }] };
  }
  const cells: Record<string, string> = {};
  const errors: ImportError[] = [];
  const quiet = new Set(layout.columns.flatMap(({ name, quiet: isQuiet }) => (isQuiet ? [name] : [])));
  const fault = (column: string, value: string, code: string, message: string) =>
    void errors.push({ line: row.line, column, value: quiet.has(column) ? '' : shown(value), code, message });
  for (const column of layout.columns) {
    const at = header.indexOf(column.name);
    const raw = at < 0 ? '' : (row.cells[at] ?? '');
    const unusable = unusableText(raw);
    if (unusable) {
      fault(column.name, raw, unusable.code, unusable.message);
      continue;
    }
    const text = raw.normalize('NFC').trim().replace(/\s+/g, ' ');
    if (text === '') continue;
    const read = column.read(text);
    if ('code' in read) fault(column.name, raw, read.code, read.message);
    else if (read.value !== '') cells[column.name] = read.value;
  }
  for (const column of layout.columns) {
    if (cells[column.name] !== undefined || errors.some((error) => error.column === column.name)) continue;
    const because = column.required === true ? '' : column.required.find((name) => cells[name] !== undefined);
    if (because === '') fault(column.name, '', 'MISSING', 'Every row needs this: fill it in.');
    else if (because) fault(column.name, '', 'MISSING', `This is needed because ${because} is filled in: fill in both, or neither.`);
  }
  if (errors.length > 0) return { cells, errors };
  for (const rule of layout.rules) {
    const found = rule(cells, today);
    if (found) fault(found.column, cells[found.column] ?? '', found.code, found.message);
  }
  return { cells, errors };
}

/** Control characters, and halves of characters: PostgreSQL takes neither U+0000 nor a half. */
const UNUSABLE = /[\p{Cc}\p{Cs}]/gu;

function unusableText(raw: string): { code: string; message: string } | null {
  if (raw.length > IMPORT_LIMITS.cellCharacters) return { code: 'TOO_LONG', message: `Shorten it to ${IMPORT_LIMITS.cellCharacters} characters.` };
  const control = raw.replace(/[\t\r\n]/g, '').match(UNUSABLE)?.[0];
  if (control === undefined) return null;
  const name = `U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return { code: 'CONTROL_CHARACTER', message: `The value holds an invisible control character (${name}): type it again.` };
}

/** A value as an error shows it: short, and with nothing that a page, a terminal or the database cannot take. */
function shown(value: string): string {
  const short = value.length > 100 ? `${value.slice(0, 100)}…` : value;
  return short.replace(UNUSABLE, '\u{FFFD}');
}
