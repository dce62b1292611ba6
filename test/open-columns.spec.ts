import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sealedTable } from '../src/encryption/sealed-columns.js';
import { freshDatabase, openDatabase, type FreshDatabase } from './support/database.js';
import { OPEN } from './support/open-columns.js';

let database: FreshDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await openDatabase(database.url);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

it('seals every text of a row that names its case, but for those that are named with a reason', async () => {
  const columns = await dataSource.query<{ table: string; column: string }[]>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN ('text', 'jsonb', 'ARRAY', 'character varying')
       AND (c.table_name = 'young_person' OR EXISTS (SELECT FROM information_schema.columns o WHERE o.table_schema = 'public' AND o.table_name = c.table_name AND o.column_name = 'case_id')) ORDER BY 1, 2`,
  );
  const unnamed = columns.filter(({ table, column }) => !(column in (sealedTable(table)?.columns ?? {})) && !(`${table}.${column}` in OPEN)).map(({ table, column }) => `${table}.${column}`);
  expect(unnamed).toEqual([]);
  const gone = Object.keys(OPEN).filter((name) => !columns.some(({ table, column }) => `${table}.${column}` === name));
  expect(gone).toEqual([]);
});
