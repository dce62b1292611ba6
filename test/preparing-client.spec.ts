import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from '../src/clock.js';
import { MOST_PREPARED, PreparingClient } from '../src/database/preparing-client.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { freshDatabase, openDatabase, type FreshDatabase } from './support/database.js';

describe('a connection', () => {
  let database: FreshDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await openDatabase(database.url);
    unitOfWork = UnitOfWork.forSystem(dataSource, new Clock());
    await dataSource.query('CREATE TABLE fruit (id int PRIMARY KEY, name text NOT NULL)');
    await dataSource.query(`INSERT INTO fruit VALUES (1, 'apple'), (2, 'pear')`);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const prepared = async (manager: EntityManager, like: string) =>
    (await manager.query<{ name: string; uses: string }[]>(`SELECT name, generic_plans + custom_plans AS uses FROM pg_prepared_statements WHERE statement LIKE '${like}'`)).map(({ uses }) => Number(uses));
  const fruit = async (manager: EntityManager, id: number) => (await manager.query<{ name: string }[]>('SELECT name FROM fruit WHERE id = $1', [id]))[0]?.name;

  it('has a statement prepared that is asked a second time, and answers for the values of each', () =>
    dataSource.transaction(async (manager) => {
      expect(await fruit(manager, 1)).toBe('apple');
      expect(await prepared(manager, 'SELECT name FROM fruit%')).toEqual([]);
      for (const id of [2, 1, 2, 1, 2, 1, 2, 1]) expect(await fruit(manager, id)).toBe(id === 1 ? 'apple' : 'pear');
      expect(await prepared(manager, 'SELECT name FROM fruit%')).toEqual([8]);
    }));

  it('takes several statements in one text as before, whether or not there is a list of values', () =>
    dataSource.transaction(async (manager) => {
      for (let time = 0; time < 3; time += 1) await manager.query(`UPDATE fruit SET name = 'plum' WHERE id = 2; UPDATE fruit SET name = 'pear' WHERE id = 2`, []);
      expect(await fruit(manager, 2)).toBe('pear');
    }));

  it('has one for each role that a transaction takes', () =>
    dataSource.transaction(async (manager) => {
      const authorities = async () => (await manager.query<{ of: string }[]>('SELECT current_user AS of FROM (SELECT $1::int) AS one', [1]))[0]?.of;
      const seen = new Set<string | undefined>();
      for (const role of ['lsa_engine', 'NONE', 'lsa_engine', 'NONE', 'lsa_engine', 'NONE']) {
        await manager.query(`SET LOCAL ROLE ${role}`);
        seen.add(await authorities());
      }
      expect(seen).toEqual(new Set(['lsa_engine', 'learner_support']));
      expect(await prepared(manager, 'SELECT current_user%')).toEqual([2, 2]);
    }));

  it('goes on with a statement of which the columns changed', async () => {
    const everything = () => unitOfWork.run(({ manager }) => manager.query<object[]>('SELECT fruit.* FROM fruit WHERE id = $1', [1]));
    for (let time = 0; time < 3; time += 1) expect(await everything()).toEqual([{ id: 1, name: 'apple' }]);
    await dataSource.query('ALTER TABLE fruit ADD COLUMN ripe boolean');
    expect(await everything()).toEqual([{ id: 1, name: 'apple', ripe: null }]);
  });

  it('keeps so many prepared and no more', () =>
    dataSource.transaction(async (manager) => {
      for (let number = 0; number < MOST_PREPARED + 50; number += 1) for (let time = 0; time < 2; time += 1) await manager.query(`SELECT ${number} AS many WHERE $1`, [true]);
      const { length } = await prepared(manager, 'SELECT % AS many%');
      expect(length).toBeLessThanOrEqual(MOST_PREPARED);
      expect(length).toBeGreaterThan(MOST_PREPARED - 50);
    }));

  it('gives the places of what was prepared before such a change to what is asked after it', () =>
    dataSource.transaction(async (manager) => {
      const ask = async (from: number) => { for (let number = from; number < from + MOST_PREPARED; number += 1) for (let time = 0; time < 2; time += 1) await manager.query(`SELECT ${number} AS place WHERE $1`, [true]); };
      await ask(0);
      PreparingClient.prepareAnew();
      await ask(1_000_000);
      expect((await prepared(manager, 'SELECT 10003__ AS place%')).length).toBe(100);
    }));
});
