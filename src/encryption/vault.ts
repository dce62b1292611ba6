import { createHmac } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Keys } from '../keys/key-file.js';
import { inRole, isRunningIn } from '../database/unit-of-work.js';
import { rereadWrappingKeys } from '../keys/wrapping-keys.js';
import { decrypt, encrypt } from './aes-gcm.js';
import { ERASED, ERASED_WORDS } from './erased.js';
import { Keyring } from './keyring.js';
import { caseErased, sealBroken } from './seal-refusals.js';
import { boundTo, isEmpty, sealedTable, type KeyOwner, type Place } from './sealed-columns.js';

/** Seals and opens the texts of one data source with the installation's keys. */
export class Vault {
  private readonly keyrings = new WeakMap<QueryRunner, Keyring>();

  constructor(private readonly keys: Keys) {}

  /** The keys of the running transaction. */
  keyring(manager: EntityManager): Keyring {
    const { queryRunner } = manager;
    const kept = queryRunner && this.keyrings.get(queryRunner);
    if (kept) return kept;
    const made = new Keyring(manager, this.keys, { reread: () => this.reread(), asSystem: (work) => (isRunningIn(manager) ? inRole('engine', work) : work()) });
    if (queryRunner) this.keyrings.set(queryRunner, made);
    return made;
  }

  private async reread(): Promise<void> {
    await rereadWrappingKeys(this.keys).catch((error: Error) => logger.error(`The file of keys cannot be read just now, and the keys stay as they were: ${error.message}`));
  }

  /** The transaction has ended. */
  forget(queryRunner: QueryRunner): void {
    this.keyrings.delete(queryRunner);
  }

  /** The value as its place keeps it; the owner's key has to be in the keyring. Errors: CASE_ERASED. */
  seal(keyring: Keyring, place: Place, value: unknown): unknown {
    if (isEmpty(value)) return value;
    const key = keyring.get(place.owner);
    if (key === 'erased') throw caseErased();
    if (typeof key === 'string') throw sealBroken(place, NO_KEY[key]);
    const text = isJson(place) ? JSON.stringify(value) : String(value);
    return encrypt(key, text, boundTo(place));
  }

  /** What was sealed at this place; `erased` where its key was destroyed. Errors: SEAL_BROKEN, and the alarm goes to the log. */
  open(keyring: Keyring, place: Place, kept: unknown): unknown {
    if (isEmpty(kept)) return kept;
    const key = keyring.get(place.owner);
    if (key === 'erased') return isJson(place) ? ERASED_WORDS : ERASED;
    if (typeof key === 'string') throw sealBroken(place, NO_KEY[key]);
    const text = typeof kept === 'string' ? decrypt(key, kept, boundTo(place)) : null;
    if (text === null) throw sealBroken(place, 'it was changed, moved, or never sealed');
    return isJson(place) ? (JSON.parse(text) as unknown) : text;
  }

  /** The keyed hash by which a value of this column is found. */
  searchHash(column: string, value: string): Buffer {
    return createHmac('sha256', this.keys.search).update(`${column}:${value}`).digest();
  }
}

const logger = new Logger('keys');

const NO_KEY = { none: 'its key is not there', unusable: 'its key does not open with any of the wrapping keys' } as const;

const isJson = ({ table, column }: Place): boolean => sealedTable(table)?.columns[column] === 'jsonb';

const vaults = new WeakMap<DataSource, Vault>();

/** Gives a data source its vault. */
export const keepVault = (dataSource: DataSource, vault: Vault): void => void vaults.set(dataSource, vault);

/** The vault of a manager's data source. */
export function vaultOf(manager: EntityManager): Vault {
  const vault = vaults.get(manager.dataSource);
  if (!vault) throw new Error('this data source has no keys: give them with useKeys');
  return vault;
}

/** Whose key seals a row of this table; null where the row is about no case, and nothing of it is sealed. */
export function ownerOf(table: string, row: Readonly<Record<string, unknown>>): KeyOwner | null {
  const { case: column, purpose } = sealedTable(table) ?? {};
  if (purpose) return purpose;
  const owner = column === undefined ? null : row[column];
  if (owner === undefined) throw new Error(`a row of ${table} says not whose it is: ${column} is missing`);
  return owner as number | null;
}
