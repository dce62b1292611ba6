import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import type { Who } from './support/region.js';
import { emergencyRaised, planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

interface Emergency {
  id: number;
  quiet: boolean;
  howToReach: string | null;
  acknowledgedAt: string | null;
  acknowledgedByName: string | null;
  respondedAt: string | null;
}

describe('an emergency (KW8)', () => {
  it('is raised by anybody with the full view, the Virtual Head included', async () => {
    const { reference } = await planAgreed(test);
    for (const who of ['keyWorker', 'manager', 'keyContact', 'head', 'designatedPerson'] as const) {
      expect([who, (await api.post(who, `/cases/${reference}/emergencies`, { whatHappened: 'Missing' })).status]).toEqual([who, 201]);
    }
    expect(await api.refusal('neighbourContact', 'POST', `/cases/${reference}/emergencies`, { whatHappened: 'Missing' })).toEqual([403, 'NOT_ALLOWED']);
  });

  it('is taken in hand before it is answered; the answer is still owed', async () => {
    const { reference, emergencyId } = await emergencyRaised(test);
    const path = `/cases/${reference}/emergencies/${emergencyId}`;
    test.setNow('2026-10-24 22:20');
    const { status, body } = await api.post<Emergency>('keyWorker', `${path}/acknowledgement`);
    expect([status, body]).toEqual([201, expect.objectContaining({ acknowledgedByName: 'Kofi Mensah', respondedAt: null })]);
    expect(new Date(body.acknowledgedAt ?? '')).toEqual(new Date('2026-10-24T21:20:00Z'));
    expect(await api.refusal('manager', 'POST', `${path}/acknowledgement`)).toEqual([409, 'ALREADY_ACKNOWLEDGED']);
    const { items } = (await api.get<{ items: object[] }>('keyWorker', `/cases/${reference}/duties`)).body;
    expect(items).toContainEqual(expect.objectContaining({ key: `KW8/emergency-${emergencyId}`, status: 'open' }));
    expect((await api.post('keyWorker', `${path}/response`, { response: 'Found him' })).status).toBe(201);
  });

  it('is not taken in hand by a provider, nor once it is answered', async () => {
    const { reference, emergencyId } = await emergencyRaised(test);
    const path = `/cases/${reference}/emergencies/${emergencyId}`;
    expect(await api.refusal('designatedPerson', 'POST', `${path}/acknowledgement`)).toEqual([403, 'NOT_ALLOWED']);
    await api.post('keyWorker', `${path}/response`, { response: 'Found him' });
    expect(await api.refusal('keyWorker', 'POST', `${path}/acknowledgement`)).toEqual([409, 'ALREADY_ANSWERED']);
  });
});

describe('a quiet emergency', () => {
  /** Raised at 22:00 on Saturday 24 October 2026, by `who`. */
  async function quietly(who: Who) {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-24 22:00');
    const input = { whatHappened: 'Afraid of somebody at the college', quiet: true, howToReach: 'Text only, after six', placementId };
    const { body } = await api.post<Emergency>(who, `/cases/${reference}/emergencies`, input);
    await test.runJobs();
    return { reference, emergencyId: body.id, path: `/cases/${reference}/emergencies/${body.id}` };
  }

  /** Everything that somebody can read of a case, as one text. */
  async function allThatIsRead(who: Who, reference: string): Promise<string> {
    const paths = [`/cases/${reference}`, `/cases/${reference}/duties`, `/cases/${reference}/messages`, `/cases/${reference}/timeline?limit=100`, '/duties?limit=100', `/cases?search=${reference}`];
    const read = await Promise.all(paths.map(async (path) => JSON.stringify((await test.get(who, `/api/v1${path}`)).body)));
    return read.join('\n');
  }

  it('is unknown to the provider wherever it looks, and known to the home authority', async () => {
    const { reference, emergencyId, path } = await quietly('keyWorker');
    await api.post('manager', `${path}/acknowledgement`);
    expect(await api.refusal('designatedPerson', 'GET', path)).toEqual([404, 'NOT_FOUND']);
    const read = await allThatIsRead('designatedPerson', reference);
    const home = await allThatIsRead('keyContact', reference);
    for (const trace of [`KW8/emergency-${emergencyId}"`, `"emergency-${emergencyId}"`, '"event":"emergency.raise"', 'Afraid of', 'Text only']) {
      expect([trace, read.includes(trace), home.includes(trace)]).toEqual([trace, false, true]);
    }
  });

  it('is left out of the counts of a provider', async () => {
    const { reference } = await quietly('keyWorker');
    // What is between the young person and the home authority is not counted for a provider either.
    const [row] = await test.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM duty d JOIN young_person y ON y.id = d.case_id WHERE y.reference = $1 AND d.outcome = 'open' AND d.clause IN ('KW9', 'VS3', 'VS5', 'VS6')`, [reference],
    );
    const open = async (who: Who) => (await api.get<{ items: { openDuties: number }[] }>(who, `/cases?search=${reference}`)).body.items[0]?.openDuties ?? 0;
    expect((await open('keyContact')) - (await open('designatedPerson'))).toBe(1 + (row?.count ?? 0));
  });

  it('is not told to the provider by e-mail, in three days without an answer', async () => {
    const { reference } = await quietly('keyWorker');
    test.setNow('2026-10-27 23:00');
    await test.runJobs();
    const told = await test.dataSource.query<{ email: string }[]>(
      `SELECT DISTINCT p.email FROM notice n JOIN duty d ON d.id = n.duty_id AND d.clause = 'KW8' JOIN young_person y ON y.id = d.case_id AND y.reference = $1
       JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id JOIN person p ON p.id = m.person_id WHERE p.provider_id IS NOT NULL`,
      [reference],
    );
    expect(told).toEqual([]);
  });

  it('is seen by the provider that raised it itself', async () => {
    const { path } = await quietly('designatedPerson');
    expect((await api.get<Emergency>('designatedPerson', path)).body).toMatchObject({ quiet: true, howToReach: 'Text only, after six' });
  });
});
