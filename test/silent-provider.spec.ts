import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

interface Notice { id: number; legs: { channel: string; to: string; status: string }[] }

describe('a provider that stays silent (EP11)', () => {
  it.each(['keyWorker', 'manager', 'keyContact'] as const)('is owed nothing less: the %s reports the suspension, and the provider owes the four legs', async (who) => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-30 16:00');
    const { status, body } = await api.post<Notice>(who, `/cases/${reference}/risk-notices`, { placementId, kind: 'suspended', whatHappened: 'He was sent home, says his carer', occurredAt: '2026-10-29T11:00' });
    expect([status, body.legs.map(({ status: leg }) => leg)]).toEqual([201, ['missed', 'missed', 'missed', 'missed']]);
    expect(await api.refusal(who, 'POST', `/cases/${reference}/risk-notices/${body.id}/calls`, { to: 'key-worker', outcome: 'spoke' })).toEqual([403, 'NOT_ALLOWED']);
    await api.post('designatedPerson', `/cases/${reference}/risk-notices/${body.id}/calls`, { to: 'key-worker', outcome: 'spoke' });
    await test.runJobs();
    const mails = await test.dataSource.query<{ name: string }[]>(
      `SELECT p.name FROM message m JOIN message_notice mn ON mn.message_id = m.id JOIN notice n ON n.id = mn.notice_id AND n.stage = 'notice' AND n.clause = 'EP11'
       JOIN duty d ON d.id = n.duty_id AND d.placement_id = $1 JOIN person p ON p.id = m.person_id ORDER BY p.name`, [placementId]);
    expect(mails.map(({ name }) => name)).toEqual(['Kofi Mensah', 'Priya Shah']);
  });
});

describe('while nobody is designated person', () => {
  const vacate = (untilOn: string | null) => test.dataSource.query('UPDATE post_holding SET until_on = $1 WHERE person_id = $2', [untilOn, test.region.people.designatedPerson]);

  it('the signatory has their part: the cases, the risk notices and their calls, until somebody is in post', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-30 16:00');
    expect(await api.refusal('signatory', 'GET', `/cases/${reference}`)).toEqual([404, 'NOT_FOUND']);
    await vacate('2026-10-30');
    const { status, body } = await api.post<Notice>('signatory', `/cases/${reference}/risk-notices`, { placementId, kind: 'suspended', whatHappened: 'A fight' });
    expect(status).toBe(201);
    expect((await api.post('signatory', `/cases/${reference}/risk-notices/${body.id}/calls`, { to: 'key-worker', outcome: 'spoke' })).status).toBe(201);
    const { items } = (await api.get<{ items: { reference: string }[] }>('signatory', '/cases?limit=100')).body;
    expect(items.map((one) => one.reference)).toContain(reference);
    await test.runJobs();
    const [mail] = await test.dataSource.query<{ text: string }[]>(`SELECT m.text FROM message m WHERE m.person_id = $1 AND m.text LIKE '%' || $2 || '%' ORDER BY m.id DESC LIMIT 1`, [test.region.people.signatory, reference]);
    expect(mail?.text).toContain(`/cases/${reference}`);
    await vacate(null);
    expect(await api.refusal('signatory', 'GET', `/cases/${reference}`)).toEqual([404, 'NOT_FOUND']);
  });

  it('the signatory holds the review of the plan with the key worker (KW4), and both halves of the provider’s side of the annual review (IM5)', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-30 16:00');
    const [agreement] = await test.dataSource.query<{ id: number }[]>(
      `INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, 'E08000025', now(), '2026-09-01') RETURNING id`, [test.region.providers.ashgrove]);
    const review = { heldOn: '2026-10-30', attended: ['young-person', 'key-worker', 'designated-person'], present: 'Zebedee, Kofi Mensah, Prudence Vale', whatChanged: 'Settled in', youngPersonsView: 'It is fine', feelsSafe: 'yes' };
    const path = `/cases/${reference}/placements/${placementId}/reviews`;
    expect(await api.refusal('signatory', 'POST', path, review)).toEqual([404, 'NOT_FOUND']);
    await vacate('2026-10-30');
    expect((await api.post('signatory', path, review)).status).toBe(201);
    const kept = await test.dataSource.query<{ outcome: string }[]>(`SELECT outcome FROM duty WHERE clause = 'KW4' AND placement_id = $1 AND met_on = '2026-10-30'`, [placementId]);
    expect(kept).toEqual([{ outcome: 'met' }]);
    const annual = `/agreements/${agreement?.id}/review`;
    expect((await api.put('signatory', `${annual}/provider`, { views: 'A good year', needs: 'Plans sooner' })).status).toBe(200);
    await api.put('signatory', `${annual}/contacts`, { signatory: 'right', designatedPerson: 'to put right' });
    const { body } = await api.put<{ contacts: object[] }>('signatory', `${annual}/clauses/KW3/provider-evidence`, { providerEvidence: 'All in time' });
    expect(body.contacts).toContainEqual(expect.objectContaining({ post: 'designated-person', name: null, state: 'to put right' }));
    await vacate(null);
  });

  it('because whoever holds the post is not active any more, too', async () => {
    const { reference } = await planAgreed(test);
    const active = (is: boolean) => test.dataSource.query('UPDATE person SET active = $1 WHERE id = $2', [is, test.region.people.designatedPerson]);
    await active(false);
    expect((await api.get('signatory', `/cases/${reference}`)).status).toBe(200);
    await active(true);
  });
});
