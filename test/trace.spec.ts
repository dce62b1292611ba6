import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { AuditService } from '../src/audit/audit.service.js';
import { UnitOfWork, WEB } from '../src/database/unit-of-work.js';
import { SignedInPeople } from '../src/sign-in/signed-in-people.service.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { CaseWork } from '../src/young-people/case-work.service.js';
import { inspectorLetIn } from './support/inspector-let-in.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { openDatabase } from './support/database.js';
import { planAgreed, planMissed, suspension } from './support/situations.js';

let test: TestApplication;
let operator: DataSource;
beforeAll(async () => {
  test = await startTestApplication();
  operator = await openDatabase(test.config.databaseUrl);
});
afterAll(async () => {
  await operator.destroy();
  await test.close();
});

interface Event {
  name: string;
  case: string | null;
  subject: string | null;
  capacity: string | null;
  purpose: string | null;
  reason: string | null;
  outcome: string;
  session: string | null;
}

/** The newest events, the newest last. */
const newest = (count: number): Promise<Event[]> =>
  test.dataSource.query(
    `SELECT * FROM (SELECT e.id AS number, e.name, y.reference AS case, e.subject, e.capacity, e.purpose, e.reason, e.outcome, e.session
     FROM audit_event e LEFT JOIN young_person y ON y.id = e.case_id ORDER BY e.id DESC LIMIT $1) newest ORDER BY number`,
    [count],
  );

it('says as what and why a case was opened, by page and by API, and with which token', async () => {
  const { reference, escalationId } = await planMissed(test);
  const session = `token-${hashSecret(test.token('keyWorker')).slice(0, 16)}`;
  await test.get('keyWorker', `/api/v1/cases/${reference}`);
  expect(await newest(1)).toEqual([expect.objectContaining({ name: 'case.read', case: reference, capacity: 'key-worker', purpose: 'direct-care', outcome: 'done', reason: null, session })]);
  await test.get('designatedPerson', `/api/v1/cases/${reference}/timeline`);
  expect((await newest(1))[0]).toMatchObject({ name: 'case.read', capacity: 'designated-person', purpose: 'oversight' });
  await test.post('designatedPerson', `/api/v1/cases/${reference}/emergencies`, { whatHappened: 'He has not come home' });
  expect(await newest(3)).toContainEqual(expect.objectContaining({ name: 'emergency.raise', capacity: 'designated-person', purpose: 'emergency' }));
  await test.get('keyContact', `/api/v1/escalations/${escalationId}`);
  expect((await newest(1))[0]).toMatchObject({ name: 'case.read', case: reference, capacity: 'key-contact', purpose: 'escalation' });
  await test.post('keyContact', `/api/v1/escalations/${escalationId}/take`, {});
  expect(await newest(2)).toContainEqual(expect.objectContaining({ name: 'escalation.take', capacity: 'key-contact', purpose: 'escalation' }));
});

it('says that a neighbouring Virtual School opened the limited view as such', async () => {
  const { reference } = await suspension(test);
  await test.get('neighbourContact', `/api/v1/cases/${reference}`);
  expect((await newest(1))[0]).toMatchObject({ name: 'case.read', capacity: 'local-virtual-school' });
});

it('keeps that somebody was refused, at a case they have no part in and at one where their part is not enough', async () => {
  const { reference } = await suspension(test);
  const attempts = [
    ['administrator', 'GET', `/api/v1/cases/${reference}`, 404],
    ['administrator', 'GET', `/api/v1/cases/${reference.toLowerCase()}/duties`, 404],
    ['keyWorker', 'POST', `/api/v1/cases/${reference}/key-worker`, 403],
  ] as const;
  for (const [who, method, url, status] of attempts) {
    const body = method === 'POST' ? { personId: test.region.people.successor, kind: 'social-worker', authorityToActConfirmed: true } : undefined;
    expect([url, (await test.send(who, method, url, body)).status]).toEqual([url, status]);
    expect(await newest(1)).toEqual([expect.objectContaining({ name: 'case.refuse', case: reference, subject: reference, outcome: 'refused', capacity: null })]);
  }
});

it('keeps an attempt at a case that does not exist too, so that nobody can tell the two apart by what happens', async () => {
  expect((await test.get('administrator', '/api/v1/cases/LS-222222')).status).toBe(404);
  expect(await newest(1)).toEqual([expect.objectContaining({ name: 'case.refuse', case: null, subject: 'LS-222222', outcome: 'refused' })]);
});

it('keeps nothing of a refusal that is about something else in a case one may open', async () => {
  const { reference } = await suspension(test);
  expect((await test.get('keyWorker', `/api/v1/cases/${reference}/placements/999999`)).status).toBe(404);
  expect(await newest(1)).not.toContainEqual(expect.objectContaining({ name: 'case.refuse' }));
});

