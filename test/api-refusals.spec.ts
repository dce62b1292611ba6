import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls, type Problem } from './support/api-calls.js';
import { API_CHANGES, MAY, type ApiChange } from './support/api-changes.js';
import { ASKERS, NOW, OUTSIDE, REPLAYS, replayWorld, type Asker, type World } from './support/api-replays.js';
import { breakable, BREAKAGES } from './support/broken-trail.js';
import { startTestApplication, type Answer, type TestApplication } from './support/application.js';
import { emergencyRaised, planMissed, reviewHeld, suspension } from './support/situations.js';
import { tableSums } from './support/table-sums.js';

let test: TestApplication;
let api: ApiCalls;
let world: World;
let whileBroken: Awaited<ReturnType<typeof breakable>>;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  world = await replayWorld(test, api);
  whileBroken = await breakable(test);
}, 60_000);
afterAll(() => test.close());

const STRANGERS_TO_THE_CASE: readonly Asker[] = [...OUTSIDE, 'administrator'];
/** What a refusal may leave: its trace, and when a token was last used. */
const TRAIL = ['audit_event', 'access_token', 'session'];
const JSON_TYPE = { 'content-type': 'application/json' };

/** Everything of a problem but the reference of its request. */
const saidTo = ({ body: { instance: _instance, ...said } }: { body: Problem }) => said;
/** The whole answer but for what is each request's own. */
const whole = ({ status, headers: { date: _date, 'x-request-id': _id, 'content-length': _length, ...headers }, body }: Answer<Problem>) => JSON.stringify([status, headers, saidTo({ body })]).replace(/nonce-[0-9a-f]{32}/g, 'NONCE');
/** What leaves no trace: the clock of a training installation, which is of nobody; what anybody thinks of the service, without who it was; how many duties a limit would move, which is told and not done; forms that somebody has not sent, which are for nobody but them. */
const UNTRACED: readonly string[] = ['Feedback.write', 'Training.move', 'Settings.preview', 'BankHolidays.preview', 'BankHolidays.previewKnown', 'BankHolidays.previewTakingBack', 'Drafts.begin', 'Drafts.goOn', 'Drafts.throwAway', 'MeDrafts.begin', 'MeDrafts.goOn', 'MeDrafts.throwAway'];
const brokenly = async (id: string, sent: () => Promise<{ status: number }>): Promise<[string, number][]> => {
  const answers: [string, number][] = [];
  for (const breakage of UNTRACED.includes(id) ? [] : BREAKAGES) answers.push([breakage, (await whileBroken(breakage, sent)).status]);
  return answers;
};
const notDone = (id: string) => (UNTRACED.includes(id) ? [] : BREAKAGES.map((breakage) => [breakage, 500]));
const trailLength = async (): Promise<number> => (await test.dataSource.query<{ n: number }[]>('SELECT count(*)::int AS n FROM audit_event'))[0]?.n ?? 0;
const absent = (path: string) => path.replace(/LS-\w{6}/, 'LS-222222').replace(/^\/escalations\/\d+/, '/escalations/999999');

it('knows every change that the description names', () => {
  const changes = api.description.operations.filter(({ method }) => method !== 'GET').map(({ id }) => id);
  expect([...API_CHANGES, ...REPLAYS].map(({ id }) => id).sort()).toEqual(changes.sort());
  expect(Object.keys(MAY).sort()).toEqual(API_CHANGES.map(({ id }) => id).sort());
});

/** What names nothing of anybody's but organisations, which are public, and what is one's own by who asks. */
const OF_NOTHING = ['Agreements.draft', 'CalendarFeeds.make', 'Drafts.begin', 'Imports.preview', 'Inspections.grant', 'MeCalendar.make', 'MeDrafts.begin', 'MeOwnFile.ask', 'MeOwnFile.fetch', 'MeVoice.callForHelp', 'Retention.setSchedule', 'SavedViews.make', 'StatutoryReturns.ask', 'Tokens.make', 'Training.move'];

