import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Queue } from 'bullmq';
import { setTimeout as wait } from 'node:timers/promises';
import { AuditKey } from '../src/audit/audit-key.js';
import { DatabaseModule } from '../src/database/database.module.js';
import { JobsModule } from '../src/jobs/jobs.module.js';
import { QUEUES } from '../src/jobs/queues.js';
import { NotificationsModule } from '../src/notifications/notifications.module.js';
import { TEST_KEYS } from './support/keys.js';
import { ledger, type Ledger } from './support/ledger.js';
import { startSmtp } from './support/smtp.js';

/*
 * The real queues: in PostgreSQL, or, as .ci/run does after that, on the Redis of REDIS_URL. Time is real here.
 */
let at: Ledger;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let worker: INestApplicationContext | undefined;

beforeEach(async () => {
  smtp = await startSmtp();
  at = await ledger(new Date().toISOString());
  at.clock.realNow = () => new Date();
  const kim = await at.person('Kim', 'E08000025');
  await at.post(kim, 'key-contact', 'E08000025');
});
afterEach(async () => {
  await worker?.close();
  worker = undefined;
  await at.close();
  await smtp.close();
});

async function startWorker(): Promise<INestApplicationContext> {
  const config = { publicUrl: 'https://support.example', mailFrom: 'no-reply@support.example', smtpUrl: smtp.url, process: 'worker' } as const;
  const module = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ databaseUrl: at.databaseUrl, databasePool: 5, keys: TEST_KEYS }),
      NotificationsModule.forRoot(config),
      JobsModule.forRoot({ ...config, databaseUrl: at.databaseUrl, redisUrl: process.env.REDIS_URL, keys: TEST_KEYS }),
    ],
  }).compile();
  await module.init();
  return module;
}

const writeNotices = async (count: number) => {
  for (let number = 1; number <= count; number += 1)
    await at.notice({ dutyId: await at.duty(`EP11/notice-${number}/phone/key-worker`), recipient: 'key-contact', stage: 'level-1', delivery: 'urgent', sendAt: new Date().toISOString() });
};

const until = async (condition: () => boolean | Promise<boolean>, withinMs = 15_000) => {
  for (const end = Date.now() + withinMs; Date.now() < end; await wait(50)) if (await condition()) return;
  throw new Error('it did not happen in time');
};

describe('the worker', () => {
  it('sends what is waiting within two seconds of its time', async () => {
    worker = await startWorker();
    await writeNotices(1);
    const written = Date.now();
    await until(() => smtp.mails.length === 1);
    expect(Date.now() - written).toBeLessThan(2_500);
    expect(smtp.mails[0]).toMatchObject({ to: 'kim@council.example', subject: 'LS-7K2QF9: risk notice missed, was due Saturday 31 October 2026' });
    await until(async () => (await at.states('message'))[0] === 'sent');
  });

  it('finds messages again whose jobs were lost with their queue, and its own timetable too', async () => {
    worker = await startWorker();
    await until(async () => (await queue('clock').getJobScheduler('run-clock')) !== undefined);
    await until(async () => {
      for (const name of QUEUES) await queue(name).obliterate({ force: true });
      return (await queue('clock').getJobScheduler('run-clock')) === undefined && (await queue('clock').getJobCounts('active', 'delayed')).delayed === 0;
    });
    await writeNotices(3);
    await until(() => smtp.mails.length > 0, 30_000);
    await until(async () => (await at.states('message')).every((state) => state === 'sent'));
    expect(smtp.mails).toHaveLength(1);
  });

  it('sends a message whose job was never made', async () => {
    await writeNotices(2);
    const ids = await at.compose.composeDue();
    expect(ids).toHaveLength(1);
    worker = await startWorker();
    await until(() => smtp.mails.length === 1);
  });

  it('ends within three seconds while a mail server keeps it waiting, with a number alone in its queue, and loses nothing', async () => {
    worker = await startWorker();
    smtp.mood = 'takes it and says nothing';
    await writeNotices(1);
    await until(() => smtp.mails.length === 1);
    const jobs = (await Promise.all(QUEUES.map((name) => queue(name).getJobs(['active', 'waiting', 'delayed', 'completed', 'failed'])))).flat();
    expect(jobs.find(({ name }) => name === 'send-message')?.data).toEqual({ id: expect.any(Number) });
    expect(jobs.filter(({ data }) => Object.entries(data as object).some(([key, value]) => key !== 'id' || typeof value !== 'number'))).toEqual([]);
    expect(`${JSON.stringify(jobs.map((job) => job.asJSON()))}${await queueRows()}`).not.toMatch(/LS-7K2QF9|Zebedee|Quill|Thatching|Kim|@council/);
    const asked = Date.now();
    await worker.close();
    worker = undefined;
    expect(Date.now() - asked).toBeLessThan(3_000);
    const [message] = await at.dataSource.query<{ state: string; maybe_repeated: boolean }[]>('SELECT state, maybe_repeated FROM message');
    expect(message).toEqual({ state: 'pending', maybe_repeated: true });
  });

  it('seals what is new in the trail, signed with the key of the installation', async () => {
    await at.dataSource.query(`INSERT INTO audit_event (happened_at, name) SELECT clock_timestamp(), 'session.start' FROM generate_series(1, 3)`);
    worker = await startWorker();
    const seals = () => at.dataSource.query<{ event_count: number; key_id: string }[]>('SELECT event_count, key_id FROM audit_seal');
    await until(async () => (await seals()).length > 0);
    expect(await seals()).toEqual([{ event_count: 3, key_id: new AuditKey(TEST_KEYS.audit).id }]);
  });

  it('takes on the long work that waits, and what a killed process had begun, as whoever began it', async () => {
    const begun = (subject: string, state: string) =>
      at.dataSource.query(`INSERT INTO long_work (kind, subject, input, begun_by, begun_at, state) SELECT 'recalculation', $1, '{}', id, now(), $2 FROM person WHERE name = 'Kim'`, [subject, state]);
    await begun('authority-E08000025', 'waiting');
    await begun('authority-E08000026', 'running');
    worker = await startWorker();
    const ended = () => at.dataSource.query<object[]>('SELECT state, error_code FROM long_work WHERE ended_at IS NOT NULL');
    await until(async () => (await ended()).length === 2);
    // A key contact sets no limits.
    expect(await ended()).toEqual(Array(2).fill({ state: 'failed', error_code: 'NOT_ALLOWED' }));
  });

  it('leaves no finished jobs behind', async () => {
    worker = await startWorker();
    await writeNotices(1);
    await until(() => smtp.mails.length === 1);
    await wait(1_500);
    for (const name of QUEUES) expect(await queue(name).getJobCounts('completed', 'failed')).toEqual({ completed: 0, failed: 0 });
  });
});

/** All that the queues' own schema holds; nothing where they are on Redis. */
async function queueRows(): Promise<string> {
  const tables = await at.dataSource.query<{ name: string }[]>(`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq'`);
  expect(tables.length > 0).toBe(process.env.REDIS_URL === undefined);
  const texts = tables.map(async ({ name }) => at.dataSource.query<{ text: string | null }[]>(`SELECT string_agg(t::text, '') AS text FROM bullmq.${name} t`));
  return (await Promise.all(texts)).map(([row]) => row?.text ?? '').join('');
}

const queue = (name: string): Queue => {
  if (!worker) throw new Error('no worker runs');
  return worker.get<Queue>(getQueueToken(name), { strict: false });
};
