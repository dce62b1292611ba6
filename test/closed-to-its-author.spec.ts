import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { HttpBrowser } from './support/http-browser.js';
import { emailOf, PASSWORD, type Who } from './support/region.js';
import { planAgreed } from './support/situations.js';

/* A change may close the case to whoever makes it: it is written all the same, and the answer says that the case is closed to them now. */

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

/** On Friday 12 February 2027 the placement runs; the case is restricted where that is said. */
async function running(restricted: boolean) {
  const placed = await planAgreed(test);
  test.setNow('2027-02-12 09:00');
  if (restricted) expect((await api.post('head', `/cases/${placed.reference}/restriction`, { because: 'other' })).status).toBe(204);
  return { ...placed, base: `/cases/${placed.reference}`, at: `/cases/${placed.reference}/placements/${placed.placementId}` };
}

const duties = async (base: string, clause: string): Promise<string[]> =>
  (await api.get<{ items: { clause: string; status: string }[] }>('head', `${base}/duties`)).body.items.filter((duty) => duty.clause === clause).map(({ status }) => status);

const closed = (reference: string) => ({ reference, closedToYou: true, sentence: expect.stringMatching(/is recorded.*closed to you now/s) });

describe('the end of a placement that closes the case to whoever records it', () => {
  it.each(['completed', 'permanently-excluded', 'ended-by-provider'])('is written of a restricted case, and answered (%s)', async (kind) => {
    const { reference, base, at, placementId } = await running(true);
    const answer = await api.post('designatedPerson', `${at}/ending`, { kind, endedOn: '2027-02-12', alreadyHappened: true });
    expect(answer).toMatchObject({ status: 201, body: closed(reference) });
    expect([answer.headers.location, answer.headers.etag]).toEqual([undefined, undefined]);
    expect((await api.get<{ placements: { id: number; ending: object }[] }>('head', base)).body.placements.find(({ id }) => id === placementId)?.ending).toMatchObject({ kind, endedOn: '2027-02-12' });
    expect((await api.get('designatedPerson', base)).status).toBe(404);
    // The Virtual Heads are told of a breach, as anywhere else.
    expect(await duties(base, 'EP12')).toEqual(kind === 'completed' ? [] : ['missed']);
  });

  it.each(['2026-11-13', '2026-11-14'])('is written of a case that its provider sees for 90 days more, of %s', async (endedOn) => {
    const { reference, at, placementId } = await running(false);
    const isClosed = endedOn === '2026-11-13';
    expect(await api.post('designatedPerson', `${at}/ending`, { kind: 'completed', endedOn })).toMatchObject({ status: 201, body: isClosed ? closed(reference) : { id: placementId } });
  });

  it('is done once with an Idempotency-Key, and goes by the version that it is meant for', async () => {
    const { base, at } = await running(true);
    const { headers: { etag } } = await api.get('designatedPerson', base);
    const body = { kind: 'completed', endedOn: '2027-02-12' };
    expect((await api.post('designatedPerson', `${at}/ending`, body, { 'if-match': '"1"' })).status).toBe(412);
    const headers = { 'idempotency-key': `end-${base}`, 'if-match': String(etag) };
    expect([(await api.post('designatedPerson', `${at}/ending`, body, headers)).status, (await api.post('designatedPerson', `${at}/ending`, body, headers)).headers['idempotent-replayed']]).toEqual([201, 'true']);
  });

  it('is answered as before to whoever has the case still', async () => {
    const { at, placementId } = await running(true);
    const answer = await api.post('keyWorker', `${at}/ending`, { kind: 'completed', endedOn: '2027-02-12' });
    expect([answer.status, answer.body['id'], answer.headers.location]).toEqual([201, placementId, `/api/v1${at}`]);
  });
});

describe('a correction that closes the case to whoever makes it', () => {
  it('of an end, to a day that the provider sees no more', async () => {
    const { reference, base, at } = await running(false);
    await api.post('designatedPerson', `${at}/ending`, { kind: 'completed', endedOn: '2027-02-01' });
    const { body } = await api.get<{ placements: { ending: { id: number } }[] }>('designatedPerson', base);
    const answer = await api.post('designatedPerson', `${base}/facts/placement-ending/${body.placements[0]?.ending.id}/corrections`, { reason: 'It was long before', values: { endedOn: '2026-10-01' } });
    expect(answer).toMatchObject({ status: 201, body: closed(reference) });
    expect(answer.headers.location).toBeUndefined();
    expect((await api.get<{ placements: { ending: object }[] }>('keyContact', base)).body.placements[0]?.ending).toMatchObject({ endedOn: '2026-10-01' });
  });
});

describe('on the pages', () => {
  const browserOf = async (who: Who): Promise<HttpBrowser> => {
    await test.dataSource.query('DELETE FROM sign_in_attempt');
    const browser = new HttpBrowser(test.config.publicUrl);
    await browser.signIn(emailOf(who), PASSWORD);
    return browser;
  };
  const END = { kind: 'completed', 'endedOn-day': '12', 'endedOn-month': '2', 'endedOn-year': '2027' };

  it('leads them to their home page, which says that it is done and that the case is closed to them', async () => {
    const { at } = await running(true);
    const dan = await browserOf('designatedPerson');
    const sent = await dan.post(`${at}/ending/new`, END, `${at}/ending/new`);
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/']);
    const home = await dan.get('/');
    expect([home.statusCode, home.body]).toEqual([200, expect.stringMatching(/The ending is recorded[\s\S]*This case is closed to you now/)]);
  });

  it('leads to the case whoever has it still', async () => {
    const { base, at } = await running(true);
    const kofi = await browserOf('keyWorker');
    expect((await kofi.post(`${at}/ending/new`, END, `${at}/ending/new`)).headers.location).toBe(base);
    expect((await kofi.get(base)).body).not.toContain('closed to you');
  });
});
