import type { EntityManager } from 'typeorm';
import { SEALED_COLUMNS, type KeyOwner, type Place, type SealedTableName } from './sealed-columns.js';
import { vaultOf } from './vault.js';

/** A name that no field of ours has. */
const MARK = '§';

interface Sealed {
  [MARK]: string;
  row: number | string;
  of: KeyOwner | null;
  kept: unknown;
}

type ColumnOf<T extends SealedTableName> = keyof (typeof SEALED_COLUMNS)[T]['columns'] & string;

/**
 * SQL for a sealed column inside a statement of one's own: jsonb that carries the text as it is kept, with its place, for
 * `openSealed` to open. `of` is SQL for the case whose row it has to be.
 */
export function sealed<T extends SealedTableName>(table: T, column: ColumnOf<T>, alias: string, of = `${alias}.case_id`): string {
  const value = `${alias}."${column}"`;
  return `CASE WHEN ${value} IS NULL THEN NULL ELSE jsonb_build_object('${MARK}', '${table}.${column}', 'row', ${alias}.id, 'of', ${of}, 'kept', ${value}) END`;
}

/** What a statement answered, with every sealed text in it opened, at any depth. Errors: SEAL_BROKEN. */
export async function openSealed<T>(manager: EntityManager, value: T): Promise<T> {
  const owners = new Set<KeyOwner>();
  collectOwners(value, owners);
  const vault = vaultOf(manager);
  const keyring = vault.keyring(manager);
  await keyring.read(owners);
  return opened(value, ({ [MARK]: place, row, of, kept }) => {
    const [table, column] = place.split('.') as [SealedTableName, string];
    return of === null ? kept : vault.open(keyring, { table, column, row, owner: of } satisfies Place, kept);
  }) as T;
}

function collectOwners(value: unknown, owners: Set<KeyOwner>): void {
  if (!isTree(value)) return;
  if (isSealed(value)) {
    if (value.of !== null) owners.add(value.of);
  } else for (const item of Object.values(value)) collectOwners(item, owners);
}

function opened(value: unknown, open: (one: Sealed) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => opened(item, open));
  if (!isTree(value)) return value;
  if (isSealed(value)) return open(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, opened(item, open)]));
}

const isTree = (value: unknown): value is object => value !== null && typeof value === 'object' && !(value instanceof Date) && !Buffer.isBuffer(value);
const isSealed = (value: object): value is Sealed => MARK in value;
