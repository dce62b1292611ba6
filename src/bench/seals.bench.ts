import { generateKeyPairSync } from 'node:crypto';
import { AuditKey } from '../audit/audit-key.js';
import { Sealer } from '../audit/sealer.service.js';
import { Clock } from '../clock.js';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/data-source.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { medianRate, type BenchRow } from './measure.js';

const EVENTS = 20_000;
const RUNS = 3;
const WRITERS = 8;
const WRITES = 1_500;
const SEAL_EVERY_MS = 1_000;

/** How fast the sealer is, beside reading the same events; and what writing an event costs, beside a trail that is not sealed. */
export async function benchSeals(url: string): Promise<BenchRow[]> {
  const dataSource = await new DataSource(dataSourceOptions(url, WRITERS + 4)).initialize();
  try {
    const sealer = new Sealer(UnitOfWork.forSystem(dataSource, new Clock()), new AuditKey(generateKeyPairSync('ed25519').privateKey));
    while ((await sealer.seal()) > 0);
    return [await sealing(dataSource, sealer), await writing(dataSource, sealer)];
  } finally {
    await dataSource.destroy();
  }
}

async function sealing(dataSource: DataSource, sealer: Sealer): Promise<BenchRow> {
  const write = () => dataSource.query(`INSERT INTO audit_event (happened_at, name, capacity, purpose) SELECT clock_timestamp(), 'case.read', 'key-worker', 'direct-care' FROM generate_series(1, ${EVENTS})`);
  const perSecond = await medianRate(RUNS, () => sealer.seal(), write);
  const peerPerSecond = await medianRate(RUNS, async () => (await dataSource.query<object[]>(`SELECT * FROM audit_event ORDER BY id DESC LIMIT ${EVENTS}`)).length);
  return { name: 'Sealing of events', unit: 'events', perSecond, peer: 'reading the same events', peerPerSecond };
}

async function writing(dataSource: DataSource, sealer: Sealer): Promise<BenchRow> {
  const write = async () => {
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (let count = 0; count < WRITES / WRITERS; count += 1) await dataSource.query(`INSERT INTO audit_event (happened_at, name) VALUES (clock_timestamp(), 'case.read')`);
      }),
    );
    return WRITES;
  };
  const peerPerSecond = await medianRate(RUNS, write);
  const timer = setInterval(() => void sealer.seal(), SEAL_EVERY_MS);
  const perSecond = await medianRate(RUNS, write);
  clearInterval(timer);
  return { name: 'Writing of events while they are sealed each second', unit: 'events', perSecond, peer: 'the same without a sealer', peerPerSecond };
}