describe('every other change, replayed as everybody before it is made', () => {
  const methodOf = (id: string) => api.description.operations.find((one) => one.id === id)?.method as 'POST' | 'PUT' | 'DELETE';
  const absentPath = (path: string) => path.replace(/LS-\w{6}/, 'LS-222222').replace(/\/\d+(?=\/|$|\?)/g, '/999999');
  /** Not theirs, or not there; 422 of what a body names, which is not there for them either. */
  const isRefusal = ({ status, body }: Answer<Problem>, conflict?: string) => [401, 403, 404].includes(status) || (status === 422 && body.reasons.every(({ code }) => /^UNKNOWN_|^OTHER_SIDE$/.test(code))) || (status === 409 && body.code === conflict);

  it.each(REPLAYS.map((replay) => [replay.id, replay] as const))('%s', async (id, { may, of, conflict, isPublic }) => {
    test.setNow(NOW);
    const { path, body, headers, absent = {} } = await of(world);
    const method = methodOf(id);
    const as = (who: Asker, at: string, sent: unknown) => api.call<Problem>(null, method, at, sent, { ...headers, ...world.headers[who] });
    // A fault is not described, and not to be.
    const send = (who: Asker, at: string, sent: unknown) => test.send(null, method, `/api/v1${at}`, sent, { ...headers, ...world.headers[who] });
    const before = await tableSums(test.operator, TRAIL);
    const faults = (await Promise.all(ASKERS.filter((who) => !may.includes(who)).map(async (who) => {
      const refused = await as(who, path, body);
      const said = `${who} ${refused.status} ${JSON.stringify(refused.body).slice(0, 200)}`;
      const isRefused = isRefusal(refused, conflict) && !OF_THE_CASE.test(JSON.stringify(refused.body));
      if (isPublic || !OUTSIDE.includes(who)) return isRefused ? [] : [said];
      const [noPath, noBody] = [absent.path ?? absentPath(path), absent.body ?? body];
      if (noPath === path && noBody === body && !OF_NOTHING.includes(id)) return [`${who} is compared with itself`];
      const none = await as(who, noPath, noBody);
      const isSame = whole(refused) === whole(none);
      return isRefused && isSame ? [] : [`${said}, of what there is not ${none.status} ${JSON.stringify(none.body).slice(0, 200)}`];
    }))).flat();
    expect(faults).toEqual([]);
    const [first = 'nobody'] = may;
    // Whoever may is not let either where no trace is left of it, or where part of it failed unnoticed.
    expect(await brokenly(id, () => send(first, path, body))).toEqual(notDone(id));
    expect(await tableSums(test.operator, TRAIL)).toEqual(before);
    const done = await as(first, path, body);
    expect([done.status < 300 ? 'done' : done.body]).toEqual(['done']);
  });
});

const named = (changes: ApiChange[]): [string, ApiChange][] => changes.map((change) => [change.id, change]);

/** What is in the case, and may be in nothing that is said to whom it refuses. */
const OF_THE_CASE = /Zebedee|Quill|Kofi Mensah|Dan Pike|Joinery|workshop|Friday/;

describe.each(named(API_CHANGES))('%s', (id, { method, right, wrong, version, arrange }) => {
  let arranged: Awaited<ReturnType<typeof arrange>>;
  beforeAll(async () => { arranged = await arrange(test); });

  it('is refused to a stranger, and to everyone in the region but those who may', async () => {
    const { path, body } = arranged;
    const before = await tableSums(test.operator, TRAIL);
    expect(await api.refusal(null, method, path, body)).toEqual([401, 'NOT_SIGNED_IN']);
    if (wrong !== null) expect(await api.refusal(wrong, method, path, body)).toEqual([403, 'NOT_ALLOWED']);
    expect(MAY[id]).toContain(right);
    const faults = await Promise.all(ASKERS.filter((one) => !(MAY[id] as readonly Asker[]).includes(one)).map(async (who) => {
      const as = (at: string) => api.call<Problem>(null, method, at, body, world.headers[who]);
      const refused = await as(path);
      const isStranger = version !== null && STRANGERS_TO_THE_CASE.includes(who);
      const isRefused = (isStranger ? [401, 404] : [401, 403, 404]).includes(refused.status) && !OF_THE_CASE.test(JSON.stringify(refused.body));
      return isRefused && (!isStranger || whole(refused) === whole(await as(absent(path)))) ? [] : [`${who} ${refused.status} ${refused.body.code}`];
    }));
    expect(faults.flat()).toEqual([]);
    expect(await tableSums(test.operator, TRAIL)).toEqual(before);
  });

  it('is not done where no trace is left of it, nor where part of it failed unnoticed', async () => {
    const { path, body } = arranged;
    const before = await tableSums(test.operator, TRAIL);
    expect(await brokenly(id, () => test.send(right, method, `/api/v1${path}`, body))).toEqual(notDone(id));
    expect(await tableSums(test.operator, TRAIL)).toEqual(before);
  });

  it('is refused when the body is no JSON, no object, or has a field that nobody knows', async () => {
    const { path, body } = arranged;
    const before = await trailLength();
    expect(await api.refusal(right, method, path, '{"what', JSON_TYPE)).toEqual([400, 'MALFORMED_BODY']);
    expect(await api.refusal(right, method, path, '{"a":"\\u0000"}', JSON_TYPE)).toEqual([400, 'NUL_CHARACTER']);
    if (body !== undefined) {
      expect(await api.refusal(right, method, path, { ...body, shoeSize: 'large' })).toEqual([422, 'INVALID', 'shoeSize: UNKNOWN_FIELD']);
      expect((await api.refusal(right, method, path, [body]))[0]).toBe(422);
      expect((await api.refusal(right, method, path, '"text"', JSON_TYPE))[0]).toBe(422);
    }
    expect(await trailLength()).toBe(before);
  });
});

