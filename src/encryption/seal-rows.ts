import type { EntityManager } from 'typeorm';
import { SEALED_COLUMNS, isEmpty, sealedTable, type KeyOwner, type SealedTableName } from './sealed-columns.js';
import { ownerOf, vaultOf } from './vault.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * Rows by the names of their columns, as they are written by a statement of one's own: what their table seals is sealed, what is
 * found by a hash has it. Each needs its `id` and its case. Errors: CASE_ERASED.
 */
export async function sealRows<R extends Row>(manager: EntityManager, table: SealedTableName, rows: readonly R[]): Promise<R[]> {
  const { columns, found = [] } = sealedTable(table) ?? { columns: {} };
  const names = Object.keys(columns);
  const vault = vaultOf(manager);
  const keyring = vault.keyring(manager);
  const owners = rows.map((row) => (names.some((name) => !isEmpty(row[name])) ? ownerOf(table, row) : null));
  await keyring.readOrMake(owners.filter((owner) => owner !== null));
  return rows.map((row, index) => {
    const owner = owners[index] ?? null;
    if (owner === null) return row;
    const sealed = names.filter((name) => name in row).map((column) => [column, vault.seal(keyring, { table, column, row: idOf(table, row), owner }, row[column])]);
    const hashes = found.filter((name) => name in row).map((name) => [`${name}_hash`, isEmpty(row[name]) ? null : `\\x${vault.searchHash(name, String(row[name])).toString('hex')}`]);
    return { ...row, ...Object.fromEntries([...sealed, ...hashes]) } as R;
  });
}

/** Rows as they were read by a statement of one's own, with what their table seals opened. Errors: SEAL_BROKEN. */
export async function openRows<R extends Row>(manager: EntityManager, table: SealedTableName, rows: readonly R[]): Promise<R[]> {
  const names = Object.keys(SEALED_COLUMNS[table].columns);
  const vault = vaultOf(manager);
  const keyring = vault.keyring(manager);
  const owners = rows.map((row) => (names.some((name) => !isEmpty(row[name])) ? ownerOf(table, row) : null));
  await keyring.read(owners.filter((owner): owner is KeyOwner => owner !== null));
  return rows.map((row, index) => {
    const owner = owners[index] ?? null;
    if (owner === null) return row;
    const opened = names.filter((name) => name in row).map((column) => [column, vault.open(keyring, { table, column, row: idOf(table, row), owner }, row[column])]);
    return { ...row, ...Object.fromEntries(opened) } as R;
  });
}

/** So many new numbers for rows that are written by a statement of one's own. */
export const newRowIds = (manager: EntityManager, table: SealedTableName, count: number): Promise<number[]> => vaultOf(manager).keyring(manager).nextIds(table, count);

function idOf(table: SealedTableName, row: Row): number | string {
  const id = row.id;
  if (typeof id !== 'number' && typeof id !== 'string') throw new Error(`a row of ${table} has no id: what is sealed is bound to it`);
  return id;
}

/** Takes a case's key for the running transaction, for whoever writes about a case that they have no part in. To be done in the engine's role. */
export const keepKeyOf = (manager: EntityManager, caseId: number): Promise<void> => vaultOf(manager).keyring(manager).readOrMake([caseId]);
