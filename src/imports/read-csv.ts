import { CsvError, parse, type InfoRecord } from 'csv-parse/sync';
import { Refusal } from '../errors.js';
import { IMPORT_LIMITS } from './import-limits.js';
import type { TableRow } from './table.js';

/**
 * The rows of a CSV file: UTF-8 with or without a byte order mark, else Windows-1252, as Excel saves it in Britain; comma or
 * semicolon, whichever the first line has more of. Errors: FILE_UNREADABLE, with the line.
 */
export function readCsv(bytes: Buffer): TableRow[] {
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  const rows: TableRow[] = [];
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: IMPORT_LIMITS.rowBytes,
      on_record: (cells: string[], { lines }: InfoRecord) => {
        // The parser counts the lines up to the end of a record.
        rows.push({ line: lines - lineBreaksIn(cells), cells });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const last = rows.at(-1);
    const line = last ? last.line + lineBreaksIn(last.cells) + 1 : 1;
    throw new Refusal(422, 'FILE_UNREADABLE', `The file cannot be read as CSV: ${WHY[error.code] ?? WHY.other} (in the row that begins on line ${line}).`);
  }
}

const WHY: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark opens a value and none closes it',
  CSV_INVALID_CLOSING_QUOTE: 'a value goes on after its closing quotation mark; a quotation mark inside a value is written twice',
  INVALID_OPENING_QUOTE: 'there is a quotation mark inside a value; put the whole value into quotation marks and write the mark twice',
  CSV_MAX_RECORD_SIZE: 'a row is far too long, as if a quotation mark were missing or it were no CSV',
  other: 'its quotation marks or line ends are not as in CSV',
};

const lineBreaksIn = (cells: readonly string[]): number => cells.reduce((sum, value) => sum + value.split('\n').length - 1, 0);

function decode(bytes: Buffer): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new Refusal(422, 'FILE_UNREADABLE', 'The file is in UTF-16. Save it as "CSV UTF-8" or as an Excel workbook (.xlsx), then import that.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Node's own decoder takes windows-1252 for ISO 8859-1, which has control characters here.
    return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character);
  }
}

/** What Windows-1252 has at 80 to 9F (encoding.spec.whatwg.org/index-windows-1252.txt). */
const WINDOWS_1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

function delimiterOf(text: string): ',' | ';' {
  const [firstLine = ''] = text.trimStart().split('\n', 1);
  return firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
}