describe.each(named(API_CHANGES.filter(({ version }) => version !== null)))('%s', (_id, { method, right, arrange }) => {
  it('is refused for a version that has been changed since, and for an If-Match that is none', async () => {
    const { path, read, body } = await arrange(test);
    const { headers } = await api.get(right, read);
    const stale = `"${Number(String(headers.etag).replaceAll('"', '')) + 1}"`;
    const before = await trailLength();
    expect(await api.refusal(right, method, path, body, { 'if-match': stale })).toEqual([412, 'CHANGED_SINCE']);
    expect(await api.refusal(right, method, path, body, { 'if-match': 'three' })).toEqual([400, 'IF_MATCH_INVALID']);
    expect(await trailLength()).toBe(before);
    const done = await api.call(right, method, path, body, { 'if-match': String(headers.etag) });
    expect(done.status).toBeLessThan(300);
    expect(done.headers.etag).toBe((await api.get(right, read)).headers.etag);
  });
});

describe.each(named(API_CHANGES.filter(({ method }) => method === 'POST')))('%s', (_id, { method, right, arrange }) => {
  it('is done once for one Idempotency-Key, and says so again without a word of the case', async () => {
    const { path, body } = await arrange(test);
    const key = { 'idempotency-key': `key-of-${path}` };
    const first = await api.call(right, method, path, body, key);
    const before = await trailLength();
    const again = await api.call(right, method, path, body, key);
    expect([again.status, again.body, again.headers.etag, again.headers.location]).toEqual([first.status, '', first.headers.etag, first.headers.location]);
    expect([first.status < 300, again.headers['idempotent-replayed'], await trailLength()]).toEqual([true, 'true', before]);
    expect(await api.refusal(right, method, path, { ...body, other: 1 }, key)).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });
});

describe('what is read of a case', () => {
  const paths = async (): Promise<string[]> => {
    const { reference, placementId, reviewId } = await reviewHeld(test);
    const { reference: suspended, noticeId } = await suspension(test);
    const { reference: missing, emergencyId } = await emergencyRaised(test);
    const { escalationId } = await planMissed(test);
    return [
      ...['', '/duties', '/messages', '/timeline', `/placements/${placementId}`, `/placements/${placementId}/plan`, `/placements/${placementId}/reviews/${reviewId}`].map((path) => `/cases/${reference}${path}`),
      `/cases/${suspended}/risk-notices/${noticeId}`,
      `/cases/${missing}/emergencies/${emergencyId}`,
      `/escalations/${escalationId}`,
    ];
  };

  it('is not there for whoever has no part in it, exactly as what does not exist', async () => {
    for (const path of await paths()) {
      expect((await api.get('keyContact', path)).status).toBe(200);
      expect(await api.refusal(null, 'GET', path)).toEqual([401, 'NOT_SIGNED_IN']);
      for (const foreign of STRANGERS_TO_THE_CASE.filter((who) => who !== 'nobody')) {
        const refused = await api.get<Problem>(null, path, world.headers[foreign]);
        expect([path, foreign, refused.status]).toEqual([path, foreign, 404]);
        expect(whole(refused)).toEqual(whole(await api.get<Problem>(null, absent(path), world.headers[foreign])));
      }
    }
  });

  it('is not there under another case', async () => {
    const { reference: other } = await suspension(test);
    const { noticeId, placementId } = await suspension(test);
    for (const path of [`/placements/${placementId}`, `/placements/${placementId}/plan`, `/risk-notices/${noticeId}`]) {
      expect(await api.refusal('keyContact', 'GET', `/cases/${other}${path}`)).toEqual([404, 'NOT_FOUND']);
    }
    expect(await api.refusal('designatedPerson', 'POST', `/cases/${other}/risk-notices/${noticeId}/calls`, { to: 'key-worker', outcome: 'spoke' })).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('designatedPerson', 'POST', `/cases/${other}/risk-notices`, { placementId, kind: 'at-risk', whatHappened: 'x' })).toEqual([404, 'NOT_FOUND']);
  });
});
