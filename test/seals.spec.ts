import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { LOCKS } from '../src/database/locks.js';
import { openTrail, type Trail } from './support/trail.js';

let trail: Trail;
beforeAll(async () => void (trail = await openTrail()));
afterAll(() => trail.close());

/** A connection that writes an event and leaves its transaction open. */
async function openWriter(): Promise<{ event: string; end(how: 'COMMIT' | 'ROLLBACK'): Promise<void> }> {
  const client = new pg.Client({ connectionString: trail.url });
  await client.connect();
  await client.query('BEGIN');
  const { rows } = await client.query<{ id: string }>(`INSERT INTO audit_event (happened_at, person_id, name, case_id) VALUES (clock_timestamp(), 1, 'case.read', 1) RETURNING id`);
  return {
    event: rows[0]?.id ?? '',
    end: async (how) => {
      await client.query(how);
      await client.end();
    },
  };
}

const sealed = async (): Promise<string[]> => (await trail.dataSource.query<{ id: string }[]>('SELECT unnest(event_ids)::text AS id FROM audit_seal ORDER BY 1')).map(({ id }) => id);
const unsealedIds = async (): Promise<string[]> => {
  const known = new Set(await sealed());
  return (await trail.dataSource.query<{ id: string }[]>('SELECT id::text AS id FROM audit_event ORDER BY audit_event.id')).map(({ id }) => id).filter((id) => !known.has(id));
};

describe('the sealer', () => {
  it('makes no seal over nothing', async () => {
    expect([await trail.seal(), await trail.heads()]).toEqual([0, []]);
  });

  it('seals what is there, once, and each seal follows on the one before', async () => {
    await trail.write(3);
    expect(await trail.seal()).toBe(3);
    await trail.write(2);
    expect([await trail.seal(), await trail.seal()]).toEqual([2, 0]);
    expect((await trail.heads()).map(({ id, epoch, count }) => [id, epoch, count])).toEqual([[1, 1, 3], [2, 1, 2]]);
    expect(await trail.check()).toMatchObject({ faults: [], seals: 2, events: 5, waiting: 0, epochs: 1 });
  });

  it('waits for a transaction that is older than what is new, and then seals its event though it has a lower number', async () => {
    const old = await openWriter();
    await trail.write(2);
    expect(await trail.seal()).toBe(0);
    expect(await trail.check()).toMatchObject({ faults: [], waiting: 2 });
    await old.end('COMMIT');
    expect(await trail.seal()).toBe(3);
    expect(await unsealedIds()).toEqual([]);
  });

  it('finds an event that is committed after one with a higher number was sealed', async () => {
    // The second transaction has the higher number and the lower event.
    const first = new pg.Client({ connectionString: trail.url });
    await first.connect();
    await first.query('BEGIN; SELECT pg_current_xact_id()');
    const late = await openWriter();
    await first.query(`INSERT INTO audit_event (happened_at, person_id, name) VALUES (clock_timestamp(), 1, 'session.start')`);
    await first.query('COMMIT');
    await first.end();
    expect(await trail.seal()).toBe(1);
    const { lastEventId } = (await trail.dataSource.query<{ lastEventId: string }[]>('SELECT last_event_id AS "lastEventId" FROM audit_seal ORDER BY id DESC LIMIT 1'))[0] ?? { lastEventId: '0' };
    expect(Number(late.event)).toBeLessThan(Number(lastEventId));
    expect(await trail.check()).toMatchObject({ faults: [], waiting: 0 });
    await late.end('COMMIT');
    expect(await unsealedIds()).toEqual([late.event]);
    expect(await trail.check()).toMatchObject({ faults: [], waiting: 1 });
    expect(await trail.seal()).toBe(1);
    expect(await sealed()).toContain(late.event);
    expect((await trail.check()).faults).toEqual([]);
  });

  it('does not wait for what was rolled back', async () => {
    const gone = await openWriter();
    await trail.write(1);
    await gone.end('ROLLBACK');
    expect(await trail.seal()).toBe(1);
    expect((await trail.check()).faults).toEqual([]);
  });

  it('leaves the work to another that is at it, and goes on where that one died', async () => {
    const other = new pg.Client({ connectionString: trail.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.seal]);
    await trail.write(2);
    expect(await trail.seal()).toBe(0);
    await other.end();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await trail.seal()).toBe(2);
  });

  it('loses and doubles nothing while twenty write at once, some roll back, and three seal', async () => {
    const before = (await trail.check()).events;
    let [writing, committed] = [true, 0];
    const writers = Array.from({ length: 20 }, async (_, number) => {
      for (let round = 0; round < 10; round += 1) {
        const writer = await openWriter();
        await new Promise((resolve) => setTimeout(resolve, (number * 7 + round * 3) % 20));
        const how = (number + round) % 5 === 0 ? 'ROLLBACK' : 'COMMIT';
        committed += how === 'COMMIT' ? 1 : 0;
        await writer.end(how);
      }
    });
    const sealers = Array.from({ length: 3 }, async () => {
      while (writing) await trail.seal();
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(sealers);
    while ((await trail.seal()) > 0);
    expect(await unsealedIds()).toEqual([]);
    expect((await sealed()).length).toBe(new Set(await sealed()).size);
    expect(await trail.check()).toMatchObject({ faults: [], events: before + committed, waiting: 0 });
  });

  it('cuts what many rows brought into seals of five thousand, and the chain still holds', async () => {
    await trail.dataSource.query(`INSERT INTO audit_event (happened_at, person_id, name, case_id) SELECT clock_timestamp(), 1, 'case.read', 1 FROM generate_series(1, 12000)`);
    expect(await trail.seal()).toBe(12_000);
    expect((await trail.heads()).slice(-3).map(({ count }) => count)).toEqual([5000, 5000, 2000]);
    expect((await trail.check()).faults).toEqual([]);
  });

  it('lets nobody change or delete a seal, not even its owner', async () => {
    for (const statement of ['UPDATE audit_seal SET epoch = 2', 'DELETE FROM audit_seal', 'TRUNCATE audit_seal']) {
      await expect(trail.dataSource.query(statement)).rejects.toThrow('the audit trail is insert only');
    }
  });
});
