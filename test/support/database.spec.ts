import { expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from './database.js';

it('gives each asker a database of its own, with tables and without rows', async () => {
  const [one, other] = [await freshDatabase(), await freshDatabase()];
  const count = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM authority');
    await client.query(`INSERT INTO authority VALUES ('E0800002' || $1::int, 'Birmingham')`, [rows[0]?.n]);
    await client.end();
    return rows[0]?.n;
  };
  expect(await count(one.url)).toBe(0);
  expect(await count(one.url)).toBe(1);
  expect(await count(other.url)).toBe(0);
  await one.drop();
  await other.drop();
});
