import { readSheet } from 'read-excel-file/universal';
import { Refusal } from '../errors.js';
import { IMPORT_LIMITS } from './import-limits.js';
import type { TableRow } from './table.js';

/** The rows of an Excel workbook's first sheet, every cell as text. Errors: FILE_UNREADABLE, FILE_TOO_LARGE. */
export async function readExcel(bytes: Buffer): Promise<TableRow[]> {
  if (unpackedSize(bytes) > IMPORT_LIMITS.unpackedBytes) {
    throw new Refusal(413, 'FILE_TOO_LARGE', 'This workbook holds more than can be imported at once. Split it, or save the sheet as CSV.');
  }
  // A copy: the bytes of a small Buffer lie in a memory shared with others.
  const sheet = await readSheet(new Uint8Array(bytes).buffer).catch(() => {
    throw unreadable();
  });
  return sheet.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
}

const unreadable = () =>
  new Refusal(422, 'FILE_UNREADABLE', 'The file cannot be read as an Excel workbook. Open it in Excel, save it as .xlsx or as CSV, then import that.');

/** A day in Excel has no zone: it comes as midnight in UTC. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? 'not a date' : cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(cell);
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** How large the files of a zip archive say they are; the unpacker gives none of them more than it says. */
function unpackedSize(bytes: Buffer): number {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw unreadable();
  let at = bytes.readUInt32LE(end + 16);
  let size = 0;
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw unreadable();
    size += bytes.readUInt32LE(at + 24);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return size;
}
