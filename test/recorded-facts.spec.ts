import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { caseRegistered, keyWorkerAssigned, planWritten, suspension } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

describe("a risk notice's acknowledgement", () => {
  const inPost = (who: 'keyContact', untilOn: string | null) =>
    test.dataSource.query('UPDATE post_holding SET until_on = $1 WHERE person_id = $2', [untilOn, test.region.people[who]]);

  it('is not for a manager to give while the key worker and the key contact are there', async () => {
    const { reference, noticeId } = await suspension(test);
    const path = `/cases/${reference}/risk-notices/${noticeId}/acknowledgements`;
    expect(await api.refusal('manager', 'POST', path)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('head', 'POST', path)).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.post('keyWorker', path)).body).toMatchObject({ acknowledgements: [{ by: 'key-worker' }] });
    expect((await api.post('keyContact', path)).body).toMatchObject({ acknowledgements: [{ by: 'key-worker' }, { by: 'key-contact' }] });
  });

  it("is for the team manager to give while there is no key worker, and for the Virtual Head while there is no key contact", async () => {
    const { reference, noticeId } = await suspension(test);
    const path = `/cases/${reference}/risk-notices/${noticeId}/acknowledgements`;
    await api.post('manager', `/cases/${reference}/key-worker/ending`);
    expect(await api.refusal('head', 'POST', path)).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.post('manager', path)).body).toMatchObject({ acknowledgements: [{ by: 'key-worker' }] });
    await inPost('keyContact', '2026-10-30');
    expect((await api.post('head', path)).body).toMatchObject({ acknowledgements: [{ by: 'key-worker' }, { by: 'key-contact' }] });
    await inPost('keyContact', null);
  });
});

describe("a key worker's start", () => {
  const start = (fromAt: string) => ({ personId: test.region.people.successor, kind: 'social-worker', fromAt, authorityToActConfirmed: true });

  it('is not before the end of the one before, so that a vacancy stays on record', async () => {
    const { reference } = await keyWorkerAssigned(test);
    test.setNow('2026-06-01 09:00');
    await api.post('manager', `/cases/${reference}/key-worker/ending`);
    test.setNow('2026-06-20 09:00');
    const path = `/cases/${reference}/key-worker`;
    expect(await api.refusal('manager', 'POST', path, start('2026-06-01T08:59:59+01:00'))).toEqual([422, 'INVALID', 'fromAt: TOO_EARLY']);
    expect((await api.post('manager', path, start('2026-06-01T09:00:00+01:00'))).status).toBe(201);
  });

  it('may be before the registration for the first', async () => {
    const { reference } = await caseRegistered(test);
    expect((await api.post('manager', `/cases/${reference}/key-worker`, start('2026-04-01T09:00:00+01:00'))).status).toBe(201);
  });
});

describe('an agreement to the plan', () => {
  const agreement = (party: string, more: object = {}) => ({ party, witness: 'Priya Shah', ...more });

  it('needs a reason when the latest of the three is after the start, whichever is recorded last', async () => {
    const { reference, placementId } = await planWritten(test);
    test.setNow('2026-09-10 10:00');
    const path = `/cases/${reference}/placements/${placementId}/plan/agreements`;
    await api.post('keyWorker', path, agreement('key-worker'));
    await api.post('keyWorker', path, agreement('designated-person'));
    const earlier = agreement('young-person', { agreedAt: '2026-06-15T14:30:00+01:00' });
    expect(await api.refusal('keyWorker', 'POST', path, earlier)).toEqual([422, 'INVALID', 'reasonAfterStart: REASON_NEEDED']);
    expect((await api.post('keyWorker', path, { ...earlier, reasonAfterStart: 'The college was closed' })).status).toBe(201);
  });

  it('needs none when all three agreed before the start and it is recorded after', async () => {
    const { reference, placementId } = await planWritten(test);
    test.setNow('2026-09-10 10:00');
    for (const party of ['key-worker', 'designated-person', 'young-person']) {
      const { status } = await api.post('keyWorker', `/cases/${reference}/placements/${placementId}/plan/agreements`, agreement(party, { agreedAt: '2026-09-06T23:59:00+01:00' }));
      expect(status).toBe(201);
    }
  });

  it('is not before the day on which the placement was agreed', async () => {
    const { reference, placementId } = await planWritten(test);
    const path = `/cases/${reference}/placements/${placementId}/plan/agreements`;
    expect(await api.refusal('keyWorker', 'POST', path, agreement('young-person', { agreedAt: '2026-05-19T23:59:59+01:00' }))).toEqual([422, 'INVALID', 'agreedAt: TOO_EARLY']);
    expect((await api.post('keyWorker', path, agreement('young-person', { agreedAt: '2026-05-20T00:00:00+01:00' }))).status).toBe(201);
  });
});

describe('an emergency', () => {
  it('is not raised before the day on which the case was registered', async () => {
    const { reference } = await keyWorkerAssigned(test);
    const raised = (raisedAt: string) => ({ whatHappened: 'Nowhere to sleep', raisedAt });
    expect(await api.refusal('keyWorker', 'POST', `/cases/${reference}/emergencies`, raised('2026-05-10T23:59:59+01:00'))).toEqual([422, 'INVALID', 'raisedAt: TOO_EARLY']);
    expect((await api.post('keyWorker', `/cases/${reference}/emergencies`, raised('2026-05-11T00:00:00+01:00'))).status).toBe(201);
  });
});
