import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditKey } from '../src/audit/audit-key.js';
import { hashSeal, nextSeal, type Seal } from '../src/audit/seal-chain.js';
import { sealsAfter, writeSeal } from '../src/audit/seals-sql.js';
import { witnessesIn, witnessLine } from '../src/audit/witnesses.js';
import { openTrail, type Trail } from './support/trail.js';

/*
 * What whoever has the database can do to the trail, done as its superuser on a copy of it, and found. Five seals over ten
 * events, two each: seal 3 has the events 5 and 6.
 */
let whole: Trail;
let copy: Trail;
let seen: Seal[];
beforeAll(async () => {
  whole = await openTrail();
  for (let seal = 0; seal < 5; seal += 1) {
    await whole.write(2);
    await whole.seal();
  }
  seen = await sealsAfter(whole.dataSource.manager, 0, 10);
  copy = await whole.copy();
  await copy.dataSource.query(`
    ALTER TABLE audit_event DISABLE TRIGGER ALL; ALTER TABLE audit_seal DISABLE TRIGGER ALL;
    CREATE TABLE whole_event AS TABLE audit_event; CREATE TABLE whole_seal AS TABLE audit_seal`);
});
afterAll(async () => {
  await copy.close();
  await whole.close();
});

/** Does something to the copy, with no trigger in the way, answers what the check says of it then, and undoes it. */
async function faultsAfter(tamper: (copy: Trail) => Promise<unknown>, witness?: string): Promise<string[]> {
  try {
    await tamper(copy);
    return (await copy.check(witness === undefined ? [] : witnessesIn(witness))).faults;
  } finally {
    await copy.dataSource.query(`
      DELETE FROM audit_event; DELETE FROM audit_seal;
      INSERT INTO audit_event OVERRIDING SYSTEM VALUE SELECT * FROM whole_event; INSERT INTO audit_seal SELECT * FROM whole_seal`);
  }
}

const sql = (text: string) => ({ dataSource }: Trail) => dataSource.query(text);

it('finds nothing where nothing was done, in a copy either', async () => {
  expect(await whole.check()).toMatchObject({ faults: [], seals: 5, events: 10, head: { id: 5 } });
  expect(await faultsAfter(() => Promise.resolve(), witnessLine(seen[4] as Seal))).toEqual([]);
});

describe('an event that was edited', () => {
  it.each([
    'person_id = NULL', `name = 'plan.write'`, 'case_id = NULL', `subject = 'x'`, `fields = '{course}'`, `request_id = 'r'`, `session = 'session-0123456789abcdef'`,
    `capacity = 'team-manager'`, `purpose = 'duty'`, `reason = 'emergency-access-1'`, `outcome = 'refused'`, 'epoch = 2', `transaction_id = '1'`,
    `written_at = written_at + interval '1 microsecond'`, `happened_at = happened_at + interval '1 microsecond'`])('is found: %s', async (change) => {
    expect(await faultsAfter(sql(`UPDATE audit_event SET ${change} WHERE id = 5`))).toEqual(['Event 5 of seal 3 was changed.']);
  });
});

it.each(['{1}', '{1,2,3}', '{2,1}'])('finds a list whose cases were changed to %s', async (cases) => {
  const [fault, ...others] = await faultsAfter(async () => {
    await copy.dataSource.query(`INSERT INTO audit_event (id, happened_at, name, subject, case_ids) OVERRIDING SYSTEM VALUE VALUES (99, clock_timestamp(), 'list.read', 'queue', '{1,2}')`);
    await copy.seal();
    expect((await copy.check()).faults).toEqual([]);
    await copy.dataSource.query('UPDATE audit_event SET case_ids = $1 WHERE id = 99', [cases]);
  });
  expect([fault, others]).toEqual([expect.stringMatching(/^Event 99 of seal \d was changed\.$/), []]);
});

it('finds an event that was deleted', async () => {
  expect(await faultsAfter(sql('DELETE FROM audit_event WHERE id = 6'))).toEqual(['Event 6 of seal 3 was deleted.']);
});

const INSERT = 'INSERT INTO audit_event (id, happened_at, name, case_id, transaction_id, written_at) OVERRIDING SYSTEM VALUE';

describe('an event that was put in', () => {
  it('among what is sealed is found', async () => {
    expect(await faultsAfter(sql(`${INSERT} SELECT 99, happened_at, name, case_id, transaction_id, written_at FROM audit_event WHERE id = 5`))).toEqual([
      'Event 99 was put in behind the seals: its transaction was over before seal 5 was made, and no seal has it.',
    ]);
  });

  it('with the number of a transaction to come is found', async () => {
    expect(await faultsAfter(async () => {
      // A copy is another database: its own sealer says so first.
      await copy.seal();
      await copy.dataSource.query(`${INSERT} VALUES (99, clock_timestamp(), 'case.read', 1, '999999999', clock_timestamp())`);
    })).toEqual(['Event 99 was put in by hand: its transaction has yet to begin.']);
  });

  it.each([
    ['and says that it was written before a seal that is older than its transaction', `clock_timestamp() - interval '30 days', clock_timestamp() - interval '30 days'`, 'it says that it was written at'],
    ['and says that it happened a month ago', `clock_timestamp() - interval '30 days', clock_timestamp()`, 'it says that it happened at'],
  ])('%s, is found back-dated once it is sealed', async (_what, times, says) => {
    const faults = await faultsAfter(async () => {
      await copy.seal();
      await copy.dataSource.query(`INSERT INTO audit_event (name, case_id, happened_at, written_at) VALUES ('case.read', 1, ${times})`);
      await copy.seal();
    });
    expect(faults).toEqual([expect.stringContaining('of seal 7 is back-dated: ')]);
    expect(faults[0]).toContain(says);
  });
});

