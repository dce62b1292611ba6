import type { DataSource } from 'typeorm';

/** Rows of one table by the names of its columns, as no everyday act writes them, in one statement; answers the number of the first where it has one. */
export async function insertRows(dataSource: DataSource, table: string, rows: readonly Record<string, unknown>[]): Promise<number> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  if (columns === '') return 0;
  const [made] = await dataSource.query<{ id?: number }[]>(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::public.${table}, $1::jsonb) RETURNING *`, [JSON.stringify(rows)]);
  return made?.id ?? 0;
}
