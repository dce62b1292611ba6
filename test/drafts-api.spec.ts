import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { FormBrowser } from './support/form-browser.js';
import { emailOf, PASSWORD } from './support/region.js';
import { planMissed, planWritten } from './support/situations.js';
import { accessGiven, cameInFully, ownToken } from './support/young-person.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

interface Draft { id: number; page: string; action: string; version: number; fields?: Record<string, unknown> }
const REGISTER = { page: '/register', action: '/register', fields: { preferredName: 'Ida', password: 'hunter2', _token: 'x' } };

describe('a form that somebody has not sent', () => {
  let id: number;

  it('is kept at 14:00 on Monday 15 June 2026 without what lets somebody in, and read back by whoever typed it', async () => {
    test.setNow('2026-06-15 14:00');
    const made = await api.post<Draft>('manager', '/drafts', REGISTER);
    id = made.body.id;
    expect([made.status, made.headers.location, made.headers.etag]).toEqual([201, `/api/v1/drafts/${id}`, '"1"']);
    expect(made.body).toEqual({ id, page: '/register', action: '/register', version: 1, begunAt: '2026-06-15T13:00:00Z', savedAt: '2026-06-15T13:00:00Z' });
    expect((await api.get<Draft>('manager', `/drafts/${id}`)).body).toEqual({ ...made.body, fields: { preferredName: 'Ida' } });
    expect((await api.get<{ items: Draft[] }>('manager', '/drafts')).body).toEqual({ items: [made.body], total: 1, after: null });
  });

  it('is gone on with from the version that was read, and from no other', async () => {
    const { headers, body } = await api.put<Draft>('manager', `/drafts/${id}`, { fields: { preferredName: 'Ida', teams: ['North', 'South'] } }, { 'if-match': '"1"' });
    expect([headers.etag, body.version]).toEqual(['"2"', 2]);
    expect(await api.refusal('manager', 'PUT', `/drafts/${id}`, { fields: { preferredName: 'Ada' } }, { 'if-match': '"1"' })).toEqual([412, 'CHANGED_SINCE']);
    expect((await api.get<Draft>('manager', `/drafts/${id}`)).body.fields).toEqual({ preferredName: 'Ida', teams: ['North', 'South'] });
  });

  it('stands on its page, and one of a page is there for programs', async () => {
    const browser = new FormBrowser(Number(new URL(test.config.publicUrl).port));
    await browser.signIn(emailOf('manager'), PASSWORD);
    expect((await browser.get('/register')).body).toContain('value="Ida"');
    expect((await browser.post('/drafts', { _draft: '7d1f4f0e-54c5-4a0e-9d5e-2f5f6ce5c001.0', _page: '/absences', _action: '/absences', personId: '3' })).statusCode).toBe(201);
    const { items } = (await api.get<{ items: Draft[] }>('manager', '/drafts')).body;
    expect(items.map(({ page }) => page)).toEqual(['/absences', '/register']);
    expect((await api.get<Draft>('manager', `/drafts/${items[0]?.id}`)).body.fields).toEqual({ personId: '3' });
  });

  it('is there for nobody else', async () => {
    for (const who of ['head', 'keyWorker', 'administrator', 'designatedPerson'] as const) {
      expect((await api.get(who, '/drafts')).body).toEqual({ items: [], total: 0, after: null });
      for (const [method, body] of [['GET', undefined], ['PUT', { fields: { a: 'b' } }], ['DELETE', undefined]] as const) expect([who, method, await api.refusal(who, method, `/drafts/${id}`, body)]).toEqual([who, method, [404, 'NOT_FOUND']]);
    }
    const [row] = await test.operator.query<{ fields: string }[]>('SELECT fields::text FROM draft WHERE id = $1', [id]);
    expect(row?.fields).not.toContain('Ida');
  });

  it('is thrown away, once', async () => {
    expect((await api.delete('manager', `/drafts/${id}`)).status).toBe(204);
    expect(await api.refusal('manager', 'DELETE', `/drafts/${id}`)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('manager', 'GET', `/drafts/${id}`)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('manager', 'PUT', `/drafts/${id}`, { fields: { a: 'b' } })).toEqual([404, 'NOT_FOUND']);
  });

  it.each([
    ['with nothing but a password in it', { ...REGISTER, fields: { password: 'x' } }],
    ['on a page about signing in', { ...REGISTER, page: '/account/password' }],
    ['that is sent to another site', { ...REGISTER, action: 'https://elsewhere.example/' }],
    ['too large', { ...REGISTER, fields: { text: 'x'.repeat(200_001) } }],
  ])('is not kept %s', async (_what, body) => {
    expect(await api.refusal('manager', 'POST', '/drafts', body)).toEqual([422, 'NOTHING_TO_KEEP']);
  });

  it('is not kept where its fields are no object', async () => {
    expect(await api.refusal('manager', 'POST', '/drafts', { ...REGISTER, fields: 'Ida' })).toEqual([422, 'INVALID', expect.stringMatching(/^fields: /)]);
  });
});

