import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';

/** Every row of every table, in every schema, as a dump has them: a line each. */
export async function dumped(dataSource: DataSource): Promise<string> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await dataSource.query<{ line: string }[]>(`SELECT t::text AS line FROM ${name} t`);
    lines.push(...rows.map(({ line }) => `${name} ${line}`));
  }
  return lines.join('\n');
}

/** Which of these words stand in the files of this database or in the server's log of changes, after all is written to the disk. */
export async function onDisk(dataSource: DataSource, words: readonly string[]): Promise<string[]> {
  await dataSource.query('CHECKPOINT');
  const [where] = await dataSource.query<{ folder: string; base: string }[]>(`SELECT current_setting('data_directory') AS folder, 'base/' || oid AS base FROM pg_database WHERE datname = current_database()`);
  const found = new Set<string>();
  for (const folder of [join(where?.folder ?? '', where?.base ?? ''), join(where?.folder ?? '', 'pg_wal')]) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(folder, entry.name));
      for (const word of words) if (bytes.includes(word)) found.add(word);
    }
  }
  return [...found];
}
