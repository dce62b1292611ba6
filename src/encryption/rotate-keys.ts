import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Keys } from '../keys/key-file.js';
import { StartError } from '../start-error.js';
import { KEY_TABLES, unwrap, wrap, type WrappedKey } from './wrapped-keys.js';

const KEYS_AT_A_TIME = 500;

/**
 * Wraps every key that is not wrapped by the current wrapping key with that one, some hundreds a transaction; the application may
 * run meanwhile, and no text is touched. Answers how many. Throws a StartError where a wrapping key is missing.
 */
export async function rotateKeys(unitOfWork: UnitOfWork, keys: Keys): Promise<number> {
  let count = 0;
  for (const table of KEY_TABLES) {
    for (;;) {
      const done = await unitOfWork.run(({ manager }) => rewrap(manager, keys, table));
      if (done === 0) break;
      count += done;
    }
  }
  return count;
}

async function rewrap(manager: EntityManager, keys: Keys, { table, column, type }: (typeof KEY_TABLES)[number]): Promise<number> {
  const found = await manager.query<WrappedKey[]>(
    `SELECT ${column} AS owner, wrapped_key, wrapping_key_id FROM ${table} WHERE wrapping_key_id <> $1 AND wrapped_key IS NOT NULL
     ORDER BY ${column} LIMIT ${KEYS_AT_A_TIME} FOR UPDATE`,
    [keys.wrapping.current],
  );
  const anew = found.map((one) => {
    const key = unwrap(keys, one);
    if (key === null) throw new StartError(`The key of ${table} ${one.owner} does not open with the wrapping key ${one.wrapping_key_id}. Put the file of keys that has it back from your backup.`);
    return wrap(keys, one.owner, key);
  });
  await manager.query(
    `UPDATE ${table} k SET wrapped_key = r.wrapped_key, wrapping_key_id = r.wrapping_key_id
     FROM jsonb_to_recordset($1) AS r(owner ${type}, wrapped_key text, wrapping_key_id text) WHERE k.${column} = r.owner`,
    [JSON.stringify(anew)],
  );
  return found.length;
}

export interface KeysInUse {
  wrapping_key_id: string;
  /** How many keys it wraps. */
  count: number;
}

/** Which wrapping keys wrap how many keys, and how many cases were erased. */
export async function countKeys(unitOfWork: UnitOfWork): Promise<{ inUse: KeysInUse[]; erased: number }> {
  return unitOfWork.run(async ({ manager }) => {
    const each = KEY_TABLES.map(({ table }) => `SELECT wrapping_key_id FROM ${table} WHERE wrapped_key IS NOT NULL`).join(' UNION ALL ');
    const inUse = await manager.query<KeysInUse[]>(`SELECT wrapping_key_id, count(*)::int AS count FROM (${each}) k GROUP BY 1 ORDER BY 1`);
    const [row] = await manager.query<{ erased: number }[]>('SELECT count(*)::int AS erased FROM case_key WHERE wrapped_key IS NULL');
    return { inUse, erased: row?.erased ?? 0 };
  });
}
