import { request } from 'node:http';
import { getDataSourceToken } from '@nestjs/typeorm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from '../src/clock.js';
import { actingAs } from '../src/database/identity.js';
import { UnitOfWork, WEB } from '../src/database/unit-of-work.js';
import { randomOf } from '../src/sample/random.js';
import { AccessTokensService } from '../src/sign-in/access-tokens.service.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { SessionsService } from '../src/sign-in/sessions.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';

import { BIRMINGHAM } from './support/region.js';
import { planAgreed } from './support/situations.js';

const IDENTITIES = 20;
const REQUESTS = 5_000;
const AT_ONCE = 40;
const POOL = 4;

describe('a pool that many share', () => {
  let test: TestApplication;
  const tokens: string[] = [];
  const people: number[] = [];
  beforeAll(async () => {
    test = await startTestApplication({ pool: POOL });
    for (let number = 1; number <= IDENTITIES; number += 1) {
      const [person] = await test.dataSource.query<{ id: number }[]>('INSERT INTO person (name, email, authority_code) VALUES ($1, $2, $3) RETURNING id', [`Key Worker ${number}`, `kw${number}@region.example`, BIRMINGHAM]);
      const [youngPerson] = await test.dataSource.query<{ id: number }[]>(
        `INSERT INTO young_person (reference, home_authority_code, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
         VALUES ($1, $2, $1, $3, $3, '2010-03-14', 'in-care', '2026-05-01') RETURNING id`, [reference(number), BIRMINGHAM, `Only-${number}-`]);
      await test.dataSource.query(`INSERT INTO key_worker_assignment (case_id, person_id, kind, from_at) VALUES ($1, $2, 'social-worker', '2026-05-01')`, [youngPerson?.id, person?.id]);
      people.push(person?.id ?? 0);
      tokens.push(await test.app.get(AccessTokensService).issue(person?.id ?? 0, 'test', 30));
    }
  });
  afterAll(() => test.close());

  const reference = (number: number): string => `LS-${String(number).padStart(6, '0').replaceAll('0', 'A').replaceAll('1', 'B')}`;
  const tokenOf = (number: number): string => tokens[number - 1] ?? '';

  /** Goes away before the answer comes. */
  const abort = (number: number): Promise<void> =>
    new Promise((resolve) => {
      const headers = { authorization: `Bearer ${tokenOf(number)}` };
      const sent = request({ host: '127.0.0.1', port: new URL(test.config.publicUrl).port, path: '/api/v1/cases', headers });
      sent.on('error', () => resolve());
      sent.on('close', () => resolve());
      sent.end(() => setImmediate(() => sent.destroy()));
    });

  it(`shows nobody a row of another's in ${REQUESTS} interleaved requests of ${IDENTITIES} people, with errors and aborts, and keeps nobody's identity`, async () => {
    const random = randomOf(20_260_511, 0);
    const wrong: string[] = [];
    let answered = 0;
    const one = async (): Promise<void> => {
      const number = random.between(1, IDENTITIES);
      const headers = { authorization: `Bearer ${tokenOf(number)}` };
      const get = (url: string) => test.send<Record<string, unknown>>(null, 'GET', url, undefined, headers);
      const kind = random.between(0, 9);
      if (kind === 0) return abort(number);
      if (kind === 1) {
        const other = 1 + ((number + random.between(0, IDENTITIES - 2)) % IDENTITIES);
        const { status } = await get(`/api/v1/cases/${reference(other)}`);
        if (status !== 404) wrong.push(`${number} got ${status} for the case of ${other}`);
      } else if (kind === 2) {
        const { status } = await test.send(null, 'POST', `/api/v1/cases/${reference(number)}/emergencies`, { whatHappened: '' }, headers);
        if (status !== 422) wrong.push(`${number} got ${status} for an empty emergency`);
      } else {
        const url = kind < 6 ? `/api/v1/cases/${reference(number)}` : '/api/v1/cases';
        const { status, body } = await get(url);
        const names = new Set(JSON.stringify(body).match(/Only-\d+-/g));
        if (status !== 200 || names.size !== 1 || !names.has(`Only-${number}-`)) wrong.push(`${number} got ${status} with ${[...names].join()} from ${url}`);
      }
      answered += 1;
    };
    let left = REQUESTS;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while ((left -= 1) >= 0) await one();
    }));
    expect(wrong).toEqual([]);
    expect(answered).toBeGreaterThan(REQUESTS * 0.85);
    const pool = test.app.get<DataSource>(getDataSourceToken(WEB));
    const runners = Array.from({ length: POOL }, () => pool.createQueryRunner());
    const left_ = await Promise.all(runners.map((runner) => runner.query(`SELECT coalesce(current_setting('app.session', true), '') AS session, current_user AS role`) as Promise<object[]>));
    await Promise.all(runners.map((runner) => runner.release()));
    expect(left_.flat()).toEqual(Array.from({ length: POOL }, () => ({ session: '', role: 'lsa_web' })));
  }, 300_000);

  it('refuses as signed out, and not as a fault, whoever was signed out while they worked', async () => {
    const token = tokenOf(IDENTITIES);
    const work = actingAs({ secret: token }, () =>
      test.app.get(UnitOfWork).run(async ({ manager }) => {
        await test.operator.query('UPDATE access_token SET expires_at = $1 WHERE secret_hash = $2', ['2026-01-01', hashSecret(token)]);
        await manager.query(`INSERT INTO idempotent_request (person_id, key, request_hash, status, made_at) VALUES ($1, 'one', 'x', 0, now())`, [people[IDENTITIES - 1]]);
      }),
    );
    await expect(work).rejects.toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
  });
});

