import type { DataSource, EntityManager } from 'typeorm';
import type { Refusal } from '../../src/errors.js';
import { tablesOf } from './foreign-keys.js';
import type { Asked, TwoOfEverything } from './two-of-everything.js';
import { PARTS, SEEN, type Asking, type Part, type Row } from './who-sees-which-rows.js';

/** All rows of all tables. */
export type Snapshot = Map<string, { place: string; row: Row }[]>;
/** By table the places of rows, or that it may not be asked. */
export type ByTable = Record<string, string[] | 'refused'>;

/** What the superuser sees, whom no policy holds. */
export async function rowsByTable(operator: DataSource): Promise<Snapshot> {
  const snapshot: Snapshot = new Map();
  for (const table of (await tablesOf(operator)).keys()) snapshot.set(table, await operator.query<{ place: string; row: Row }[]>(`SELECT t.ctid::text AS place, to_jsonb(t) AS row FROM ${table} t ORDER BY t.ctid`));
  return snapshot;
}

/** What somebody is to see by the reading of `who-sees-which-rows.ts`. */
export function wantedByTable({ cases, providers, asked }: TwoOfEverything, snapshot: Snapshot, who: Asked, traced: boolean): ByTable {
  const rowsOf = (table: string): Row[] => (snapshot.get(table) ?? []).map(({ row }) => row);
  const caseOf = (row: Row): 'ours' | 'theirs' | null => {
    const id = 'home_authority_code' in row ? row.id : row.case_id;
    return id === cases.ours.caseId ? 'ours' : id === cases.theirs.caseId ? 'theirs' : null;
  };
  const asking: Asking = { ...PARTS[who], ...providers, id: asked[who].id, traced, caseOf, rowsOf, parent: (row, column, table) => rowsOf(table).find(({ id }) => id === row[column]) };
  return Object.fromEntries(Object.entries(SEEN).map(([table, sees]) => [table, sees === 'nobody' ? ('refused' as const) : (snapshot.get(table) ?? []).filter(({ row }) => sees(asking, row)).map(({ place }) => place)]));
}

/** Runs as `lsa_web` with somebody's secret; with a trace of the cases that they have a part in, where one is said. */
async function asSomebody<T>(web: DataSource, { cases }: TwoOfEverything, { id, secret }: { id: number; secret: string }, part: Part, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const runner = web.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`SELECT set_config('app.session', $1, true), set_config('app.now', '2026-10-12 08:30Z', true)`, [secret]);
    for (const one of new Set([part.home, part.provider, part.area, part.levelThree, part.challenged, part.own])) {
      if (one) await runner.query(`INSERT INTO audit_event (happened_at, person_id, name, case_id) VALUES (now(), $1, 'case.read', $2)`, [id, cases[one].caseId]);
    }
    return await work(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Asks, and goes on in the same transaction where it was refused. */
async function unlessRefused<T>(manager: EntityManager, ask: () => Promise<T>): Promise<T | 'refused'> {
  await manager.query('SAVEPOINT asked');
  return ask().catch(async (error: Error): Promise<'refused'> => {
    if (!error.message.includes('permission denied for table')) throw error;
    await manager.query('ROLLBACK TO asked');
    return 'refused';
  });
}

/** `SELECT *` from every table. What their own trace adds is not of it. */
export const seenByTable = (web: DataSource, world: TwoOfEverything, snapshot: Snapshot, who: { id: number; secret: string }, part: Part): Promise<ByTable> =>
  asSomebody(web, world, who, part, async (manager) => {
    const seen: ByTable = {};
    for (const [table, rows] of snapshot) {
      const places = new Set(rows.map(({ place }) => place));
      const answer = await unlessRefused(manager, () => manager.query<{ place: string }[]>(`SELECT ctid::text AS place, * FROM ${table} ORDER BY ctid`));
      seen[table] = answer === 'refused' ? answer : answer.map(({ place }) => place).filter((place) => places.has(place));
    }
    return seen;
  });

/** Whoever judges an emergency access has the row, and not the key of the case: its words are opened for them by the system alone. */
const SHUT = ['emergency_access'];

/** `find()` of every entity, by its table. */
export const foundByEntity = (web: DataSource, world: TwoOfEverything, snapshot: Snapshot, who: { id: number; secret: string }, part: Part): Promise<ByTable> =>
  asSomebody(web, world, who, part, async (manager) => {
    const found: ByTable = {};
    for (const { tableName, target, primaryColumns } of web.entityMetadatas) {
      const keys = new Map((snapshot.get(tableName) ?? []).map(({ place, row }) => [primaryColumns.map(({ databaseName }) => String(row[databaseName])).join(), place]));
      const numbers = { select: Object.fromEntries(primaryColumns.map(({ propertyName }) => [propertyName, true])) };
      const answer = await unlessRefused(manager, () => manager.find<Row>(target).catch((error: unknown) => {
        if (!SHUT.includes(tableName) || (error as Refusal).code !== 'SEAL_BROKEN') throw error;
        return manager.find<Row>(target, numbers);
      }));
      found[tableName] = answer === 'refused' ? answer : [...keys].filter(([key]) => answer.some((one) => primaryColumns.map((column) => String(column.getEntityValue(one))).join() === key)).map(([, place]) => place);
    }
    return found;
  });
