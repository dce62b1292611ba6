import type { ImportError, ImportRow } from './import-batch.entity.js';
import type { ImportLayout } from './import-columns.js';

/** What is wrong with rows because of other rows of the file: the first of each stays good, the later are the faulty ones. */
export function repeatedRows(layout: ImportLayout, rows: readonly ImportRow[]): ImportError[] {
  return [...layout.keys.flatMap((key) => repeated(key, rows)), ...disagreeing(layout.agree, rows)];
}

function repeated(key: ImportLayout['keys'][number], rows: readonly ImportRow[]): ImportError[] {
  const firstLines = new Map<string, number>();
  return rows.flatMap(({ line, cells }) => {
    if (key.unlessEmpty !== undefined && cells[key.unlessEmpty] === undefined) return [];
    const value = JSON.stringify(key.columns.map((column) => cells[column] ?? ''));
    const first = firstLines.get(value);
    if (first === undefined) {
      firstLines.set(value, line);
      return [];
    }
    const column = key.unlessEmpty ?? key.columns.at(-1) ?? '';
    return [{ line, column, value: cells[column] ?? '', code: key.code, message: `${key.message} The other is line ${first}.` }];
  });
}

function disagreeing(agree: ImportLayout['agree'], rows: readonly ImportRow[]): ImportError[] {
  if (!agree) return [];
  const firsts = new Map<string, ImportRow>();
  return rows.flatMap((row) => {
    const about = row.cells[agree.by] ?? '';
    const first = firsts.get(about);
    if (!first) firsts.set(about, row);
    const column = first && agree.columns.find((name) => differ(first.cells[name], row.cells[name]));
    if (!first || column === undefined) return [];
    return [{ line: row.line, column, value: row.cells[column] ?? '', code: 'ROWS_DISAGREE', message: `${agree.message} The other is line ${first.line}.` }];
  });
}

/** An empty cell says nothing. */
const differ = (one: string | undefined, other: string | undefined): boolean => one !== undefined && other !== undefined && one !== other;
