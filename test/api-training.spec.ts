import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { placementAgreed, suspension } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

interface Mailbox {
  items: { id: number; to: string; subject: string; text: string; when: string; state: string; for: { duty: string; stage: string; case: string }[] }[];
  total: number;
  after: number | null;
}

describe('the mailbox', () => {
  it('is in the order in which mails were asked for, a page at a time, each mail once', async () => {
    await suspension(test);
    await test.runJobs();
    const all = (await api.get<Mailbox>('director', '/training/mailbox?limit=1000')).body;
    const seen: number[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const { body }: { body: Mailbox } = await api.get<Mailbox>('director', `/training/mailbox?limit=2${after ? `&after=${after}` : ''}`);
      seen.push(...body.items.map(({ id }) => id));
      after = body.after;
    }
    expect([seen, all.total]).toEqual([all.items.map(({ id }) => id), seen.length]);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });
});

describe('the training clock', () => {
  it('moves through a month of reminders: every mail is in the mailbox, for the duty and the stage it is about', async () => {
    const { reference, placementId } = await placementAgreed(test);
    expect((await api.get('director', '/training/clock')).body).toMatchObject({ kind: 'training', now: '2026-05-20T09:00:00Z' });
    const moved = await api.post('director', '/training/clock', { now: '2026-10-12T09:00:00+01:00' });
    expect([moved.status, moved.body]).toEqual([200, expect.objectContaining({ from: '2026-05-20T09:00:00Z', now: '2026-10-12T08:00:00Z' })]);
    const { body } = await api.get<Mailbox>('director', `/training/mailbox?duty=KW3/placement-${placementId}&to=kofi`);
    expect(body.items.flatMap((mail) => mail.for.filter(({ duty }) => duty === `KW3/placement-${placementId}`).map(({ stage }) => `${mail.when} ${stage}`))).toEqual([
      '2026-07-15T07:00:00Z reminder-07-15',
      '2026-08-24T07:00:00Z reminder-start-14',
      '2026-09-07T07:00:00Z reminder-start',
      '2026-09-21T07:00:00Z reminder-start+14',
      '2026-09-30T07:00:00Z reminder-start+23',
      '2026-10-06T07:00:00Z reminder-start+29',
      '2026-10-08T07:00:00Z level-1',
    ]);
    expect(new Set(body.items.map(({ to }) => to))).toEqual(new Set(['kofi.mensah@region.example']));
    for (const mail of body.items) expect(`${mail.subject} ${mail.text}`).not.toMatch(/Zebedee|Quill|2010/);
    expect((await api.get<Mailbox>('director', `/training/mailbox?case=${reference.toLowerCase()}&since=2026-10-08T08:00`)).body.total).toBeGreaterThan(0);
  });

  it('only goes forward, by two years at most', async () => {
    expect(await api.refusal('keyWorker', 'POST', '/training/clock', { now: '2020-01-01T00:00:00Z' })).toEqual([422, 'INVALID', 'now: CLOCK_ONLY_FORWARD']);
    expect(await api.refusal('keyWorker', 'POST', '/training/clock', { now: '2150-01-01T00:00:00Z' })).toEqual([422, 'INVALID', 'now: TOO_FAR']);
    expect(await api.refusal('keyWorker', 'POST', '/training/clock', { now: '2026-02-30T00:00:00Z' })).toEqual([422, 'INVALID', 'now: NOT_AN_INSTANT']);
  });

  it('moves once for one Idempotency-Key', async () => {
    const { body } = await api.get<{ now: string }>('head', '/training/clock');
    const to = { now: new Date(Date.parse(body.now) + 3_600_000).toISOString() };
    const first = await api.post('head', '/training/clock', to, { 'idempotency-key': 'move-1' });
    const again = await api.post('head', '/training/clock', to, { 'idempotency-key': 'move-1' });
    expect([first.status, again.status, again.body, again.headers['idempotent-replayed']]).toEqual([200, 200, '', 'true']);
    expect(Date.parse((await api.get<{ now: string }>('head', '/training/clock')).body.now)).toBe(Date.parse(to.now));
  });

  it('and the mailbox are for people who are signed in', async () => {
    expect(await api.refusal(null, 'POST', '/training/clock', { now: '2027-01-01T00:00:00Z' })).toEqual([401, 'NOT_SIGNED_IN']);
    expect(await api.refusal(null, 'GET', '/training/mailbox')).toEqual([401, 'NOT_SIGNED_IN']);
  });
});

describe('a live installation', () => {
  let live: TestApplication;
  let calls: ApiCalls;
  beforeAll(async () => {
    live = await startTestApplication({ kind: 'live' });
    calls = await ApiCalls.of(live);
  });
  afterAll(() => live.close());

  it('has no clock to move and no mailbox', async () => {
    expect(await calls.refusal('manager', 'GET', '/training/clock')).toEqual([404, 'NOT_FOUND']);
    expect(await calls.refusal('manager', 'POST', '/training/clock', { now: '2027-01-01T00:00:00Z' })).toEqual([404, 'NOT_FOUND']);
    expect(await calls.refusal('manager', 'GET', '/training/mailbox')).toEqual([404, 'NOT_FOUND']);
    expect((await calls.get('manager', '/me')).status).toBe(200);
  });
});
