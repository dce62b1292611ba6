/** What was read of a file before anybody looked at its meaning: the header and the rows that have anything in them. */
export interface Table {
  header: string[];
  rows: TableRow[];
}

export interface TableRow {
  /** Where the row begins in the file; the header is line 1 unless blank lines come before it. */
  line: number;
  cells: string[];
}

/** Header and rows of what a reader found; rows without anything in them are left out. */
export function toTable(rows: TableRow[]): Table | null {
  const [first, ...rest] = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
  return first ? { header: first.cells, rows: rest } : null;
}
