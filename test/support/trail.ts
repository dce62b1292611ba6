import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { AuditKey } from '../../src/audit/audit-key.js';
import { AuditService } from '../../src/audit/audit.service.js';
import { Sealer } from '../../src/audit/sealer.service.js';
import { TrailCheckService, type TrailCheck } from '../../src/audit/trail-check.service.js';
import type { Witness } from '../../src/audit/witnesses.js';
import { Clock } from '../../src/clock.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { copyOfDatabase, freshDatabase, openDatabase, type FreshDatabase } from './database.js';

/** The trail of a live installation on a database of its own, with its sealer and its check, in real time. */
export interface Trail {
  url: string;
  dataSource: DataSource;
  key: AuditKey;
  /** Writes so many events, each in a transaction of its own. */
  write(count: number, caseId?: number): Promise<void>;
  seal(): Promise<number>;
  check(witnesses?: Witness[]): Promise<TrailCheck>;
  heads(): Promise<{ id: number; hash: string; epoch: number; count: number }[]>;
  /** Another database with the same rows, on which one can do what nobody may: with its own sealer, and the same key. */
  copy(): Promise<Trail>;
  close(): Promise<void>;
}

export async function openTrail(): Promise<Trail> {
  const database = await freshDatabase();
  const trail = await trailOn(database, new AuditKey(generateKeyPairSync('ed25519').privateKey));
  await trail.dataSource.query(`
    INSERT INTO installation VALUES (1, 'live', false, 0, '2026-05-01T00:00:00Z');
    INSERT INTO authority VALUES ('E08000025', 'Birmingham') ON CONFLICT DO NOTHING;
    INSERT INTO person (name, email, authority_code) VALUES ('Ruth Ashby', 'ruth.ashby@birmingham.example', 'E08000025');
    INSERT INTO young_person (reference, home_authority_code, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
      VALUES ('LS-7K2QF9', 'E08000025', '1', 'Zebedee', 'Zebedee Quill', '2010-03-14', 'in-care', '2026-05-01');`);
  return trail;
}

/** The trail in a database that is there already. */
export async function trailOn(database: FreshDatabase, key: AuditKey): Promise<Trail> {
  const dataSource = await openDatabase(database.url);
  const unitOfWork = UnitOfWork.forSystem(dataSource, new Clock());
  const audit = new AuditService();
  const check = new TrailCheckService(unitOfWork);
  const sealer = new Sealer(unitOfWork, key);
  return {
    url: database.url,
    dataSource,
    key,
    write: async (count, caseId = 1) => {
      for (let number = 0; number < count; number += 1) await unitOfWork.run(() => audit.record(1, { name: 'case.read', caseId, capacity: 'key-worker', purpose: 'direct-care' }));
    },
    seal: async () => {
      await strangersOver(dataSource);
      return sealer.seal();
    },
    check: (witnesses = []) => check.check(new Map([[key.id, key.publicKey]]), witnesses),
    heads: () => dataSource.query('SELECT id, hash, epoch, event_count AS count FROM audit_seal ORDER BY id'),
    copy: async () => {
      await dataSource.destroy();
      const copied = await copyOfDatabase(database);
      await dataSource.initialize();
      return trailOn(copied, key);
    },
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

/**
 * Waits for the transactions that run now and are none of this database's own: another spec's, or the server's own cleaning.
 * Numbers of transactions are the whole server's, so one that is older than what is to be sealed would hold the seal back.
 */
export async function strangersOver(dataSource: DataSource): Promise<void> {
  const running = async (): Promise<string[]> => {
    const rows = await dataSource.query<{ xid: string }[]>(
      `SELECT backend_xid::text AS xid FROM pg_stat_activity
       WHERE backend_xid IS NOT NULL AND (backend_type <> 'client backend' OR datname IS DISTINCT FROM current_database())`,
    );
    return rows.map(({ xid }) => xid);
  };
  const before = new Set(await running());
  while ((await running()).some((xid) => before.has(xid))) await wait(20);
}
