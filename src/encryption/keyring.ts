import type { EntityManager } from 'typeorm';
import type { Keys } from '../keys/key-file.js';
import type { KeyOwner } from './sealed-columns.js';
import { KEY_TABLES, newWrappedKey, unwrap, type WrappedKey } from './wrapped-keys.js';

/** A key that is there; `erased` where it was destroyed; `unusable` where it is there and does not open; `none` where there never was one. */
export type FoundKey = Buffer | 'erased' | 'unusable' | 'none';

interface KeyringWays {
  /** Reads the wrapping keys anew. */
  reread(): Promise<void>;
  /** Does the work of making keys, which is the system's own. */
  asSystem<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * The keys of one transaction, read from the database when they are first needed and forgotten with it: a destroyed key is gone
 * for every transaction that begins later, and a key that was made and rolled back seals nothing.
 */
export class Keyring {
  private readonly found = new Map<KeyOwner, Buffer | 'erased' | 'unusable'>();
  private readonly wanted = new Set<KeyOwner>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly manager: EntityManager,
    private readonly keys: Keys,
    private readonly ways: KeyringWays,
  ) {}

  get(owner: KeyOwner): FoundKey {
    return this.found.get(owner) ?? 'none';
  }

  /** Reads the keys of these owners that it has not read yet; what many ask for at once is one statement. */
  async read(owners: Iterable<KeyOwner>): Promise<void> {
    for (const owner of owners) this.wanted.add(owner);
    await this.oneAtATime(() => {
      const wanted = this.missing(this.wanted);
      this.wanted.clear();
      return this.load(wanted);
    });
  }

  /** The same, and makes those that are not there. */
  async readOrMake(owners: Iterable<KeyOwner>): Promise<void> {
    await this.oneAtATime(async () => {
      await this.load(this.missing(owners));
      const wanting = this.missing(owners);
      if (wanting.length === 0) return;
      // A new key is wrapped by what is the current wrapping key now, not when this process began.
      await this.ways.reread();
      await this.ways.asSystem(() => this.make(wanting));
      await this.load(wanting);
    });
  }

  /** The next numbers of a table's rows: a sealed text is bound to its row before the row is there. */
  async nextIds(table: string, count: number): Promise<number[]> {
    const sql = `SELECT nextval(pg_get_serial_sequence($1, 'id'))::int AS id FROM generate_series(1, $2)`;
    const rows = await this.oneAtATime(() => this.manager.query<{ id: number }[]>(sql, [table, count]));
    return rows.map(({ id }) => id);
  }

  private missing(owners: Iterable<KeyOwner>): KeyOwner[] {
    return [...new Set(owners)].filter((owner) => !this.found.has(owner));
  }

  private async load(owners: readonly KeyOwner[]): Promise<void> {
    for (const { table, column, type } of KEY_TABLES) {
      const own = ownersOf(type, owners);
      if (own.length === 0) continue;
      const sql = `SELECT ${column} AS owner, wrapped_key, wrapping_key_id FROM ${table} WHERE ${column} = ANY($1::${type}[])`;
      const rows = await this.manager.query<WrappedKey[]>(sql, [own]);
      if (rows.some((row) => row.wrapped_key !== null && !this.keys.wrapping.byId.has(row.wrapping_key_id))) await this.ways.reread();
      for (const row of rows) this.found.set(row.owner, row.wrapped_key === null ? 'erased' : (unwrap(this.keys, row) ?? 'unusable'));
    }
  }

  /** Two may make a case's first key at once: the second waits for the first and takes that one. */
  private async make(owners: readonly KeyOwner[]): Promise<void> {
    for (const { table, column, type } of KEY_TABLES) {
      const made = ownersOf(type, owners).map((owner) => newWrappedKey(this.keys, owner));
      if (made.length === 0) continue;
      await this.manager.query(
        `INSERT INTO ${table} (${column}, wrapped_key, wrapping_key_id)
         SELECT owner, wrapped_key, wrapping_key_id FROM jsonb_to_recordset($1) AS r(owner ${type}, wrapped_key text, wrapping_key_id text) ORDER BY owner ON CONFLICT DO NOTHING`,
        [JSON.stringify(made)],
      );
    }
  }

  /** What loads rows asks for many at once; one connection answers one question at a time. */
  private oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work, work);
    this.last = next.catch(() => undefined);
    return next;
  }
}

const ownersOf = (type: 'int' | 'text', owners: readonly KeyOwner[]): KeyOwner[] => owners.filter((owner) => (typeof owner === 'number') === (type === 'int'));
