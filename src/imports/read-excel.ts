import { readSheet } from 'read-excel-file/universal';
import type { TableRow } from './table.js';
import { refuseOversizedWorkbook, unreadableWorkbook } from './workbook-size.js';

/** The rows of an Excel workbook's first sheet, every cell as text. Errors: FILE_UNREADABLE, FILE_TOO_LARGE. */
export async function readExcel(bytes: Buffer): Promise<TableRow[]> {
  refuseOversizedWorkbook(bytes);
  // A copy: the bytes of a small Buffer lie in a memory shared with others.
  const sheet = await readSheet(new Uint8Array(bytes).buffer).catch(() => {
    throw unreadableWorkbook();
  });
  return sheet.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
}

/** A day in Excel has no zone: it comes as midnight in UTC. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? 'not a date' : cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(cell);
}
