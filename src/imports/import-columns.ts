import type { LocalDate } from '../domain/time/local-date.js';
import type { CellReader } from './cell-readers.js';
import type { ImportKind } from './import-batch.entity.js';

/** A column of a kind of file: it drives the reading, the error messages and docs/imports.md. */
export interface ImportColumn {
  name: string;
  /** Every row has to fill it; else it is needed in rows that fill one of these columns; empty: never needed. */
  required: true | readonly string[];
  read: CellReader;
  /** How PostgreSQL reads the cell's one form. */
  sql: 'text' | 'date' | 'int' | 'boolean';
  /** How a filled cell may look. */
  example: string;
  meaning: string;
  /** What stands there may name somebody whom the reader has no part in: a fault in it is shown, and kept, without it. */
  quiet?: true;
}

/** A rule about a row as a whole. Null where it holds, or does not apply. */
export type RowRule = (cells: Readonly<Record<string, string>>, today: LocalDate) => RowFault | null;

export interface RowFault {
  column: string;
  code: string;
  message: string;
}

/** A kind of file. */
export interface ImportLayout {
  kind: ImportKind;
  meaning: string;
  columns: readonly ImportColumn[];
  rules: readonly RowRule[];
  /** Columns that together say what a row is about: they may be in a file once. */
  keys: readonly { columns: readonly string[]; unlessEmpty?: string; code: string; message: string }[];
  /** Rows about the same thing have to agree in these columns. */
  agree?: { by: string; columns: readonly string[]; message: string };
}

export const always = true;
export const never: readonly string[] = [];
