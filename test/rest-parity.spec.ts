import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { BIRMINGHAM } from './support/region.js';
import { emergencyRaised, planAgreed, suspension } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

interface Page<T = { id: number }> { items: T[]; total: number; after: string | null }

describe('what the pages show, the API answers', () => {
  it('who answers an emergency of the case now (KW8)', async () => {
    const { reference } = await emergencyRaised(test);
    const { body } = await api.get<Page<{ name: string; phone: string; standingInFor: string | null }>>('designatedPerson', `/cases/${reference}/emergencies/responders`);
    expect(body.items).toEqual([expect.objectContaining({ name: 'Kofi Mensah', phone: expect.stringMatching(/^07700 900/), role: 'key-worker', standingInFor: null })]);
    await api.post('manager', `/cases/${reference}/key-worker/ending`);
    expect((await api.get<Page<object>>('designatedPerson', `/cases/${reference}/emergencies/responders`)).body.items).toEqual([expect.objectContaining({ name: 'Marta Nowak', standingInFor: 'key-worker' })]);
    expect(await api.refusal('otherDesignatedPerson', 'GET', `/cases/${reference}/emergencies/responders`)).toEqual([404, 'NOT_FOUND']);
  });

  it('whom a risk notice is for, their numbers, and what became of the e-mails (EP11)', async () => {
    const { reference, noticeId } = await suspension(test);
    await test.runJobs();
    const path = `/cases/${reference}/risk-notices/${noticeId}/recipients`;
    const { body } = await api.get<{ recipients: { to: string; holders: object[]; emails: object[] }[]; youAre: string[] }>('designatedPerson', path);
    expect(body.recipients).toEqual([
      { to: 'key-worker', holders: [expect.objectContaining({ name: 'Kofi Mensah', phone: expect.any(String) })], emails: [expect.objectContaining({ state: 'kept', to: 'Kofi Mensah' })] },
      { to: 'key-contact', holders: [expect.objectContaining({ name: 'Priya Shah' })], emails: [expect.objectContaining({ state: 'kept', to: 'Priya Shah' })] },
    ]);
    const youAre = async (who: 'keyWorker' | 'keyContact') => (await api.get<{ youAre: string[] }>(who, path)).body.youAre;
    expect([body.youAre, await youAre('keyWorker')]).toEqual([[], ['key-worker']]);
    await test.dataSource.query(`INSERT INTO post_holding (person_id, post, authority_code, from_on) SELECT person_id, 'key-contact', $2, '2026-10-01' FROM key_worker_assignment a JOIN young_person y ON y.id = a.case_id WHERE y.reference = $1`, [reference, BIRMINGHAM]);
    expect(await youAre('keyWorker')).toEqual(['key-worker', 'key-contact']);
    await test.dataSource.query(`DELETE FROM post_holding WHERE post = 'key-contact' AND person_id = $1`, [test.region.people.keyWorker]);
    expect(await api.refusal('otherDesignatedPerson', 'GET', path)).toEqual([404, 'NOT_FOUND']);
  });

  it('what stands against an ending by the provider, before it is tried (EP12)', async () => {
    const { reference, placementId, noticeId } = await suspension(test);
    const path = `/cases/${reference}/placements/${placementId}/ending/blockers`;
    const codes = async (query = '') => (await api.get<Page<{ code: string }>>('designatedPerson', `${path}${query}`)).body.items.map(({ code }) => code);
    expect(await codes('?endedOn=2026-10-29')).toEqual(['NO_RISK_NOTICE']);
    expect(await codes()).toEqual(['LEG_OPEN', 'LEG_OPEN', 'LEG_OPEN', 'LEG_OPEN', 'MEETING_NOT_HELD']);
    await api.post('designatedPerson', `/cases/${reference}/risk-notices/${noticeId}/calls`, { to: 'key-worker', outcome: 'spoke' });
    expect(await codes()).toHaveLength(4);
    expect(await api.refusal('designatedPerson', 'GET', `${path}?endedOn=tomorrow`)).toEqual([422, 'INVALID', 'endedOn: NOT_A_DATE']);
  });

  it('duties and corrections in pages', async () => {
    const { reference, placementId } = await planAgreed(test);
    for (const level of [1, 3, 4]) await api.post('keyWorker', `/cases/${reference}/facts/placement/${placementId}/corrections`, { reason: 'It was another level', values: { level } });
    for (const list of ['duties', 'corrections']) {
      const all = (await api.get<Page>('keyWorker', `/cases/${reference}/${list}`)).body;
      const first = (await api.get<Page>('keyWorker', `/cases/${reference}/${list}?limit=2`)).body;
      const second = (await api.get<Page>('keyWorker', `/cases/${reference}/${list}?limit=200&after=${first.after}`)).body;
      expect([first.items.length, first.total, second.after]).toEqual([2, all.total, null]);
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
    }
  });
});
