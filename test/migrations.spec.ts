import { expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { prepareTables } from '../src/database/data-source.js';
import { urlFor } from '../src/database/roles.js';
import { applyRowSecurity, liftRowSecurity } from '../src/database/row-security/apply-row-security.js';
import { ENTITIES } from '../src/database/entities.js';
import { freshDatabase, openDatabase } from './support/database.js';
import { TEST_KEYS } from './support/keys.js';

it('goes all the way back and forward again, each migration alone', async () => {
  const database = await freshDatabase();
  const dataSource = await openDatabase(database.url);
  const tables = async (): Promise<string[]> =>
    (await dataSource.query<{ name: string }[]>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`)).map((row) => row.name);
  const routines = () => dataSource.query<object[]>(`SELECT routine_name FROM information_schema.routines WHERE routine_schema = 'public'`);
  try {
    const before = await tables();
    expect(before.length).toBeGreaterThan(ENTITIES.length);
    await withOperator(database.url, liftRowSecurity);
    for (let left = dataSource.migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
    expect(await tables()).toEqual(['migration']);
    expect(await routines()).toEqual([]);
    await dataSource.runMigrations();
    expect(await tables()).toEqual(before);
    await withOperator(database.url, applyRowSecurity);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});

const withOperator = async (connectionString: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await work(client).finally(() => client.end());
};

it('has a column for everything that an entity names', async () => {
  const database = await freshDatabase();
  const dataSource = await openDatabase(database.url);
  try {
    const columns = await dataSource.query<{ table_name: string; column_name: string; is_nullable: string }[]>(
      `SELECT table_name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const found = new Map(columns.map((column) => [`${column.table_name}.${column.column_name}`, column.is_nullable === 'YES']));
    const named = dataSource.entityMetadatas.flatMap(({ tableName, columns: own }) => own.map(({ databaseName, isNullable }) => [`${tableName}.${databaseName}`, isNullable] as const));
    expect(named.filter(([column, isNullable]) => found.get(column) !== isNullable)).toEqual([]);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});

it('is not prepared with the keys of another database, whose passwords would shut out the processes that run', async () => {
  const database = await freshDatabase();
  try {
    const others = { ...TEST_KEYS, database: randomBytes(32) };
    await expect(prepareTables(database.url, others)).rejects.toThrow(/^The role lsa_web has another password than the one made from these keys: .* Give every process the same KEYS_FILE\./);
    await withOperator(urlFor('web', database.url, TEST_KEYS), (client) => client.query('SELECT 1'));
  } finally {
    await database.drop();
  }
});
