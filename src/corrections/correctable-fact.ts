import type { ObjectLiteral } from 'typeorm';
import type { CaseFacts } from '../domain/agreement/facts.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { formatInstant } from '../domain/time/london.js';
import type { Reason } from '../errors.js';
import type { CorrectableFields } from './correctable-field.js';
import type { Said } from './correction.entity.js';

/** What a fact is held against beside itself. */
export interface Surroundings {
  facts: CaseFacts;
  today: LocalDate;
}

/** A kind of fact that people recorded and can put right. */
export interface CorrectableFact {
  /** What it is, as a noun: "review meeting". */
  name: string;
  entity: new () => ObjectLiteral;
  /** The statement that finds it (find-fact-sql.ts). */
  find: string;
  /** What can be put right; names are those of the entity's properties, unless `read` and `write` say otherwise. */
  fields: CorrectableFields;
  /** The columns that say that it was a mistake; null where it can only be put right. */
  takenBack: ((now: Date) => object) | null;
  /** What cannot be so together within the row as it would be; `before` is what it is now. */
  faults?: (row: ObjectLiteral, before: ObjectLiteral, surroundings: Surroundings) => Reason[];
  /** What a row says. */
  read?: (row: ObjectLiteral) => Said;
  /** The columns of a row that says this. */
  write?: (row: ObjectLiteral, said: Said) => object;
  /** Not shown to providers, whatever else of the case they see. */
  notForProviders?: true;
}

/** The columns of a fact that no longer counts. */
export const mistaken = (takenBackAt: Date): object => ({ takenBackAt });

/** What a row says in the fields that can be put right, as JSON has it. */
export function saidBy({ fields, read }: CorrectableFact, row: ObjectLiteral): Said {
  const plain = (value: unknown) => (value instanceof Date ? formatInstant(value) : value) as Said[string];
  return read ? read(row) : Object.fromEntries(Object.keys(fields).map((name) => [name, plain(row[name])]));
}

/** The columns of a row that says this instead. */
export function columnsFor({ fields, write }: CorrectableFact, row: ObjectLiteral, said: Said): object {
  const column = (name: string, value: Said[string]) => (fields[name]?.type === 'instant' && value !== null ? new Date(String(value)) : value);
  return write ? write(row, said) : Object.fromEntries(Object.entries(said).map(([name, value]) => [name, column(name, value)]));
}
