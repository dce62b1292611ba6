import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Clock } from '../src/clock.js';
import { transaction, UnitOfWork } from '../src/database/unit-of-work.js';
import { freshDatabase, openDatabase, type FreshDatabase } from './support/database.js';

describe('a use case', () => {
  let database: FreshDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await openDatabase(database.url);
    unitOfWork = UnitOfWork.forSystem(dataSource, new Clock());
    await dataSource.query(`INSERT INTO authority VALUES ('E08000025', 'Birmingham'), ('E08000026', 'Coventry')`);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  const names = async () => (await dataSource.query<{ name: string }[]>('SELECT name FROM authority ORDER BY code')).map((row) => row.name);
  const rename = (code: string, name: string) => transaction().manager.query('UPDATE authority SET name = $2 WHERE code = $1', [code, name]);

  it('is done again from its beginning when two waited for each other', async () => {
    const arrived: (() => void)[] = [];
    const both = new Promise<void>((resolve) => arrived.push(resolve));
    let waiting = 0;
    const cross = (first: string, second: string, name: string) =>
      unitOfWork.run(async () => {
        await rename(first, name);
        if ((waiting += 1) === 2) arrived[0]?.();
        await both;
        await rename(second, name);
      });
    await Promise.all([cross('E08000025', 'E08000026', 'one'), cross('E08000026', 'E08000025', 'other')]);
    expect(new Set(await names()).size).toBe(1);
  });

  it('leaves nothing behind where a failed statement was swallowed', async () => {
    const swallows = unitOfWork.run(async ({ manager }) => {
      await rename('E08000025', 'half done');
      await manager.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(swallows).rejects.toThrow(/current transaction is aborted/);
    expect(await names()).not.toContain('half done');
  });

  it('has, once it holds a lock it waited for, a time later than what the one before it wrote', async () => {
    const held: Date[] = [];
    const one = () =>
      unitOfWork.run(async ({ manager, nowThatLocked }) => {
        await manager.query(`SELECT 1 FROM authority WHERE code = 'E08000025' FOR NO KEY UPDATE`);
        held.push(await nowThatLocked());
        expect(transaction().now).toEqual(held.at(-1));
        await manager.query('SELECT pg_sleep(0.02)');
      });
    await Promise.all([one(), one(), one()]);
    expect(held).toEqual([...held].sort((a, b) => a.getTime() - b.getTime()));
    expect((held[2]?.getTime() ?? 0) - (held[0]?.getTime() ?? 0)).toBeGreaterThanOrEqual(35);
  });
});
