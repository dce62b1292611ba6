import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sealsAfter } from '../src/audit/seals-sql.js';
import { witnessesIn, witnessLine } from '../src/audit/witnesses.js';
import { restoredElsewhere } from './support/restored.js';
import { openTrail, trailOn, type Trail } from './support/trail.js';

/*
 * Dumped, loaded into a new database on a new server, whose transactions begin with small numbers, checked, sealed again, checked.
 */
let old: Trail;
let restored: Trail;
beforeAll(async () => {
  old = await openTrail();
  for (let seal = 0; seal < 3; seal += 1) {
    await old.write(4);
    await old.seal();
  }
  await old.write(3);
  restored = await trailOn(await restoredElsewhere(old), old.key);
}, 120_000);
afterAll(async () => {
  await restored.close();
  await old.close();
});

const transactionNumber = async ({ dataSource }: Trail): Promise<bigint> => BigInt((await dataSource.query<{ id: string }[]>('SELECT pg_current_xact_id()::text AS id'))[0]?.id ?? 0);
const doubled = () => restored.dataSource.query('SELECT id FROM (SELECT unnest(event_ids) AS id FROM audit_seal) s GROUP BY id HAVING count(*) > 1');

it('is whole when it was restored, with what had not been sealed still waiting', async () => {
  expect(await transactionNumber(restored)).toBeLessThan(await transactionNumber(old));
  expect(await restored.check()).toMatchObject({ faults: [], seals: 3, events: 12, waiting: 3, epochs: 1 });
});

it('goes on in a new epoch whose first seal names the head of the old one and has what was waiting', async () => {
  const [head] = (await old.heads()).slice(-1);
  await restored.write(2);
  expect(await restored.seal()).toBe(5);
  const [first] = await sealsAfter(restored.dataSource.manager, 3, 1);
  expect(first).toMatchObject({ id: 4, epoch: 2, eventCount: 5, previousHash: head?.hash });
  expect(await restored.check(witnessesIn(witnessLine(head ?? { id: 0, hash: '' })))).toMatchObject({ faults: [], events: 17, waiting: 0, epochs: 2 });
});

it('seals what is written there, in the new epoch, while the numbers of its transactions pass those of the old server', async () => {
  await restored.write(2);
  expect(await restored.seal()).toBe(2);
  expect(await restored.dataSource.query('SELECT epoch, count(*)::int AS n FROM audit_event GROUP BY 1 ORDER BY 1')).toEqual([{ epoch: 1, n: 17 }, { epoch: 2, n: 2 }]);
  const behind = (await transactionNumber(old)) - (await transactionNumber(restored));
  await restored.dataSource.query(`DO $$ BEGIN FOR one IN 1..${behind + 100n} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$`);
  expect(await transactionNumber(restored)).toBeGreaterThan(await transactionNumber(old));
  await restored.write(3);
  expect(await restored.seal()).toBe(3);
  expect(await doubled()).toEqual([]);
  expect(await restored.check()).toMatchObject({ faults: [], events: 22, waiting: 0, epochs: 2 });
});

it('finds with a witness what the old database sealed after the dump', async () => {
  await old.seal();
  const [later] = (await old.heads()).slice(-1);
  expect((await restored.check(witnessesIn(witnessLine(later ?? { id: 0, hash: '' })))).faults).toEqual([expect.stringMatching(/^A witness has seen seal 4 as .{8}… and the trail has .{8}… there: it was written anew/)]);
});

it('begins the new epoch even where nothing was written since, so that the restore itself is in the chain', async () => {
  const again = await old.copy();
  try {
    expect(await again.seal()).toBe(0);
    expect((await again.heads()).at(-1)).toMatchObject({ epoch: 2, count: 0 });
    expect(await again.check()).toMatchObject({ faults: [], epochs: 2 });
  } finally {
    await again.close();
  }
});