describe('a seal', () => {
  it('that was dropped is found, and so are several', async () => {
    expect(await faultsAfter(sql('DELETE FROM audit_seal WHERE id = 3'))).toEqual([
      'Seal 3 is gone.',
      ...[5, 6].map((id) => `Event ${id} was put in behind the seals: its transaction was over before seal 5 was made, and no seal has it.`),
    ]);
    expect(await faultsAfter(sql('DELETE FROM audit_seal WHERE id IN (1, 2)'))).toContain('Seals 1 to 2 are gone.');
  });

  it('that was dropped and whose number was given to the next is found', async () => {
    expect(await faultsAfter(sql('DELETE FROM audit_seal WHERE id = 3; UPDATE audit_seal SET id = id - 1 WHERE id > 3'))).toEqual(
      expect.arrayContaining([expect.stringContaining('Seal 3 was not made after seal 2 as it is now'), 'Seal 3 was changed: what it says does not give its hash.']),
    );
  });

  it('whose signature was changed, or is that of another key, is found', async () => {
    expect(await faultsAfter(sql(`UPDATE audit_seal SET signature = 'AAAA' || substr(signature, 5) WHERE id = 2`))).toEqual([`Seal 2 was changed: its signature is not that of the key ${whole.key.id}.`]);
    const another = new AuditKey(generateKeyPairSync('ed25519').privateKey);
    expect(await faultsAfter(({ dataSource }) => dataSource.query('UPDATE audit_seal SET key_id = $1, signature = $2 WHERE id = 5', [another.id, another.sign(seen[4]?.hash ?? '')]))).toEqual([
      'Seal 5 was changed: what it says does not give its hash.', `Seal 5 is signed with the key ${another.id}, which is not known here: give its public key with --key FILE.`,
    ]);
  });

  it.each(['epoch = 9', `database_identity = 'x'`, `sealed_at = sealed_at - interval '1 day'`, `until_xid = '1'`, `next_xid = '99999'`, 'last_event_id = 7', `events_hash = repeat('0', 64)`])('that was changed is found: %s', async (change) => {
    expect(await faultsAfter(sql(`UPDATE audit_seal SET ${change} WHERE id = 2`))).toEqual(expect.arrayContaining(['Seal 2 was changed: what it says does not give its hash.']));
  });

  it.each(['event_ids = ARRAY[3, 99]', 'event_ids = ARRAY[3]', `event_hashes = event_hashes || '\\x00'`])('whose list was changed is found: %s', async (change) => {
    expect(await faultsAfter(sql(`UPDATE audit_seal SET ${change} WHERE id = 2`))).toEqual(expect.arrayContaining(['Seal 2 was changed: its list of events is not the one that it was made over.']));
  });

  it('that is made anew over an edited event, without the key, is found', async () => {
    const faults = await faultsAfter(async ({ dataSource }) => {
      const [, , , , last] = await sealsAfter(dataSource.manager, 0, 5);
      if (!last) throw new Error('there is no fifth seal');
      const forged = { ...last, eventsHash: '0'.repeat(64) };
      await dataSource.query('UPDATE audit_seal SET events_hash = $1, hash = $2 WHERE id = 5', [forged.eventsHash, hashSeal(forged)]);
    });
    expect(faults).toContain(`Seal 5 was changed: its signature is not that of the key ${whole.key.id}.`);
  });
});

describe('a tail that was cut', () => {
  const cut = async ({ dataSource }: Trail) => {
    await dataSource.query('DELETE FROM audit_event WHERE id > 6');
    await dataSource.query('DELETE FROM audit_seal WHERE id > 3');
  };

  it('is not found without a witness, and is found with one', async () => {
    expect(await faultsAfter(cut)).toEqual([]);
    expect(await faultsAfter(cut, witnessLine(seen[2] as Seal))).toEqual([]);
    expect(await faultsAfter(cut, witnessLine(seen[4] as Seal))).toEqual([expect.stringMatching(/^A witness has seen seal 5 \(.{8}…\) and the trail ends at seal 3: its tail was cut/)]);
    expect(await faultsAfter(cut, seen[3]?.hash)).toEqual([expect.stringContaining('which is not in the trail: its tail was cut')]);
  });

  it('and written anew by whoever has the key is found with a witness alone', async () => {
    const rewrite = async () => {
      await cut(copy);
      await copy.write(4);
      const [, , third] = seen;
      const head = third as Seal;
      const moment = { databaseIdentity: head.databaseIdentity, sealedAt: head.sealedAt, untilXid: head.untilXid, nextXid: head.nextXid };
      await writeSeal(copy.dataSource.manager, nextSeal(head, 1, moment, [], copy.key));
    };
    expect(await faultsAfter(rewrite)).toEqual([]);
    expect(await faultsAfter(rewrite, witnessLine(seen[3] as Seal))).toEqual([expect.stringContaining('it was written anew from that seal or an earlier one on')]);
  });
});

it('finds that all seals were deleted where events are old enough to have had one', async () => {
  expect(await faultsAfter(sql(`DELETE FROM audit_seal; UPDATE audit_event SET written_at = written_at - interval '2 hours'`))).toEqual([expect.stringContaining('all seals were deleted')]);
});
