import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls, type Problem } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import type { Who } from './support/region.js';
import { planWritten } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const REVIEW = { attended: ['young-person', 'key-worker', 'designated-person'], present: 'Both', whatChanged: 'Much', youngPersonsView: 'Fine', feelsSafe: 'yes' };

/** On Thursday 15 October 2026: the placement ended on Tuesday the 13th, which was recorded on the 14th; the plan is written, and nobody's agreement recorded. */
async function ended(kind = 'left-early', who: Who = 'keyWorker') {
  const { reference, placementId } = await planWritten(test);
  test.setNow('2026-10-14 09:00');
  expect(await api.post(who, `/cases/${reference}/placements/${placementId}/ending`, { kind, endedOn: '2026-10-13', alreadyHappened: true })).toMatchObject({ status: 201 });
  test.setNow('2026-10-15 09:00');
  const base = `/cases/${reference}`;
  const status = async (key: string): Promise<string[]> => {
    const { body } = await api.get<{ items: { key: string; status: string; late: boolean }[] }>('keyContact', `${base}/duties`);
    return body.items.filter((duty) => duty.key.startsWith(key)).map((duty) => `${duty.status}${duty.status === 'no longer owed' && duty.late ? ', late' : ''}`).sort();
  };
  return { reference, placementId, base, at: `${base}/placements/${placementId}`, status };
}

/** What somebody of the provider records with its day, and the body of each without it. */
const OF_A_DAY: [kind: string, body: object][] = [
  ['visit', { moment: 'post-entry', withWhom: 'A' }], ['advice-given', { byWhom: 'A', what: 'B' }], ['mentor-introduced', { mentor: 'A', reach: '07700 900123' }],
  ['careers-advice', { moment: 'getting in', adviser: 'A', what: 'B' }], ['entitlement', { entitlement: 'fees', status: 'not due', reason: 'B' }], ['problem', { kind: 'learning', what: 'B' }],
]; // prettier-ignore

