import type { EntityManager } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import { SEALED_COLUMNS } from '../encryption/sealed-columns.js';
import { searchHashes } from '../encryption/search-hashes.js';
import type { ImportCounts, ImportError, ImportRow } from './import-batch.entity.js';
import type { ImportLayout } from './import-columns.js';

/** What only the database can say against a row: a condition on `import_row r`, and what to do where it holds. */
export interface DatabaseCheck {
  column: string;
  code: string;
  where: string;
  message: string;
  /** What stood there is neither shown nor kept. */
  quiet?: true;
  /** SQL for what stands at `{it}` in the message. */
  it?: string;
}

/**
 * How rows of a kind meet what is recorded. All of it is SQL over the staging table, never a query a row.
 * Parameters: $1 the installation's time, $2 today, $3 the cases that whoever uploaded it sees (`visibleTo`), null for the command line.
 */
export interface Staging {
  /** The columns to be worked out beside those of the file; `owner_code` and `outcome` are always there. */
  workedOut: string;
  /** Works them out, with one SELECT from `import_row r` whose columns carry those names; `owner_code` is the authority the row belongs to. */
  resolve: string;
  checks: readonly DatabaseCheck[];
  /** People record the like in a case themselves: the cases (`case_id`) are held before a file is written. */
  holdsCases?: true;
}

/**
 * Holds the cases that the rows are of, in order, and works the rows out again: whoever wrote in one has committed, or waits. Answers the time that it is then, later than
 * what they wrote.
 */
export async function holdCases(manager: EntityManager, staging: Staging, today: string, scope: string | null): Promise<Date> {
  await manager.query('SELECT id FROM young_person WHERE id IN (SELECT case_id FROM import_row WHERE case_id IS NOT NULL) ORDER BY id FOR NO KEY UPDATE');
  const now = await transaction().nowThatLocked();
  await resolveRows(manager, staging, now, today, scope);
  return now;
}

/**
 * Puts the rows into the transaction's staging table, `import_row`, with what is recorded about the same things already and
 * what would become of each: created, changed or unchanged.
 */
export async function stageRows(manager: EntityManager, layout: ImportLayout, staging: Staging, rows: readonly ImportRow[], now: Date, today: string, scope: string | null = null): Promise<void> {
  const hashed = layout.columns.map(({ name }) => name).filter(isHashed);
  const own = [...layout.columns.map((column) => `${column.name} ${column.sql}`), ...hashed.map((name) => `${name}_hash bytea`)];
  const names = [...layout.columns.map(({ name }) => name), ...hashed.map((name) => `${name}_hash`)].join(', ');
  await manager.query('DROP TABLE IF EXISTS pg_temp.import_row');
  await manager.query(
    `CREATE TEMP TABLE import_row (line int, ${own.join(', ')}, owner_code text, outcome text, ${staging.workedOut}) ON COMMIT DROP`,
  );
  const quiet = layout.columns.map(({ name }) => name).filter((name) => OF_PEOPLE.includes(name));
  if (quiet.length > 0) await manager.query(`ALTER TABLE import_row ${quiet.map((name) => `ALTER COLUMN ${name} SET STATISTICS 0`).join(', ')}`);
  await manager.query(
    `INSERT INTO import_row (line, ${names})
     SELECT line, ${names} FROM jsonb_to_recordset($1) AS r(line int, ${own.join(', ')})`,
    [JSON.stringify(rows.map(({ line, cells }) => ({ ...cells, ...searchHashes(manager, cells, hashed), line })))],
  );
  await manager.query('ANALYZE import_row');
  await resolveRows(manager, staging, now, today, scope);
}

async function resolveRows(manager: EntityManager, { resolve, workedOut }: Staging, now: Date, today: string, scope: string | null): Promise<void> {
  const names = ['owner_code', 'outcome', ...workedOut.split(',').map((column) => column.trim().split(' ')[0] ?? '')];
  await manager.query(
    `WITH parameters AS (SELECT $1::timestamptz AS now, $2::date AS today, $3::jsonb AS scope), known AS (${resolve})
     UPDATE import_row r SET ${names.map((name) => `${name} = known.${name}`).join(', ')} FROM known WHERE known.line = r.line`,
    [now, today, scope],
  );
  await manager.query('ANALYZE import_row');
}

/** Takes the rows away that the database speaks against, and says why. */
export async function removeFaultyRows(manager: EntityManager, checks: readonly DatabaseCheck[]): Promise<ImportError[]> {
  const questions = checks.map(({ where, column, quiet, it = 'NULL' }, index) => `SELECT line, ${index} AS number, ${quiet ? 'NULL' : column}::text AS value, ${it}::text AS it FROM import_row r WHERE ${where}`);
  const found = await manager.query<{ line: number; number: number; value: string | null; it: string | null }[]>(`${questions.join(' UNION ALL ')} ORDER BY line, number`);
  await manager.query('DELETE FROM import_row WHERE line = ANY($1)', [found.map((row) => row.line)]);
  return found.flatMap(({ line, number, value, it }) => {
    const check = checks[number];
    return check ? [{ line, column: check.column, value: value ?? '', code: check.code, message: check.message.replace('{it}', it ?? '') }] : [];
  });
}

/** What would become of the rows that are left. */
export async function countOutcomes(manager: EntityManager): Promise<ImportCounts> {
  const rows = await manager.query<{ outcome: keyof ImportCounts; count: number }[]>('SELECT outcome, count(*)::int AS count FROM import_row GROUP BY 1');
  return Object.assign({ created: 0, changed: 0, unchanged: 0 }, Object.fromEntries(rows.map((row) => [row.outcome, row.count])));
}

/** What rows say of people stays out of the planner's statistics, which the catalogue and its log keep in the clear. */
const OF_PEOPLE: readonly string[] = ['name', 'phone', 'preferred_name', 'legal_name', 'date_of_birth', 'uln', 'upn'];

/** What is kept sealed is compared by its hash. */
const isHashed = (column: string): boolean => (SEALED_COLUMNS.young_person.found as readonly string[]).includes(column);

/** The names of the columns in which a filled cell differs from what is recorded, as SQL; by file column and recorded expression. */
export const differing = (pairs: Readonly<Record<string, string>>): string =>
  `array_remove(ARRAY[${Object.entries(pairs)
    .map(([column, recorded]) => `CASE WHEN r.${isHashed(column) ? `${column}_hash` : column} IS DISTINCT FROM ${recorded} AND r.${column} IS NOT NULL THEN '${column}' END`)
    .join(', ')}], NULL)`;
