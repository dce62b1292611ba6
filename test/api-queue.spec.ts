import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EscalationsSheet } from '../src/escalations/escalations.sheet.js';
import { csvOf } from '../src/web/sheet.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, type Who } from './support/region.js';
import { caseRegistered, emergencyRaised, planMissed, planWritten } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

describe('somebody with a token', () => {
  it('reads who they are and which posts they hold', async () => {
    const { status, body } = await api.get('keyContact', '/me');
    expect([status, body]).toEqual([200, expect.objectContaining({ name: 'Priya Shah', organisation: 'Birmingham', posts: [{ post: 'key-contact', authorityCode: BIRMINGHAM, providerId: null, team: null, covered: false }] })]);
  });

  it('reads what waits for them, and for others', async () => {
    await caseRegistered(test);
    const { body } = await api.get<{ duties: object; mine: object; waiting: { forYou: number; forOthers: number } }>('manager', '/home');
    // The manager owes a key worker (SC1), the key contact this term's plan (VS5).
    expect(body.waiting).toEqual({ forYou: 1, forOthers: 1 });
    expect((await api.get<typeof body>('keyContact', '/home')).body.waiting).toEqual({ forYou: 1, forOthers: 1 });
  });

  it('is known by the token alone', async () => {
    expect(await api.refusal(null, 'GET', '/me')).toEqual([401, 'NOT_SIGNED_IN']);
    expect(await api.refusal(null, 'GET', '/me', undefined, { authorization: 'Bearer lsa_nobodys' })).toEqual([401, 'NOT_SIGNED_IN']);
  });
});

describe('duties', () => {
  it('are listed by due time, with counts, a page at a time', async () => {
    await emergencyRaised(test);
    await planWritten(test);
    const all = await api.get<{ items: { key: string; clause: string }[]; total: number; after: string }>('keyWorker', '/duties?mine=true&limit=2');
    expect([all.body.items.length, all.body.after]).toEqual([2, '2']);
    const next = await api.get<typeof all.body>('keyWorker', `/duties?mine=true&limit=2&after=${all.body.after}`);
    expect(next.body.items[0]?.key).not.toBe(all.body.items[0]?.key);
    const plans = await api.get<typeof all.body>('keyWorker', '/duties?clause=KW3&when=later');
    expect(new Set(plans.body.items.map(({ clause }) => clause))).toEqual(new Set(['KW3']));
  });

  it('are explained as on the command line', async () => {
    const { body } = await api.get('administrator', '/duties/explain?clause=KW3&startsOn=2026-10-01');
    expect(body).toMatchObject({ clause: 'KW3', dueOn: '2026-10-31', missedFrom: '2026-11-01T00:00:00Z', known: true, targetOn: '2026-09-30' });
    expect((await api.get('administrator', '/duties/explain?clause=KW8&raisedAt=2027-03-27T12:00:00Z')).body).toMatchObject({ dueAt: '2027-03-28T12:00:00Z' });
    expect((await api.get('administrator', '/duties/explain?clause=EP11M&occurredAt=2028-12-28')).body).toMatchObject({ dueOn: null, missedFrom: null, known: false });
  });
});