describe('a form of a case', () => {
  it('is read while its case may be opened, which is a look at it; thrown away it is also after that', async () => {
    const { reference, placementId } = await planWritten(test);
    const page = `/cases/${reference}/placements/${placementId}/plan/sections/health`;
    const { body: { id } } = await api.post<Draft>('designatedPerson', '/drafts', { page, action: page, fields: { text: 'Sees the nurse on Tuesdays' } });
    const looks = async () => (await test.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM audit_event e JOIN young_person y ON y.id = e.case_id WHERE y.reference = $1 AND e.person_id = $2 AND e.name = 'case.read'`, [reference, test.region.people.designatedPerson]))[0]?.n ?? 0;
    const before = await looks();
    expect((await api.get<Draft>('designatedPerson', `/drafts/${id}`)).body.fields).toEqual({ text: 'Sees the nurse on Tuesdays' });
    expect(await looks()).toBe(before + 1);
    expect((await api.post('manager', `/cases/${reference}/exclusions`, { personId: test.region.people.designatedPerson, reason: 'relative' })).status).toBe(204);
    expect(await api.refusal('designatedPerson', 'GET', `/drafts/${id}`)).toEqual([404, 'NOT_FOUND']);
    expect((await api.delete('designatedPerson', `/drafts/${id}`)).status).toBe(204);
  });

  it('is one of its queue item, too', async () => {
    const { reference } = await planMissed(test);
    await test.runJobs();
    const { body: { items } } = await api.get<{ items: { id: number; caseReference: string }[] }>('keyContact', '/escalations?limit=200');
    const page = `/escalations/${items.find((item) => item.caseReference === reference)?.id}`;
    const { body: { id } } = await api.post<Draft>('keyContact', '/drafts', { page, action: `${page}/notes`, fields: { text: 'Called twice' } });
    expect((await api.get<Draft>('keyContact', `/drafts/${id}`)).body.fields).toEqual({ text: 'Called twice' });
    expect((await api.post('manager', `/cases/${reference}/exclusions`, { personId: test.region.people.keyContact, reason: 'relative' })).status).toBe(204);
    expect(await api.refusal('keyContact', 'GET', `/drafts/${id}`)).toEqual([404, 'NOT_FOUND']);
  });
});

describe('a young person', () => {
  it('has their own with their PIN, on their page as well, and staff have none of them', async () => {
    const { reference } = await planWritten(test);
    const person = await accessGiven(test, reference);
    const phone = await cameInFully(test, reference);
    const authorization = `Bearer ${await ownToken(test, person)}`;
    const made = await api.call<Draft>(null, 'POST', '/me/drafts', { page: '/me/say', action: '/me/say', fields: { ownWords: 'A quiet room' } }, { authorization });
    expect(made.status).toBe(201);
    expect((await phone.get('/me/say')).body).toContain('A quiet room');
    expect((await api.call<Draft>(null, 'GET', `/me/drafts/${made.body.id}`, undefined, { authorization })).body.fields).toEqual({ ownWords: 'A quiet room' });
    expect((await api.call<Draft>(null, 'PUT', `/me/drafts/${made.body.id}`, { fields: { ownWords: 'A quiet room, please' } }, { authorization })).body.version).toBe(2);
    for (const path of [`/drafts/${made.body.id}`, `/me/drafts/${made.body.id}`]) expect([path, await api.refusal('keyWorker', 'GET', path)]).toEqual([path, [404, 'NOT_FOUND']]);
    expect((await api.call(null, 'DELETE', `/me/drafts/${made.body.id}`, undefined, { authorization })).status).toBe(204);
    expect((await api.call<{ items: Draft[] }>(null, 'GET', '/me/drafts', undefined, { authorization })).body.items).toEqual([]);
  });
});
