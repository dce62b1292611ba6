import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/database/embedded-postgres.js';
import { freePort } from '../src/database/free-port.js';
import { runningPostgres } from '../src/database/running-postgres.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { send } from './support/http.js';
import { testKeysFile } from './support/keys.js';
import { buildProduct, KeptRunning } from './support/product.js';
import { startSmtp } from './support/smtp.js';

/*
 * The built product as it is run: a web process, a worker and a durable PostgreSQL, each killed with SIGKILL at random
 * while 1,000 emergencies are raised through the API, each of which is to be mailed to a key worker at once (KW8).
 * The queues live in PostgreSQL, or, as .ci/run does after that, on the Redis of REDIS_URL.
 */
const CASES = 1_000;
const KEY_WORKERS = 50;
/** Each of the three a third of them. */
const KILLS = 12;
const REQUESTS_AT_ONCE = 6;
/** Of one worker (mail.processor.ts). */
const MAILS_AT_ONCE = 5;

let folder: string;
let product: Awaited<ReturnType<typeof buildProduct>>;
let postgres: EmbeddedPostgres;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let port: number;
let over = false;
const running: KeptRunning[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learner-support-kill-'));
  [product, postgres, smtp, port] = await Promise.all([buildProduct(), startEmbeddedPostgres({ dataDir: folder }), startSmtp(), freePort('127.0.0.1')]);
});
afterAll(async () => {
  over = true;
  await Promise.all(running.map((one) => one.stop()));
  await Promise.all([postgres.stop(), smtp.close(), product.remove()]);
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

async function rows<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const token = (keyWorker: number) => `lsa_key-worker-${keyWorker}`;

async function makeCases(): Promise<void> {
  const hashes = Array.from({ length: KEY_WORKERS }, (_, index) => hashSecret(token(index + 1)));
  await rows(`INSERT INTO person (name, email, authority_code) SELECT 'Key Worker ' || n, 'kw' || n || '@council.example', 'E08000025' FROM generate_series(1, ${KEY_WORKERS}) n`);
  await rows(
    `INSERT INTO access_token (secret_hash, person_id, name, scopes, created_at, expires_at) SELECT hash, n, 'kill', '{read,write}', now(), now() + interval '1 day' FROM unnest($1::text[]) WITH ORDINALITY AS t(hash, n)`,
    [hashes],
  );
  await rows(`INSERT INTO young_person (reference, home_authority_code, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
    SELECT 'LS-' || translate(lpad(n::text, 6, '0'), '01', 'AB'), 'E08000025', n::text, 'Zebedee', 'Zebedee Quill', '2009-10-01', 'in-care', now() - interval '1 hour' FROM generate_series(1, ${CASES}) n`);
  await rows(`INSERT INTO key_worker_assignment (case_id, person_id, kind, from_at, authority_to_act_confirmed_at)
    SELECT id, 1 + id % ${KEY_WORKERS}, 'social-worker', registered_at, registered_at FROM young_person`);
}

/** Raises each emergency until the API has said that it is recorded: asked again with the same key it is recorded once. */
async function raiseEmergencies(): Promise<void> {
  const cases = await rows<{ reference: string; keyWorker: number }>(
    `SELECT reference, person_id AS "keyWorker" FROM young_person y JOIN key_worker_assignment k ON k.case_id = y.id ORDER BY y.id`,
  );
  const raise = async ({ reference, keyWorker }: { reference: string; keyWorker: number }) => {
    const headers = { authorization: `Bearer ${token(keyWorker)}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const payload = JSON.stringify({ whatHappened: 'Missing since this morning' });
    while (!over) {
      const answer = await send(port, { method: 'POST', url: `/api/v1/cases/${reference}/emergencies`, headers, payload }).catch(() => null);
      if (answer?.statusCode === 201) return;
      if (answer && answer.statusCode < 500) throw new Error(`${answer.statusCode}: ${answer.body}`);
      await wait(200);
    }
  };
  const work = async () => {
    for (let next = cases.shift(); next; next = cases.shift()) await raise(next);
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work));
}

/** Kills one of the three as soon as so many mails have arrived: numbers at random, in rising order. */
async function killAtRandom(web: KeptRunning, worker: KeptRunning): Promise<number> {
  const killPostgres = () => {
    const server = runningPostgres(folder);
    if (server) process.kill(server.pid, 'SIGKILL');
  };
  const victims = [() => web.kill(), () => worker.kill(), killPostgres];
  const moments = Array.from({ length: KILLS }, () => Math.floor(Math.random() * CASES)).sort((a, b) => a - b);
  let postgresKills = 0;
  for (const [index, moment] of moments.entries()) {
    while (smtp.mails.length < moment || runningPostgres(folder)?.state !== 'ready') {
      if (over) return postgresKills;
      await wait(2);
    }
    victims[index % victims.length]?.();
    if (index % victims.length === 2) postgresKills += 1;
  }
  return postgresKills;
}

const unsent = async () => {
  const [row] = await rows<{ sent: number }>(`SELECT count(*)::int AS sent FROM message WHERE state = 'sent'`).catch(() => []);
  return CASES - (row?.sent ?? 0);
};

it('loses nothing and repeats only what may have gone, with the same Message-ID, while web, worker and PostgreSQL are killed', async () => {
  const env = {
    DATABASE_URL: postgres.url,
    INSTALLATION: 'live',
    PORT: String(port),
    SMTP_URL: smtp.url,
    KEYS_FILE: await testKeysFile(),
    ...(process.env.REDIS_URL && { REDIS_URL: process.env.REDIS_URL }),
  };
  const web = new KeptRunning(product.folder, ['--web'], { ...env, DATA_DIR: join(folder, 'web') });
  running.push(web);
  await web.untilReady();
  await makeCases();
  const worker = new KeptRunning(product.folder, ['--worker'], { ...env, DATA_DIR: join(folder, 'worker') });
  running.push(worker);
  await worker.untilReady();

  const [, postgresKills] = await Promise.all([raiseEmergencies(), killAtRandom(web, worker)]);
  for (const end = Date.now() + 90_000; Date.now() < end && (await unsent()) > 0; ) await wait(500);

  expect(await rows(`SELECT state, count(*)::int FROM message GROUP BY state`)).toEqual([{ state: 'sent', count: CASES }]);
  const [counts] = await rows(`SELECT (SELECT count(*)::int FROM emergency) AS emergencies, (SELECT count(DISTINCT case_id)::int FROM emergency) AS cases,
    (SELECT count(*)::int FROM notice WHERE stage = 'reminder-at-once') AS notices, (SELECT count(*)::int FROM message_notice) AS carried`);
  expect(counts).toEqual({ emergencies: CASES, cases: CASES, notices: CASES, carried: CASES });

  const messages = await rows<{ message_id: string; maybe_repeated: boolean; subject: string; to_address: string }>('SELECT * FROM message');
  const received = new Map<string, Set<string>>();
  const times = new Map<string, number>();
  for (const mail of smtp.mails) {
    received.set(mail.messageId, (received.get(mail.messageId) ?? new Set()).add(JSON.stringify(mail)));
    times.set(mail.messageId, (times.get(mail.messageId) ?? 0) + 1);
  }
  expect([...received.keys()].sort()).toEqual(messages.map((message) => message.message_id).sort());
  expect([...received.values()].filter((versions) => versions.size > 1)).toEqual([]);
  const repeated = messages.filter((message) => (times.get(message.message_id) ?? 0) > 1);
  expect(repeated.filter((message) => !message.maybe_repeated)).toEqual([]);
  // No more than a killed worker can have had in hand.
  expect(repeated.length).toBeLessThanOrEqual(worker.kills * MAILS_AT_ONCE);
  expect([...web.failures, ...worker.failures]).toEqual([]);
  expect(await Promise.all([web.stop(), worker.stop()])).toEqual([0, 0]);
  process.stdout.write(`${web.kills} kills of the web, ${worker.kills} of the worker, ${postgresKills} of PostgreSQL: ${repeated.length} of ${CASES} mails went twice\n`);
}, 600_000);
