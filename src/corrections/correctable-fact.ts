import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { CaseFacts } from '../domain/agreement/facts.js';
import type { Actor } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { formatInstant } from '../domain/time/london.js';
import type { Reason } from '../errors.js';
import type { OpenCase } from '../young-people/case-work.service.js';
import { inTheirOrder, type CorrectableField, type CorrectableFields } from './correctable-field.js';
import type { Said } from './correction.entity.js';

/** What a fact is held against beside itself. */
export interface Surroundings {
  facts: CaseFacts;
  today: LocalDate;
  now: Date;
}

/** What is put right, for what follows from it. */
export interface Following {
  manager: EntityManager;
  actor: Actor;
  opened: OpenCase;
  /** Everything that the fact says now. */
  said: Said;
  /** The fields that changed; null where it was taken back. */
  changed: readonly string[] | null;
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
  faults?: (row: ObjectLiteral, before: ObjectLiteral, surroundings: Surroundings, said: Said) => Reason[];
  /** What a row says. */
  read?: (row: ObjectLiteral, manager: EntityManager) => Said | Promise<Said>;
  /** The columns of a row that says this. */
  write?: (row: ObjectLiteral, said: Said) => object;
  /** What has to be put right or taken back with it: the row is as it is now. */
  follow?: (row: ObjectLiteral, following: Following) => Promise<void>;
  /** Not shown to providers, whatever else of the case they see. */
  notForProviders?: true;
}

/** The columns of a fact that no longer counts. */
export const mistaken = (takenBackAt: Date): object => ({ takenBackAt });

/** What a row says in the fields that can be put right, as JSON has it. */
export async function saidBy({ fields, read }: CorrectableFact, row: ObjectLiteral, manager: EntityManager): Promise<Said> {
  return read ? read(row, manager) : plainly(fields, row);
}

/** What the columns of a row say, by the names of the fields. */
export function plainly(fields: CorrectableFields, row: ObjectLiteral): Said {
  const plain = (field: CorrectableField, value: unknown) => (value instanceof Date ? formatInstant(value) : field.type === 'choices' && Array.isArray(value) ? inTheirOrder(field, value) : (value ?? null)) as Said[string];
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, plain(field, row[name])]));
}

/** The columns of a row that says this instead. */
export function columnsFor({ fields, write }: CorrectableFact, row: ObjectLiteral, said: Said): object {
  const column = (name: string, value: Said[string]) => {
    if (value === null) return null;
    return fields[name]?.type === 'instant' ? new Date(String(value)) : fields[name]?.type === 'choices' ? String(value).split(',') : value;
  };
  const written = write ? write(row, said) : said;
  return Object.fromEntries(Object.entries(written).map(([name, value]) => [name, column(name, value as Said[string])]));
}