describe('the escalation queue', () => {
  it('shows a missed plan, which is taken, annotated, handed over and closed for a reason', async () => {
    const { reference, placementId, escalationId } = await planMissed(test);
    const queue = await api.get<{ items: { id: number }[] }>('keyContact', '/escalations?level=1&clause=KW3');
    expect(queue.body.items).toContainEqual(expect.objectContaining({ id: escalationId, caseReference: reference, dutyKey: `KW3/placement-${placementId}`, takenBy: null }));
    const item = `/escalations/${escalationId}`;
    const read = await api.get<{ owedBy: string[]; owers: { name: string; role: string; phone: string | null }[]; allowed: string[]; holdBy: string | null }>('keyContact', item);
    expect(read.body).toMatchObject({ owedBy: ['key-worker', 'designated-person'], owers: [{ name: 'Kofi Mensah', role: 'key-worker' }, { name: 'Dan Pike', role: 'designated-person' }] });
    expect([read.body.allowed, read.body.holdBy]).toEqual([['escalation.take', 'escalation.note', 'escalation.hand-over', 'escalation.resolve'], 'hold']);
    const listedFor = async (role: string) => (await api.get<{ items: { id: number }[] }>('keyContact', `/escalations?owedBy=${role}&limit=100`)).body.items.some(({ id }) => id === escalationId);
    expect([await listedFor('designated-person'), await listedFor('team-manager')]).toEqual([true, false]);
    expect(await api.refusal('keyContact', 'GET', '/escalations?owedBy=nobody')).toEqual([422, 'INVALID', expect.stringContaining('owedBy')]);
    // From its page who owes it, a hold and the release are one step away.
    const shown = await pageAs(test, 'keyContact', item);
    expect(shown).toMatch(/mailto:kofi\.mensah@region\.example/);
    expect([...shown.matchAll(/href="([^"]*(?:hold\/new|resolution)[^"]*)"/g)].map(([, href]) => href)).toEqual([`/cases/${reference}/records/hold/new?of=KW3%2Fplacement-${placementId}`, `${item}/resolution`]);
    const taken = await api.post('keyContact', `${item}/take`, undefined, { 'if-match': String(read.headers.etag) });
    expect([taken.status, taken.body['takenBy']]).toEqual([200, { personId: test.region.people.keyContact, name: 'Priya Shah' }]);
    expect(await api.refusal('head', 'POST', `${item}/take`, undefined, { 'if-match': String(read.headers.etag) })).toEqual([412, 'CHANGED_SINCE']);
    expect((await api.post('keyContact', `${item}/notes`, { text: 'Called the college' })).status).toBe(201);
    expect((await api.post('keyContact', `${item}/hand-over`, { personId: test.region.people.head })).status).toBe(200);
    expect((await api.get<{ total: number }>('head', '/escalations?mine=true')).body.total).toBe(1);
    const closed = await api.post<{ closedAt: string; notes: { kind: string }[] }>('head', `${item}/resolve`, { reason: 'The placement never began' });
    expect(closed.body.notes.map(({ kind }) => kind)).toEqual(['taken', 'note', 'handed-over', 'resolved']);
    expect(await api.refusal('head', 'POST', `${item}/notes`, { text: 'Late' })).toEqual([409, 'ALREADY_CLOSED']);
    expect((await api.get<{ items: object[] }>('head', '/escalations?closed=true')).body.items).toContainEqual(expect.objectContaining({ id: escalationId }));
  });

  it('is handed over only to somebody who may take it', async () => {
    const { escalationId } = await planMissed(test);
    for (const who of ['administrator', 'director', 'keyWorker', 'successor', 'designatedPerson', 'neighbourContact'] as const) {
      const refused = await api.refusal('keyContact', 'POST', `/escalations/${escalationId}/hand-over`, { personId: test.region.people[who] });
      expect([who, ...refused]).toEqual([who, 422, 'INVALID', 'personId: UNKNOWN_PERSON']);
    }
    const handed = await api.post('keyContact', `/escalations/${escalationId}/hand-over`, { personId: test.region.people.manager });
    expect([handed.status, handed.body['takenBy']]).toEqual([200, { personId: test.region.people.manager, name: 'Marta Nowak' }]);
  });

  it('tells the Director who has an item of level 3, and nothing of what is written about it', async () => {
    const { escalationId } = await planMissed(test);
    const item = `/escalations/${escalationId}`;
    await api.post('keyContact', `${item}/take`);
    await api.post('keyContact', `${item}/notes`, { text: 'His uncle came to the gate' });
    expect((await api.get('director', item)).status).toBe(404);
    test.setNow('2026-10-26 09:00');
    await test.runJobs();
    const { body } = await api.get<{ items: object[] }>('director', '/escalations?level=3');
    expect(body.items).toContainEqual(expect.objectContaining({ id: escalationId, preferredName: null, takenBy: { personId: test.region.people.keyContact, name: 'Priya Shah' }, notes: [] }));
    expect((await api.get('director', item)).body).toMatchObject({ preferredName: null, notes: [] });
    const exportedFor = async (who: Who) => csvOf(await test.app.get(EscalationsSheet).export(await test.actor(who), {}));
    expect(await exportedFor('head')).toContain('His uncle came to the gate');
    expect(await exportedFor('director')).not.toContain('His uncle');
    expect((await api.get('head', item)).body['notes']).toContainEqual(expect.objectContaining({ text: 'His uncle came to the gate' }));
    await api.post('keyContact', `${item}/resolve`, { reason: 'His uncle has taken him away' });
    expect((await api.get<{ items: object[] }>('director', '/escalations?closed=true')).body.items).toEqual([]);
    expect((await api.get('director', item)).status).toBe(404);
  });

  it('is a file of 50 items at most, with a disclosure for each case in it', async () => {
    const { escalationId, reference } = await planMissed(test);
    const file = async () => csvOf(await test.app.get(EscalationsSheet).export(await test.actor('manager'), {}));
    const before = (await file()).split('\r\n').length;
    const disclosed = () => test.dataSource.query<object[]>(`SELECT d.means, d.to_whom, d.why FROM disclosure d JOIN young_person y ON y.id = d.case_id WHERE y.reference = $1`, [reference]);
    expect(await disclosed()).toEqual([{ means: 'export', to_whom: 'Marta Nowak, Birmingham', why: 'to follow up what was missed' }]);
    const copies = (table: string, of: string, changes: string) => test.operator.query(
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(t) || jsonb_build_object('id', 100000 + n, ${changes}))).* FROM ${table} t, generate_series(1, 50) n WHERE t.id = (${of})`, [escalationId]);
    await copies('duty', 'SELECT duty_id FROM escalation WHERE id = $1', `'key', t.key || '-' || n`);
    await copies('escalation', '$1', `'duty_id', 100000 + n`);
    await expect(file()).rejects.toMatchObject({ status: 409, code: 'TOO_MANY' });
    expect(await disclosed()).toHaveLength(1);
    await test.operator.query('DELETE FROM escalation WHERE id > 100000; DELETE FROM duty WHERE id > 100000');
    expect((await file()).split('\r\n')).toHaveLength(before);
  });

  it('is nothing for a key worker or a designated person', async () => {
    const { escalationId } = await planMissed(test);
    for (const who of ['keyWorker', 'designatedPerson'] as const) {
      expect((await api.get(who, '/escalations')).body).toMatchObject({ items: [], total: 0 });
      expect(await api.refusal(who, 'GET', `/escalations/${escalationId}`)).toEqual([404, 'NOT_FOUND']);
    }
  });
});

describe('organisations and people', () => {
  it('are listed for anyone signed in', async () => {
    expect((await api.get('designatedPerson', '/authorities')).body).toMatchObject({ total: 2, items: [{ code: BIRMINGHAM, name: 'Birmingham' }, {}] });
    const { body } = await api.get('designatedPerson', `/providers?search=ash&authority=E08000026`);
    expect(body).toMatchObject({ total: 1, items: [{ name: 'Ashgrove College', ukprn: '10000001', type: 'further-education-college' }] });
  });

  it('to choose a key worker from are listed for those who may assign one', async () => {
    expect((await api.get<{ items: object[] }>('manager', `/people?authority=${BIRMINGHAM}`)).body.items).toContainEqual({
      id: test.region.people.keyWorker, name: 'Kofi Mensah', email: 'kofi.mensah@region.example', posts: [],
    });
    expect(await api.refusal('keyWorker', 'GET', `/people?authority=${BIRMINGHAM}`)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('neighbourManager', 'GET', `/people?authority=${BIRMINGHAM}`)).toEqual([403, 'NOT_ALLOWED']);
  });
});

it('has tried every operation on duties, the queue, organisations and people', () => {
  const named = api.description.operations.map(({ id }) => id).filter((id) => /^(Home|Duties|Escalations|Organisations|People)\./.test(id));
  expect([...api.done]).toEqual(expect.arrayContaining(named));
});