describe('what happened before the end of a placement is recorded after it, with its own day', () => {
  it.each(OF_A_DAY)('%s, by the designated person, up to the day of the end; of a later day it is refused, and said why', async (kind, body) => {
    const { base, placementId } = await ended();
    expect(await api.post('designatedPerson', `${base}/records/${kind}`, { placementId, happenedOn: '2026-10-13', ...body })).toMatchObject({ status: 201 });
    const { body: refused } = await api.post<Problem>('designatedPerson', `${base}/records/${kind}`, { placementId, happenedOn: '2026-10-14', ...body });
    expect([refused.status, refused.code]).toEqual([409, 'PLACEMENT_ENDED']);
    expect(refused.detail).toMatch(/ended on Tuesday 13 October 2026\. What happened on that day or before is recorded/);
  });

  it.each(['designatedPerson', 'keyWorker'] as const)('is not corrected to a day after it, by %s: what a provider recorded, a review, a suspension', async (who) => {
    const { base, placementId, at } = await ended();
    const { body: visit } = await api.post<{ id: number }>('designatedPerson', `${base}/records/visit`, { placementId, happenedOn: '2026-10-12', moment: 'post-entry', withWhom: 'A' });
    const { body: review } = await api.post<{ id: number }>('designatedPerson', `${at}/reviews`, { ...REVIEW, heldOn: '2026-10-12' });
    const { body: notice } = await api.post<{ id: number }>('designatedPerson', `${base}/risk-notices`, { placementId, kind: 'suspended', whatHappened: 'A fight', occurredAt: '2026-10-12T10:00:00Z' });
    const corrected = (fact: string, values: object) => api.refusal(who, 'POST', `${base}/facts/${fact}/corrections`, { reason: 'It was another day', values });
    expect(await corrected(`visit/${visit.id}`, { happenedOn: '2026-10-14' })).toEqual([422, 'INVALID', 'happenedOn: PLACEMENT_ENDED']);
    expect(await corrected(`review/${review.id}`, { heldOn: '2026-10-14' })).toEqual([422, 'INVALID', 'heldOn: PLACEMENT_ENDED']);
    expect(await corrected(`risk-notice/${notice.id}`, { occurredAt: '2026-10-14T10:00:00Z' })).toEqual([422, 'INVALID', 'occurredAt: PLACEMENT_ENDED']);
    for (const [fact, values] of [[`visit/${visit.id}`, { happenedOn: '2026-10-13' }], [`review/${review.id}`, { heldOn: '2026-10-13' }]] as const)
      expect((await api.post(who, `${base}/facts/${fact}/corrections`, { reason: 'It was another day', values })).status).toBe(201);
  });

  it('keeps the duty that it would have kept (EP3)', async () => {
    const { base, placementId, status } = await ended();
    expect(await status('EP3')).toEqual(['no longer owed', 'no longer owed, late']);
    await api.post('designatedPerson', `${base}/records/visit`, { placementId, happenedOn: '2026-09-01', moment: 'pre-entry', withWhom: 'A' });
    expect(await status('EP3')).toEqual(['met', 'no longer owed']);
  });

  it.each(['keyWorker', 'designatedPerson'] as const)('a suspension, by %s: the notices of its day are owed, and missed (EP11)', async (who) => {
    const { base, placementId, status } = await ended('left-early', 'designatedPerson');
    const risk = { placementId, kind: 'suspended', whatHappened: 'A fight' };
    expect(await api.post(who, `${base}/risk-notices`, { ...risk, occurredAt: '2026-10-05T10:00:00Z' })).toMatchObject({ status: 201 });
    expect(await status('EP11/')).toEqual(['missed', 'missed', 'missed', 'missed']);
    expect(await api.refusal(who, 'POST', `${base}/risk-notices`, { ...risk, occurredAt: '2026-10-14T10:00:00Z' })).toEqual([409, 'PLACEMENT_ENDED']);
  });

  it('leaves an end by the provider the breach that it was, while the e-mails of that day never went (EP12)', async () => {
    const { base, placementId, status } = await ended('ended-by-provider');
    expect(await status('EP12')).toEqual(['missed']);
    const risk = { placementId, kind: 'at-risk', whatHappened: 'A fight', occurredAt: '2026-10-05T10:00:00Z' };
    const { body } = await api.post<{ id: number }>('designatedPerson', `${base}/risk-notices`, risk);
    expect(await status('EP12')).toEqual(['missed']);
    const meeting = { heldOn: '2026-10-08', present: 'All', outcome: 'ends', notes: 'B' };
    await api.post('designatedPerson', `${base}/risk-notices/${body.id}/meetings`, meeting);
    for (const to of ['key-worker', 'key-contact']) await api.post('designatedPerson', `${base}/risk-notices/${body.id}/calls`, { to, outcome: 'spoke', spokeTo: 'A', calledAt: '2026-10-05T10:10:00Z' });
    expect([await status(`EP11/notice-${body.id}/phone`), await status('EP11M'), await status('EP12')]).toEqual([['met', 'met'], ['met'], ['missed']]);
  });

  it('the three agreements to the plan, and a review (KW3, KW4)', async () => {
    const { at, status } = await ended();
    for (const party of ['key-worker', 'designated-person', 'young-person']) {
      expect(await api.refusal('keyWorker', 'POST', `${at}/plan/agreements`, { party, witness: 'A', agreedAt: '2026-10-14T10:00:00Z' })).toEqual([409, 'PLACEMENT_ENDED']);
      expect(await api.post('keyWorker', `${at}/plan/agreements`, { party, witness: 'A', agreedAt: '2026-09-01T10:00:00Z' })).toMatchObject({ status: 201 });
    }
    expect(await status('KW3')).toEqual(['met']);
    for (const [who, heldOn] of [['keyWorker', '2026-10-01'], ['designatedPerson', '2026-10-02']] as const) {
      expect(await api.refusal(who, 'POST', `${at}/reviews`, { ...REVIEW, heldOn: '2026-10-14' })).toEqual([409, 'PLACEMENT_ENDED']);
      expect(await api.post(who, `${at}/reviews`, { ...REVIEW, heldOn })).toMatchObject({ status: 201 });
    }
    expect(await status('KW4')).toEqual(['met', 'met', 'no longer owed']);
  });

  it('is asked for on the pages, each ended placement with its end', async () => {
    const { base, reference, placementId } = await ended();
    expect(await pageAs(test, 'designatedPerson', `${base}/risk-notices/new`)).toContain('name="placementId"');
    expect(await pageAs(test, 'designatedPerson', `${base}/records/visit/new?placement=${placementId}`)).toContain('name="placementId"');
    expect(await pageAs(test, 'designatedPerson', `${base}/placements`)).toContain(`/cases/${reference}/placements/${placementId}/reviews/new`);
    expect(await pageAs(test, 'keyWorker', `${base}/meetings/new`)).toContain('ended on Tuesday 13 October 2026');
  });

  it('as long as the provider sees the placement: 90 days, or what it says', async () => {
    const { base, placementId } = await ended();
    const visit = { placementId, happenedOn: '2026-09-01', moment: 'pre-entry', withWhom: 'A' };
    test.setNow('2027-01-11 09:00');
    expect(await api.post('designatedPerson', `${base}/records/visit`, visit)).toMatchObject({ status: 201 });
    test.setNow('2027-01-12 09:00');
    expect((await api.refusal('designatedPerson', 'POST', `${base}/records/visit`, visit))[0]).toBe(404);
  });

  it('but the plan is not written any more, and no key worker acknowledged', async () => {
    const { at } = await ended();
    expect(await api.refusal('keyWorker', 'PUT', `${at}/plan/sections/own-words`, { text: 'B' })).toEqual([409, 'PLACEMENT_ENDED']);
    expect((await api.refusal('designatedPerson', 'PUT', `${at}/plan/sections/own-words`, { text: 'B' })).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
  });

  it('an emergency is raised by whoever learns of it, as long as the provider sees the placement: of any day, and on the pages (KW8)', async () => {
    const { base, placementId, status } = await ended();
    expect(await pageAs(test, 'designatedPerson', base)).toContain(`${base}/emergencies/new`);
    const { status: raised, body } = await api.post<{ id: number }>('designatedPerson', `${base}/emergencies`, { whatHappened: 'Came back and says they are not safe', placementId });
    expect([raised, await status(`KW8/emergency-${body.id}`)]).toEqual([201, ['open']]);
    expect((await api.post('designatedPerson', `${base}/emergencies`, { whatHappened: 'Again' })).status).toBe(201);
  });
});
