import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import type { Who } from './support/region.js';
import { planAgreed, type Placed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const ON = '2026-11-09';

/** A case of Birmingham's with a placement at Ashgrove in Coventry, on Monday 9 November 2026. */
async function placed(): Promise<Placed> {
  const one = await planAgreed(test);
  test.setNow(`${ON} 10:00`);
  return one;
}

const record = async (who: Who, { reference }: Placed, kind: string, body: object) => (await api.post<{ id: number }>(who, `/cases/${reference}/records/${kind}`, { happenedOn: ON, ...body })).body.id;
const refused = (who: Who, { reference }: Placed, kind: string, body: object) => api.refusal(who, 'POST', `/cases/${reference}/records/${kind}`, { happenedOn: ON, ...body });
const statusOf = async ({ reference }: Placed, key: string) => (await api.get<{ items: { key: string; status: string }[] }>('keyContact', `/cases/${reference}/duties`)).body.items.find((duty) => duty.key === key)?.status;

const viewAnswer = (aboutId: number) => ({ aboutId, howTold: 'face to face', whatWasDone: 'A lamp was bought' });
const answer = (aboutId: number) => ({ aboutId, changed: 'no', answer: 'Yes, it would', howTold: 'face to face' });
const question = ({ placementId }: Placed, more: object) => ({ placementId, askedBy: 'somebody in the case', decision: 'No place before January', ...more });

describe('what was put to somebody is answered by them, or by their manager on their behalf', () => {
  it('a view addressed to the key worker: not by the provider, nor by the key contact (KW5)', async () => {
    const one = await placed();
    const { placementId } = one;
    const view = await record('keyWorker', one, 'view', { placementId, addressedTo: 'key-worker', ownWords: 'My room is dark' });
    for (const who of ['designatedPerson', 'keyContact', 'head'] as const) expect([who, ...(await refused(who, one, 'view-answer', viewAnswer(view)))]).toEqual([who, 403, 'NOT_ALLOWED']);
    expect(await statusOf(one, `KW5/view-${view}`)).toBe('open');
    await record('manager', one, 'view-answer', viewAnswer(view));
    expect(await statusOf(one, `KW5/view-${view}`)).toBe('met');
    const { body } = await api.get<{ items: { kind: string; details: object }[] }>('keyContact', `/cases/${one.reference}/records?kind=view-answer`);
    expect(body.items).toEqual([expect.objectContaining({ details: { howTold: 'face to face', onBehalfOf: 'key-worker' } })]);
  });

  it("a question put to the Virtual Head: not by the designated person, nor by whoever asked it (P2)", async () => {
    const one = await placed();
    const asked = await record('keyWorker', one, 'good-enough-question', question(one, { addressedTo: 'virtual-head' }));
    for (const who of ['designatedPerson', 'keyWorker', 'keyContact'] as const) expect([who, ...(await refused(who, one, 'good-enough-answer', answer(asked)))]).toEqual([who, 403, 'NOT_ALLOWED']);
    expect(await refused('head', one, 'good-enough-answer', { ...answer(asked), howTold: undefined })).toEqual([422, 'INVALID', 'howTold: REQUIRED']);
    await record('head', one, 'good-enough-answer', answer(asked));
    expect(await statusOf(one, `P2/question-${asked}`)).toBe('met');
  });

  it('by the manager not where the manager asked it; to oneself nobody asks anything, but writes down what the young person asks', async () => {
    const one = await placed();
    const asked = await record('head', one, 'good-enough-question', question(one, { addressedTo: 'key-contact' }));
    expect(await refused('head', one, 'good-enough-answer', answer(asked))).toEqual([403, 'NOT_ALLOWED']);
    expect(await refused('head', one, 'good-enough-question', question(one, { addressedTo: 'virtual-head' }))).toEqual([422, 'INVALID', 'addressedTo: ASKS_ONESELF']);
    const hers = await record('head', one, 'good-enough-question', question(one, { addressedTo: 'virtual-head', askedBy: 'young person' }));
    await record('head', one, 'good-enough-answer', answer(hers));
    expect(await statusOf(one, `P2/question-${hers}`)).toBe('met');
  });

  it('a challenge of social care: by its team manager alone (IM4)', async () => {
    const one = await placed();
    const challenge = await record('keyContact', one, 'challenge', { placementId: one.placementId, to: 'team-manager', what: 'Nobody answers' });
    expect(await refused('designatedPerson', one, 'challenge-answer', { aboutId: challenge, resolved: 'yes', answer: 'We do' })).toEqual([403, 'NOT_ALLOWED']);
    await record('manager', one, 'challenge-answer', { aboutId: challenge, resolved: 'yes', answer: 'A new duty line' });
    expect(await statusOf(one, `IM4/challenge-${challenge}`)).toBe('met');
  });

  it('and its page says whose answer it is, and offers no answer to others', async () => {
    const one = await placed();
    const view = await record('keyWorker', one, 'view', { placementId: one.placementId, addressedTo: 'key-worker', ownWords: 'My room is dark' });
    const putTo = async (who: Who) => (await api.get<{ items: { id: number; isPutToReader: boolean }[] }>(who, `/cases/${one.reference}/records`)).body.items.find(({ id }) => id === view)?.isPutToReader;
    expect([await putTo('keyWorker'), await putTo('manager'), await putTo('designatedPerson'), await putTo('keyContact')]).toEqual([true, true, false, false]);
  });
});

describe('a challenge put to the signatory (IM4)', () => {
  it('is seen and answered by the signatory, who sees nothing else of the case', async () => {
    const one = await placed();
    const path = `/cases/${one.reference}`;
    expect(await api.refusal('signatory', 'GET', path)).toEqual([404, 'NOT_FOUND']);
    await record('neighbourContact', one, 'support-request', { placementId: one.placementId, to: 'key-contact', kind: 'support', what: 'Can you help?' });
    const challenge = await record('keyContact', one, 'challenge', { placementId: one.placementId, to: 'signatory', what: 'Nobody is in post' });
    const { body } = await api.get<{ limited: true; placements: object[]; supportRequests: object[]; challenges: { id: number; isPutToReader: boolean }[] }>('signatory', path);
    expect([body.limited, body.placements.length, body.supportRequests, body.challenges.map(({ id, isPutToReader }) => [id, isPutToReader])]).toEqual([true, 1, [], [[challenge, true]]]);
    expect((await api.get<{ challenges: object[] }>('neighbourContact', path)).body.challenges).toEqual([]);
    const due = (await api.get<{ items: { key: string }[] }>('signatory', '/duties?mine=true')).body.items.map(({ key }) => key);
    expect(due).toContain(`IM4/challenge-${challenge}`);
    expect(await api.refusal('signatory', 'GET', `${path}/duties`)).toEqual([403, 'NOT_ALLOWED']);
    expect(await refused('designatedPerson', one, 'challenge-answer', { aboutId: challenge, resolved: 'yes', answer: 'I am' })).toEqual([403, 'NOT_ALLOWED']);
    const { status, body: answered } = await api.post<{ id: number }>('signatory', `${path}/records/challenge-answer`, { happenedOn: ON, aboutId: challenge, resolved: 'yes', answer: 'Somebody is now' });
    expect([status, await statusOf(one, `IM4/challenge-${challenge}`)]).toEqual([201, 'met']);
    expect((await api.get<{ challenges: { id: number }[] }>('signatory', path)).body.challenges.map(({ id }) => id).sort((a, b) => a - b)).toEqual([challenge, answered.id]);
  });

  it('needs a placement, as one of a provider; one of social care may be about the case', async () => {
    const one = await placed();
    expect(await refused('keyContact', one, 'challenge', { to: 'signatory', what: 'x' })).toEqual([422, 'INVALID', 'to: NO_PLACEMENT']);
    const challenge = await record('keyContact', one, 'challenge', { to: 'team-manager', what: 'Nobody answers' });
    await record('manager', one, 'challenge-answer', { aboutId: challenge, resolved: 'partly', answer: 'We will' });
    expect(await statusOf(one, `IM4/challenge-${challenge}`)).toBe('met');
  });
});

describe('between two Virtual Schools (VS3)', () => {
  const request = ({ placementId }: Placed, to: string) => ({ placementId, to, kind: 'support', what: 'Can you visit the college?' });
  const reply = (aboutId: number) => ({ aboutId, outcome: 'done', answer: 'We went' });

  it('each asks the other, and only the one that was asked answers', async () => {
    const one = await placed();
    const asked = await record('neighbourContact', one, 'support-request', request(one, 'key-contact'));
    expect(await refused('neighbourContact', one, 'support-answer', reply(asked))).toEqual([403, 'NOT_ALLOWED']);
    await record('keyContact', one, 'support-answer', reply(asked));
    expect(await statusOf(one, `VS3/request-${asked}`)).toBe('met');
    const { body } = await api.get<{ supportRequests: { kind: string; details: { outcome?: string } }[] }>('neighbourContact', `/cases/${one.reference}`);
    expect(body.supportRequests.map(({ kind, details }) => [kind, details.outcome])).toContainEqual(['support-answer', 'done']);
  });

  it('neither asks itself', async () => {
    const one = await placed();
    expect(await refused('neighbourContact', one, 'support-request', request(one, 'local-key-contact'))).toEqual([422, 'INVALID', 'to: ASKS_ONESELF']);
    expect(await refused('keyContact', one, 'support-request', request(one, 'key-contact'))).toEqual([422, 'INVALID', 'to: ASKS_ONESELF']);
  });

  it('there are two only where the provider is in another area', async () => {
    const one = await placed();
    const input = { providerId: test.region.providers.elmfield, course: 'A levels', level: 3, startsOn: '2026-11-16' };
    const { id: placementId } = (await api.post<{ id: number }>('keyWorker', `/cases/${one.reference}/placements`, input)).body;
    expect(await refused('keyContact', one, 'support-request', request({ ...one, placementId }, 'local-key-contact'))).toEqual([409, 'ONE_VIRTUAL_SCHOOL']);
  });
});
