import type { DataSource } from 'typeorm';
import { tablesOf } from './foreign-keys.js';

/** What every table holds, as a sum of its rows: two that are the same have the same rows to the byte. */
export async function tableSums(operator: DataSource, except: readonly string[] = []): Promise<Record<string, string>> {
  const tables = [...(await tablesOf(operator)).keys()].filter((table) => !except.includes(table));
  const sums = tables.map((table) => `SELECT '${table}' AS table, (SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM "${table}" t) AS sum`);
  const rows = await operator.query<{ table: string; sum: string }[]>(sums.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ table, sum }) => [table, sum]));
}