describe('what is about a case', () => {
  let test: TestApplication;
  beforeAll(async () => {
    test = await startTestApplication();
  });
  afterAll(() => test.close());

  it('is never shown where the trail cannot be written', async () => {
    const placed = await planAgreed(test);
    const cookie = `lsa=${await test.app.get(SessionsService).start(test.region.people.keyWorker)}`;
    const page = () => test.send(null, 'GET', `/cases/${placed.reference}`, undefined, { cookie });
    expect(await page()).toMatchObject({ status: 200, body: expect.stringContaining('Zebedee') as unknown });
    await test.operator.query(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION full_disk()`);
    try {
      const answers = [await test.get('keyWorker', `/api/v1/cases/${placed.reference}`), await test.get('keyWorker', `/api/v1/cases/${placed.reference}/timeline`), await page()];
      for (const { status, body } of answers) {
        expect(status).toBeGreaterThanOrEqual(500);
        expect(JSON.stringify(body)).not.toMatch(/Zebedee|furniture/);
      }
    } finally {
      await test.operator.query('DROP TRIGGER full_disk ON audit_event; DROP FUNCTION full_disk()');
    }
    expect((await test.get('keyWorker', `/api/v1/cases/${placed.reference}`)).status).toBe(200);
  });

  it('has no row before the transaction has left its own trace of the case, and has it after', async () => {
    const placed = await planAgreed(test);
    const pool = test.app.get<DataSource>(getDataSourceToken(WEB));
    const seen = await pool.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.session', $1, true)`, [test.token('keyWorker')]);
      const count = async () => (await manager.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM plan_section WHERE plan_id IN (SELECT id FROM plan WHERE placement_id = $1)`, [placed.placementId]))[0]?.n;
      const before = await count();
      await manager.query(`INSERT INTO audit_event (happened_at, person_id, name, case_id) SELECT now(), $1, 'case.read', id FROM young_person WHERE reference = $2`, [test.region.people.keyWorker, placed.reference]);
      return [before, await count()];
    });
    expect(seen).toEqual([0, 3]);
  });

  it('is gone from the next statement on for somebody who has been deactivated', async () => {
    const placed = await planAgreed(test);
    const pool = test.app.get<DataSource>(getDataSourceToken(WEB));
    await pool.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.session', $1, true)`, [test.token('keyWorker')]);
      const names = () => manager.query<object[]>('SELECT reference FROM young_person WHERE reference = $1', [placed.reference]);
      expect(await names()).toHaveLength(1);
      await test.operator.query('UPDATE person SET active = false WHERE id = $1', [test.region.people.keyWorker]);
      expect(await names()).toEqual([]);
    });
    await test.operator.query('UPDATE person SET active = true WHERE id = $1', [test.region.people.keyWorker]);
  });

  it.each([
    ['a post', 'POST', 404, `UPDATE post_holding SET until_on = from_on WHERE person_id = $1 AND $2::text IS NOT NULL`, 'UPDATE post_holding SET until_on = NULL WHERE person_id = $1 AND $2::text IS NOT NULL'],
    ['a part in the case', 'GET', 404, `INSERT INTO case_exclusion (case_id, person_id, reason, recorded_by, recorded_at) SELECT id, $1, 'relative', $1, now() FROM young_person WHERE reference = $2`, 'DELETE FROM case_exclusion WHERE person_id = $1 AND $2::text IS NOT NULL'],
  ] as const)('is refused, and no fault, where %s has ended after it was asked of the policy: %s', async (_what, method, status, ends, mends) => {
    const { reference } = await planAgreed(test);
    const values = [test.region.people.head, reference];
    const holder = test.operator.createQueryRunner();
    await holder.startTransaction();
    // Whoever comes now has been let in, and waits to leave their trace.
    await holder.query('LOCK TABLE audit_event IN EXCLUSIVE MODE');
    const sent = method === 'GET' ? test.get('head', `/api/v1/cases/${reference}`) : test.post('head', `/api/v1/cases/${reference}/records/need`, { happenedOn: '2026-05-11', area: 'health', what: 'Glasses' });
    const waiting = async () => (await test.operator.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))[0]?.n ?? 0;
    while ((await waiting()) === 0) await new Promise(setImmediate);
    await test.operator.query(ends, values);
    await holder.commitTransaction();
    await holder.release();
    try {
      expect((await sent).status).toBe(status);
    } finally {
      await test.operator.query(mends, values);
    }
    expect((await test.get('head', `/api/v1/cases/${reference}`)).status).toBe(200);
  });

  describe('as its part is kept in a transaction', () => {
    const SESSION = `SELECT set_config('app.session', $1, true), set_config('app.now', $2, true)`;
    const KEPT = `SELECT c.name, current_setting('authz.' || c.name) AS value FROM unnest(ARRAY['person_id', 'is_staff', 'people', 'posts', 'cases_queue', 'cases_home', 'cases_full', 'cases_read', 'traced', 'opened', 'opened_home', 'opened_placements_read', 'facts', 'trace']) AS c(name) WHERE current_setting('authz.' || c.name, true) <> ''`;
    const open = async (manager: EntityManager, who: Parameters<TestApplication['token']>[0]) => manager.query(SESSION, [test.token(who), dayAfter()]);
    const dayAfter = () => new Date(test.app.get(Clock).realNow().getTime() + 86_400_000).toISOString();
    const rows = (manager: EntityManager) => manager.query<object[]>('SELECT id FROM young_person');
    const plans = (manager: EntityManager) => manager.query<object[]>('SELECT id FROM plan');
    const trace = (manager: EntityManager, personId: number, caseId: number) => manager.query(`INSERT INTO audit_event (happened_at, person_id, name, case_id) VALUES (now(), $1, 'case.read', $2)`, [personId, caseId]);
    const web = () => test.app.get<DataSource>(getDataSourceToken(WEB));
    let placed: Awaited<ReturnType<typeof planAgreed>>;
    let caseId: number;
    beforeAll(async () => {
      placed = await planAgreed(test);
      const [row] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [placed.reference]);
      caseId = row?.id ?? 0;
    });

    it('follows what the transaction itself writes, and what it takes back', async () => {
      await web().transaction(async (manager) => {
        await open(manager, 'keyWorker');
        const all = (await rows(manager)).length;
        await trace(manager, test.region.people.keyWorker, caseId);
        expect(await plans(manager)).not.toEqual([]);
        await manager.query(`SAVEPOINT before; SET LOCAL ROLE lsa_engine; UPDATE key_worker_assignment SET until_at = from_at + interval '1 second' WHERE case_id = ${caseId}; SET LOCAL ROLE NONE`);
        expect(await rows(manager)).toHaveLength(all - 1);
        expect(await plans(manager)).toEqual([]);
        await manager.query('ROLLBACK TO before');
        expect(await rows(manager)).toHaveLength(all);
        expect(await plans(manager)).not.toEqual([]);
      });
    });

    it.each([
      ['an exclusion', `INSERT INTO case_exclusion (case_id, person_id, reason, recorded_by, recorded_at) SELECT $1, $2, 'relative', $2, now()`, 'DELETE FROM case_exclusion WHERE case_id = $1 AND person_id = $2'],
      ['the end of their time', `UPDATE key_worker_assignment SET until_at = from_at + interval '1 second' WHERE case_id = $1 AND person_id = $2`, 'UPDATE key_worker_assignment SET until_at = NULL WHERE case_id = $1 AND person_id = $2'],
    ])('follows %s that somebody else commits meanwhile, from the next statement on', async (_what, ends, mends) => {
      const values = [caseId, test.region.people.keyWorker];
      await web().transaction(async (manager) => {
        await open(manager, 'keyWorker');
        await trace(manager, test.region.people.keyWorker, caseId);
        const before = await rows(manager);
        expect(await plans(manager)).not.toEqual([]);
        await test.operator.query(ends, values);
        expect(await rows(manager)).toHaveLength(before.length - 1);
        expect(await plans(manager)).toEqual([]);
        await test.operator.query(mends, values);
        expect(await rows(manager)).toEqual(before);
      });
    });

    it('is nothing that anybody may write: not made up, not of somebody else, not of an earlier transaction', async () => {
      const kept = await web().transaction(async (manager) => {
        await open(manager, 'keyWorker');
        await trace(manager, test.region.people.keyWorker, caseId);
        expect([(await rows(manager)).length > 0, (await plans(manager)).length]).toEqual([true, 1]);
        return manager.query<{ name: string; value: string }[]>(KEPT);
      });
      expect(kept.map(({ name }) => name)).toEqual(expect.arrayContaining(['person_id', 'cases_read', 'opened_placements_read']));
      const bare = kept.map(({ name, value }) => ({ name, value: value.slice(64) }));
      for (const [forged, who] of [[kept, 'outsider'], [bare, 'outsider'], [kept, null], [bare, null], [kept, 'keyWorker']] as const) {
        await web().transaction(async (manager) => {
          await manager.query(SESSION, [who === null ? '' : test.token(who === 'outsider' ? 'administrator' : who), dayAfter()]);
          for (const { name, value } of forged) await manager.query('SELECT set_config($1, $2, true)', [`authz.${name}`, value]);
          // Whose it is, is somebody's own again; the trace of another transaction is none.
          if (who !== 'keyWorker') expect(await rows(manager)).toEqual([]);
          expect(await plans(manager)).toEqual([]);
        });
      }
    });

    it('has a key that nobody reads', async () => {
      for (const statement of ['SELECT key FROM authz.seal_key', 'SELECT authz.seal_key()', `SELECT authz.seal('person_id 1')`]) {
        for (const role of ['lsa_web', 'lsa_engine', 'lsa_door', 'lsa_public']) {
          await expect(web().transaction(async (manager) => {
            if (role !== 'lsa_web') await manager.query(`SET LOCAL ROLE ${role}`);
            await manager.query(statement);
          })).rejects.toThrow('permission denied');
        }
      }
    });
  });

  it('is not to be had with a forged number of a person', async () => {
    await planAgreed(test);
    const pool = test.app.get<DataSource>(getDataSourceToken(WEB));
    const rows = await pool.transaction(async (manager) => {
      for (const name of ['app.person', 'app.person_id', 'app.actor']) await manager.query('SELECT set_config($1, $2, true)', [name, String(test.region.people.head)]);
      return manager.query<object[]>('SELECT * FROM young_person');
    });
    expect(rows).toEqual([]);
  });
});
