import { inflateRawSync } from 'node:zlib';
import { Refusal } from '../errors.js';
import { IMPORT_LIMITS } from './import-limits.js';

/**
 * Refuses a workbook that would fill the memory when it is read: one that unpacks to too much, or one with a cell so far out
 * that the empty ones before it are too many. Errors: FILE_TOO_LARGE (413), FILE_UNREADABLE (422).
 */
export function refuseOversizedWorkbook(bytes: Buffer): void {
  const entries = zipEntries(bytes);
  if (entries.reduce((sum, entry) => sum + entry.unpacked, 0) > IMPORT_LIMITS.unpackedBytes) throw tooLarge();
  for (const entry of entries.filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))) {
    const { rows, columns } = usedArea(unpack(bytes, entry).toString('latin1'));
    if (rows > 2 * IMPORT_LIMITS.rows || columns > IMPORT_LIMITS.columns || rows * columns > IMPORT_LIMITS.cells) throw tooWide();
  }
}

export const unreadableWorkbook = () =>
  new Refusal(422, 'FILE_UNREADABLE', 'The file cannot be read as an Excel workbook. Open it in Excel, save it as .xlsx or as CSV, then import that.');

const tooLarge = () => new Refusal(413, 'FILE_TOO_LARGE', 'This workbook holds more than can be imported at once. Split it, or save the sheet as CSV.');

const tooWide = () =>
  new Refusal(413, 'FILE_TOO_LARGE', 'A sheet of this workbook reaches far beyond a table of rows. Delete what stands to the right and below, or save the sheet as CSV.');

interface ZipEntry {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  at: number;
}

const END_OF_DIRECTORY = Buffer.from('PK\x05\x06', 'latin1');
const DIRECTORY_ENTRY = 0x02014b50;
const DEFLATED = 8;

/** What the archive's directory says of its files (PKWARE APPNOTE 4.3.12, 4.3.16); the reader gives none of them more room than that. */
function zipEntries(bytes: Buffer): ZipEntry[] {
  const end = bytes.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0 || end + 22 > bytes.length) throw unreadableWorkbook();
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw unreadableWorkbook();
    const nameEnds = at + 46 + bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, nameEnds),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at = nameEnds + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(bytes: Buffer, { method, packed, unpacked, at }: ZipEntry): Buffer {
  if (at + 30 > bytes.length) throw unreadableWorkbook();
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const content = bytes.subarray(from, from + packed);
  if (method !== DEFLATED) return content;
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(unpacked, 1) });
  } catch {
    throw unreadableWorkbook();
  }
}

/** How far the cells of a sheet reach, by the references of its rows (`r="17"`) and cells (`r="AB17"`). */
function usedArea(sheet: string): { rows: number; columns: number } {
  let rows = 0;
  let columns = 0;
  for (const [, reference = ''] of sheet.matchAll(/\sr\s*=\s*["']([^"']*)["']/g)) {
    const match = /^([A-Z]{0,3})([0-9]{1,7})$/.exec(reference);
    if (!match) throw unreadableWorkbook();
    rows = Math.max(rows, Number(match[2]));
    columns = Math.max(columns, [...(match[1] ?? '')].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0));
  }
  return { rows, columns };
}
