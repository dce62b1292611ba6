import { Refusal } from '../errors.js';
import { IMPORT_LIMITS } from './import-limits.js';
import { readCsv } from './read-csv.js';
import { readExcel } from './read-excel.js';
import { toTable, type Table } from './table.js';

/**
 * The table in an uploaded file, CSV or Excel as its first bytes say, whatever its name is.
 * Errors: FILE_TOO_LARGE (413), FILE_UNREADABLE, FILE_EMPTY, TOO_MANY_COLUMNS, TOO_MANY_ROWS (422).
 */
export async function readTable(bytes: Buffer): Promise<Table> {
  if (bytes.length > IMPORT_LIMITS.fileBytes) {
    const megabytes = IMPORT_LIMITS.fileBytes / 1024 / 1024;
    throw new Refusal(413, 'FILE_TOO_LARGE', `The file is larger than ${megabytes} MB. Split it into several files.`);
  }
  if (OLD_EXCEL.equals(bytes.subarray(0, 8))) {
    throw new Refusal(422, 'FILE_UNREADABLE', 'This is a workbook of an old Excel (.xls). Save it as .xlsx or as CSV, then import that.');
  }
  const table = toTable(ZIP.equals(bytes.subarray(0, 4)) ? await readExcel(bytes) : readCsv(bytes));
  if (!table) throw new Refusal(422, 'FILE_EMPTY', 'There is nothing in the file. The first line names the columns, each further line is a row.');
  if (table.header.length > IMPORT_LIMITS.columns) {
    throw new Refusal(422, 'TOO_MANY_COLUMNS', `The first line has ${table.header.length} columns; ${IMPORT_LIMITS.columns} can be read. Keep those that docs/imports.md names.`);
  }
  if (table.rows.length > IMPORT_LIMITS.rows) {
    throw new Refusal(422, 'TOO_MANY_ROWS', `The file has ${table.rows.length} rows; ${IMPORT_LIMITS.rows} can be imported at once. Split it.`);
  }
  return table;
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
