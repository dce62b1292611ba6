import type { DataSource } from 'typeorm';

/** A column that points to another table's row. */
export interface ForeignKey {
  table: string;
  column: string;
  parent: string;
  parentColumn: string;
  nullable: boolean;
}

/** Every foreign key of the database, as its catalogue has it. */
export const foreignKeys = (dataSource: Pick<DataSource, 'query'>): Promise<ForeignKey[]> => dataSource.query<ForeignKey[]>(`
  SELECT c.conrelid::regclass::text AS table, a.attname AS column, c.confrelid::regclass::text AS parent, p.attname AS "parentColumn", NOT a.attnotnull AS nullable
  FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey) JOIN pg_attribute p ON p.attrelid = c.confrelid AND p.attnum = ANY(c.confkey)
  WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace ORDER BY 1, 2`);

/** Every table of the database with its columns. */
export async function tablesOf(dataSource: Pick<DataSource, 'query'>): Promise<Map<string, string[]>> {
  const rows = await dataSource.query<{ table: string; columns: string[] }[]>(`
    SELECT t.relname::text AS table, array_agg(c.attname::text) AS columns FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' GROUP BY 1 ORDER BY 1`);
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

/**
 * Every row that hangs on one row, by table: what points to it, what points to that, and so on. It follows the foreign keys alone and
 * knows nothing of what the tables are about.
 */
export async function rowsHangingOn(dataSource: DataSource, root: { table: string; id: number }): Promise<Map<string, Record<string, unknown>[]>> {
  const keys = await foreignKeys(dataSource);
  const found = new Map<string, Map<string, Record<string, unknown>>>();
  const take = async (table: string, condition: string, value: unknown): Promise<void> => {
    const rows = await dataSource.query<{ place: string; row: Record<string, unknown> }[]>(`SELECT t.ctid::text AS place, to_jsonb(t) AS row FROM ${table} t WHERE ${condition}`, [value]);
    const known = found.get(table) ?? new Map<string, Record<string, unknown>>();
    found.set(table, known);
    for (const { place, row } of rows) {
      if (known.has(place)) continue;
      known.set(place, row);
      for (const key of keys.filter(({ parent }) => parent === table)) await take(key.table, `t."${key.column}"::text = $1`, String(row[key.parentColumn]));
    }
  };
  await take(root.table, 't.id = $1', root.id);
  return new Map([...found].map(([table, rows]) => [table, [...rows.values()]]));
}
