import type { EntityManager } from 'typeorm';
import { sealedTable, type SealedTableName } from './sealed-columns.js';
import { openRows, sealRows } from './seal-rows.js';

const ROWS_AT_A_TIME = 1_000;

/**
 * Seals, or opens for good, these columns of every row of a table where they stand: when an installation comes to a version, or goes back
 * from it. The columns are the migration's own: those that the table seals today may not be there yet.
 */
export async function rewriteRows(manager: EntityManager, table: SealedTableName, columns: Readonly<Record<string, string>>, how: 'seal' | 'open'): Promise<number> {
  const { case: caseColumn, found = [] } = sealedTable(table) ?? {};
  const hashed = how === 'seal' ? found.filter((name) => name in columns) : [];
  const written = { ...columns, ...Object.fromEntries(hashed.map((name) => [`${name}_hash`, 'bytea'])) };
  const read = ['id', ...(caseColumn === undefined || caseColumn === 'id' ? [] : [caseColumn]), ...Object.keys(columns)].map(quoted).join(', ');
  const set = Object.keys(written).map((name) => `${quoted(name)} = r.${quoted(name)}`).join(', ');
  const types = Object.entries(written).map(([name, type]) => `${quoted(name)} ${type}`).join(', ');
  for (let after = 0, count = 0; ; ) {
    const rows = await manager.query<{ id: number }[]>(`SELECT ${read} FROM ${table} WHERE id > $1 ORDER BY id LIMIT ${ROWS_AT_A_TIME}`, [after]);
    if (rows.length === 0) return count;
    const rewritten = await (how === 'seal' ? sealRows : openRows)(manager, table, rows);
    await manager.query(`UPDATE ${table} t SET ${set} FROM jsonb_to_recordset($1) AS r(id int, ${types}) WHERE t.id = r.id`, [JSON.stringify(rewritten)]);
    after = rows.at(-1)?.id ?? after;
    count += rows.length;
  }
}

const quoted = (name: string): string => `"${name}"`;