it('says in which emergency somebody without a part opened a case, and by whose grant an inspector did', async () => {
  const { reference } = await suspension(test);
  const words = 'He has not come home and nobody of his team answers';
  const { body: access } = await test.post<{ id: number }>('successor', '/api/v1/emergency-access', { reference, reason: 'missing', words });
  expect(await newest(1)).toEqual([expect.objectContaining({ name: 'emergency-access.open', capacity: 'colleague', purpose: 'emergency-access', reason: `emergency-access-${access.id}` })]);
  await test.get('successor', `/api/v1/cases/${reference}`);
  expect(await newest(1)).toEqual([expect.objectContaining({ name: 'case.read', capacity: 'emergency-access', purpose: 'emergency-access', reason: `emergency-access-${access.id}` })]);
  expect(JSON.stringify(await newest(2))).not.toContain('come home');
  const grant = await inspectorLetIn(test, { references: reference });
  const [inspector] = await test.dataSource.query<{ id: number }[]>(`SELECT id FROM person WHERE email = 'ines.pect@inspection.example'`);
  const actor = await test.app.get(SignedInPeople).find(inspector?.id ?? 0);
  if (!actor) throw new Error('there is no inspector');
  await test.app.get(CaseWork).read(actor, reference, () => Promise.resolve());
  expect(await newest(1)).toEqual([expect.objectContaining({ name: 'case.read', capacity: 'inspector', purpose: 'inspection', reason: `inspection-${grant.id}` })]);
});

it('lets nobody act for an exceptional purpose without a reason, neither the application nor the database', async () => {
  const record = (reason?: string) =>
    test.app.get(UnitOfWork).run(() => test.app.get(AuditService).record(test.region.people.head, { name: 'case.read', purpose: 'emergency-access', reason }));
  await expect(record()).rejects.toThrow('needs a reason');
  await record('emergency-access-7');
  expect((await newest(1))[0]).toMatchObject({ purpose: 'emergency-access', reason: 'emergency-access-7' });
  await expect(test.dataSource.query(`INSERT INTO audit_event (happened_at, name, purpose) VALUES ('2026-05-11', 'case.read', 'inspection')`)).rejects.toThrow('violates check constraint');
});

it.each([['session', 'a secret'], ['capacity', 'Key Worker!'], ['purpose', 'because I wanted to'], ['reason', 'Zebedee has not come home'], ['outcome', 'perhaps']])('takes no free text as %s', async (column, text) => {
  await expect(test.dataSource.query(`INSERT INTO audit_event (happened_at, name, ${column}) VALUES ('2026-05-11', 'case.read', $1)`, [text])).rejects.toThrow('violates check constraint');
});

it('opens no case by an event that another server wrote in a transaction of the same number, nor by one that says so itself', async () => {
  const { reference, placementId } = await planAgreed(test);
  const person = test.region.people.keyWorker;
  const seen = await test.app.get<DataSource>(getDataSourceToken(WEB)).transaction(async (manager) => {
    await manager.query(`SELECT set_config('app.session', $1, true)`, [test.token('keyWorker')]);
    const [now] = await manager.query<{ id: string }[]>('SELECT pg_current_xact_id()::text AS id');
    await operator.query(
      `INSERT INTO audit_event (happened_at, person_id, name, case_id, transaction_id, written_at) SELECT now() - interval '1 day', $1, 'case.read', id, $3::text::xid8, now() - interval '1 day' FROM young_person WHERE reference = $2`,
      [person, reference, now?.id],
    );
    return manager.query<object[]>('SELECT id FROM plan WHERE placement_id = $1', [placementId]);
  });
  expect(seen).toEqual([]);
  for (const claim of [`transaction_id) SELECT now(), $1, 'case.read', id, '7'`, `written_at) SELECT now(), $1, 'case.read', id, now() - interval '1 day'`, `epoch) SELECT now(), $1, 'case.read', id, 7`]) {
    await expect(
      test.app.get<DataSource>(getDataSourceToken(WEB)).transaction(async (manager) => {
        await manager.query(`SELECT set_config('app.session', $1, true)`, [test.token('keyWorker')]);
        await manager.query(`INSERT INTO audit_event (happened_at, person_id, name, case_id, ${claim} FROM young_person WHERE reference = $2`, [person, reference]);
      }),
    ).rejects.toThrow('row-level security');
  }
});

it('has left out no purpose of any opening that a request made', async () => {
  expect(await test.dataSource.query(`SELECT name FROM audit_event WHERE request_id IS NOT NULL AND (purpose IS NULL OR session IS NULL OR (capacity IS NULL AND outcome = 'done' AND case_id IS NOT NULL))`)).toEqual([]);
});
