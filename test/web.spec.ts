import { PassThrough } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Controller, Get } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { hashSecret } from '../src/sign-in/secrets.js';
import { AccessToken } from '../src/sign-in/access-token.entity.js';
import { ADMISSION } from '../src/web/allow.js';
import { RequestLog } from '../src/web/request-log.js';
import { WAYS_ON } from '../src/web/problems.js';
import { WEB } from '../src/database/unit-of-work.js';
import { ThingApi, ThingPages } from './support/things.js';
import { EMAIL, FORM, PASSWORD, signIn, webApp, type WebApp } from './support/web-app.js';

let web: WebApp;
let headers: Record<string, string>;
let browser: { cookie: string; formToken: string };
const TOKEN = 'lsa_a-token-for-these-tests';

beforeAll(async () => {
  web = await webApp([ThingPages, ThingApi]);
  browser = await signIn(web);
  const [person] = await web.dataSource.query<{ id: number }[]>('SELECT id FROM person');
  await web.dataSource.manager.insert(AccessToken, {
    secretHash: hashSecret(TOKEN), personId: person?.id ?? 0, name: 'test', scopes: ['read', 'write'], createdAt: new Date('2026-08-01T00:00:00Z'), expiresAt: new Date('2026-10-01T00:00:00Z'),
  });
  headers = { authorization: `Bearer ${TOKEN}` };
});
afterAll(() => web.close());

const post = (url: string, body: object, more: Record<string, string> = {}) =>
  web.send({ method: 'POST', url, payload: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json', ...more } });
const postForm = (fields: Record<string, string>, more: Record<string, string> = {}) =>
  web.send({ method: 'POST', url: '/things/new', payload: new URLSearchParams(fields).toString(), headers: { ...FORM, cookie: browser.cookie, ...more } });

describe('who may come in', () => {
  it('leads a stranger from a page to the sign-in and back', async () => {
    const answer = await web.send({ url: '/things/new?x=1' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?next=%2Fthings%2Fnew%3Fx%3D1']);
  });

  it('tells a program without a token what to send', async () => {
    const answer = await web.send({ url: '/api/v1/things' });
    expect([answer.statusCode, answer.headers['www-authenticate'], answer.json<{ code: string }>().code]).toEqual([401, 'Bearer realm="Learner Support"', 'NOT_SIGNED_IN']);
  });

  it.each(['Bearer lsa_nobody-has-this', 'Bearer', 'Basic cHJpeWE6eA==', `Bearer ${TOKEN}x`])('does not know %s', async (authorization) => {
    expect((await web.send({ url: '/api/v1/things', headers: { authorization } })).statusCode).toBe(401);
  });

  it('reads who somebody is, and the posts they hold today, anew for each request', async () => {
    const who = async () => (await web.send({ url: '/api/v1/things', headers })).json<{ who: string; posts: { post: string }[] }>();
    expect((await who()).posts.map(({ post }) => post)).toEqual(['key-contact']);
    await web.dataSource.query(`UPDATE post_holding SET until_on = '2026-09-01'`);
    expect((await who()).posts).toEqual([]);
    await web.dataSource.query('UPDATE post_holding SET until_on = NULL');
  });

  it('knows a deactivated person no more, from the next request on', async () => {
    await web.dataSource.query('UPDATE person SET active = false');
    expect((await web.send({ url: '/api/v1/things', headers })).statusCode).toBe(401);
    expect((await web.send({ url: '/things/new', headers: { cookie: browser.cookie } })).statusCode).toBe(303);
    await web.dataSource.query('UPDATE person SET active = true');
  });

  it('lets a page of ours read the API by its session, and never change through it', async () => {
    expect((await web.send({ url: '/api/v1/things', headers: { cookie: browser.cookie } })).statusCode).toBe(200);
    const change = await web.send({ method: 'POST', url: '/api/v1/things', payload: '{"what":"x"}', headers: { ...FORM, 'content-type': 'application/json', cookie: browser.cookie } });
    expect(change.statusCode).toBe(401);
  });

  it('keeps everyone out where nothing says who may come in', async () => {
    const handler = ThingApi.prototype.fault;
    const admission: unknown = Reflect.getMetadata(ADMISSION, handler);
    Reflect.deleteMetadata(ADMISSION, handler);
    expect((await web.send({ url: '/api/v1/things/fault', headers })).statusCode).toBe(403);
    Reflect.defineMetadata(ADMISSION, admission, handler);
  });

  it('takes no token at pages', async () => {
    expect((await web.send({ url: '/things/new', headers })).statusCode).toBe(303);
  });
});

describe('a change through a form', () => {
  it('is taken with the token of the session', async () => {
    const answer = await postForm({ _token: browser.formToken, what: 'this' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/things/new']);
  });

  it.each<Record<string, string>>([{}, { _token: '' }, { _token: 'another' }])('is refused with %j', async (fields) => {
    expect((await postForm({ ...fields, what: 'this' })).statusCode).toBe(403);
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': '', origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': '', origin: 'null' },
    { 'sec-fetch-site': '', referer: 'https://elsewhere.example/localhost' },
  ])('is refused from elsewhere, token or not: %j', async (more) => {
    const sent = Object.fromEntries(Object.entries({ ...FORM, cookie: browser.cookie, ...more }).filter(([, value]) => value !== ''));
    const payload = new URLSearchParams({ _token: browser.formToken, what: 'this' }).toString();
    expect((await web.send({ method: 'POST', url: '/things/new', payload, headers: sent })).statusCode).toBe(403);
  });

  it('tells the next page what was done, once', async () => {
    const cookie = `${browser.cookie}; ${(await postForm({ _token: browser.formToken, what: 'this', 'startsOn-day': '7', 'startsOn-month': '9', 'startsOn-year': '2026' })).cookie('lsa-confirmation')}`;
    const next = await web.send({ url: '/things/new', headers: { cookie } });
    expect(next.body).toContain('Noted this');
    expect(next.body).toContain('2026-09-07');
    expect(next.cookie('lsa-confirmation')).toBe('lsa-confirmation=');
  });

  it('comes back as it was typed, with a summary that leads to the fields', async () => {
    const answer = await postForm({ _token: browser.formToken, what: '<b>far too long to be taken here</b>', 'startsOn-day': '31', 'startsOn-month': '2', 'startsOn-year': '2026' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('<title>Error: A form');
    expect(answer.body).toContain('href="#what"');
    expect(answer.body).toContain('href="#startsOn-day"');
    expect(answer.body).toContain('must be 20 characters or fewer');
  });

  it('comes back with 412 where somebody else was faster', async () => {
    expect((await postForm({ _token: browser.formToken, what: 'changed' })).statusCode).toBe(412);
  });

  it('takes a file only where files are taken, and from whom it knows', async () => {
    const parts = (token: string) => ['--x', 'content-disposition: form-data; name="_token"', '', token, '--x', 'content-disposition: form-data; name="kind"', '', 'people', '--x',
      'content-disposition: form-data; name="file"; filename="a.csv"', 'content-type: text/csv', '', 'name,email', '--x--', ''].join('\r\n');
    const sendTo = (url: string, token: string, cookie: string) =>
      web.send({ method: 'POST', url, payload: parts(token), headers: { ...FORM, cookie, 'content-type': 'multipart/form-data; boundary=x' } });
    expect((await sendTo('/things/file', browser.formToken, browser.cookie)).body).toContain('a.csv: name,email people');
    expect((await sendTo('/things/file', 'wrong', browser.cookie)).statusCode).toBe(403);
    expect((await sendTo('/things/file', browser.formToken, '')).statusCode).toBe(303);
    expect((await sendTo('/things/new', browser.formToken, browser.cookie)).statusCode).toBe(415);
  });
});

describe('bad input', () => {
  const problem = async (sending: Promise<{ statusCode: number; json<T>(): T }>) => {
    const answer = await sending;
    const { code, reasons } = answer.json<{ code: string; reasons: { code: string; field?: string }[] }>();
    return [answer.statusCode, code, ...reasons.map((reason) => `${reason.field}: ${reason.code}`)];
  };
  const raw = (payload: string, type = 'application/json') => web.send({ method: 'POST', url: '/api/v1/things', payload, headers: { ...headers, 'content-type': type } });

  it('gets a coded reason for each field', async () => {
    expect(await problem(post('/api/v1/things', { startsOn: '2026-02-30', more: 1 }))).toEqual([422, 'INVALID', 'more: UNKNOWN_FIELD', 'what: REQUIRED', 'startsOn: NOT_A_DATE']);
    expect(await problem(post('/api/v1/things', { what: 7 }))).toEqual([422, 'INVALID', 'what: REQUIRED']);
  });

  it.each([
    ['{"what":', 400, 'MALFORMED_BODY'],
    ['', 400, 'MALFORMED_BODY'],
    ['[{"what":"x"}]', 422, 'INVALID'],
    ['"what"', 422, 'INVALID'],
    ['7', 422, 'INVALID'],
    ['null', 422, 'INVALID'],
    ['{"what":"a\\u0000b"}', 400, 'NUL_CHARACTER'],
    ['{"__proto__":{"what":"x"}}', 400, 'MALFORMED_BODY'],
  ])('as the body %s answers %i %s', async (payload, status, code) => {
    expect((await problem(raw(payload))).slice(0, 2)).toEqual([status, code]);
  });

  it('of a hundred thousand levels answers 400', async () => {
    expect(await problem(raw(`{"what":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))).toEqual([400, 'TOO_DEEP']);
  });

  it('of more than 1 MB answers 413', async () => {
    expect(await problem(raw(JSON.stringify({ what: 'x'.repeat(1024 * 1024) })))).toEqual([413, 'TOO_LARGE']);
  });

  it.each(['multipart/form-data', 'multipart/form-data; boundary=other', 'multipart/form-data; boundary=x'])('as a broken %s answers 400', async (type) => {
    const payload = '--x\r\ncontent-disposition: form-data; name="_token"\r\n\r\nhalf a';
    expect((await web.send({ method: 'POST', url: '/things/file', payload, headers: { ...FORM, cookie: browser.cookie, 'content-type': type } })).statusCode).toBe(400);
  });

  it('of a type that nobody reads answers 415', async () => {
    expect(await problem(raw('<what/>', 'application/xml'))).toEqual([415, 'WRONG_CONTENT_TYPE']);
  });

  it.each([
    ['/api/v1/things/0', 404],
    ['/api/v1/things/-1', 404],
    ['/api/v1/things/1e3', 404],
    ['/api/v1/things/2147483648', 404],
    ['/api/v1/things/2147483647', 200],
    ['/api/v1/things/by-reference/ls-7k2qf9', 200],
    ['/api/v1/things/by-reference/LS-0', 404],
    ['/api/v1/things/by-reference/%00', 400],
    ['/api/v1/things?limit=%00', 400],
    ['/api/v1/things?limit=0', 422],
    ['/api/v1/things?limit=1&limit=2', 422],
    ['/api/v1/things?limit[x]=2', 422],
    ['/api/v1/nothing', 404],
    ['/%zz', 400],
  ])('as the address %s answers %i', async (url, status) => {
    expect((await web.send({ url, headers })).statusCode).toBe(status);
  });

  it('answers a fault with a reference and without what was in it', async () => {
    const answer = await web.send({ url: '/api/v1/things/fault', headers });
    expect([answer.statusCode, answer.json<{ instance: string }>().instance]).toEqual([500, answer.headers['x-request-id']]);
    expect(answer.body).not.toContain('secret-value');
  });

  it('leads on from an unknown page', async () => {
    const answer = await web.send({ url: '/nowhere', headers: { cookie: browser.cookie } });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('Go to the start page');
    expect(answer.body).toContain(answer.headers['x-request-id']);
  });
});

describe('an error that somebody can act on', () => {
  const lines: string[] = [];
  let before: object;
  beforeAll(() => {
    const log = web.app.get(RequestLog);
    before = { ...log };
    Object.assign(log, new RequestLog('info', Object.assign(new PassThrough(), { write: (line: string) => lines.push(line) > 0 })));
  });
  afterAll(() => void Object.assign(web.app.get(RequestLog), before));
  const loggedOf = (reference: unknown) => lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ requestId }) => requestId === reference).map(({ msg, status }) => [msg, status]);

  it.each([
    [403, 'You cannot do this', undefined], [404, 'Page not found', undefined], [409, 'This cannot be done now', undefined], [413, 'This is too large', undefined], [422, 'This cannot be taken', undefined],
    [429, 'Please wait', '90'], [500, 'Something went wrong', undefined], [503, 'The service is not available', '10'],
  ])('%i has a page and an answer of the API, each with a way on and a reference that is in the log', async (status, title, retryAfter) => {
    const [shown, answered] = [await web.send({ url: `/things/refused/${status}`, headers: { cookie: browser.cookie } }), await web.send({ url: `/api/v1/things/refused/${status}`, headers })];
    for (const answer of [shown, answered]) {
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([status, retryAfter]);
      expect(answer.body).not.toContain('secret-value');
      expect(loggedOf(answer.headers['x-request-id'])).toEqual([...(status >= 500 ? [['fault', undefined]] : []), ['answered', status]]);
    }
    expect(shown.body).toContain(`<h1 class="govuk-heading-l">${title}</h1>`);
    expect(/class="app-reference">([^<]+)</.exec(shown.body)?.[1]).toBe(shown.headers['x-request-id']);
    expect(shown.body).toContain(WAYS_ON[status]);
    expect(shown.body.includes(`href="/things/refused/${status}"`)).toBe([429, 500, 503].includes(status));
    expect(answered.json()).toMatchObject({ status, title, code: expect.any(String) as unknown, detail: expect.any(String) as unknown, instance: answered.headers['x-request-id'] });
  });

  it('413 is also that of a form that is too long, and of a file that is too large', async () => {
    const long = await postForm({ _token: browser.formToken, what: 'x'.repeat(1024 * 1024) });
    const file = ['--x', 'content-disposition: form-data; name="_token"', '', browser.formToken, '--x', 'content-disposition: form-data; name="file"; filename="a.csv"', '', 'x'.repeat(20 * 1024 * 1024 + 1), '--x--', ''].join('\r\n');
    const large = await web.send({ method: 'POST', url: '/things/file', payload: file, headers: { ...FORM, cookie: browser.cookie, 'content-type': 'multipart/form-data; boundary=x' } });
    for (const [answer, sentence] of [[long, 'Send less at once.'], [large, 'The file is larger than 20 MB.']] as const) {
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8']);
      expect(answer.body).toContain(sentence);
      expect(answer.body).toContain(answer.headers['x-request-id']);
    }
  });
});

describe('the API', () => {
  it('does a POST with an Idempotency-Key once, and says so again with what names it and no word of what it answered', async () => {
    const key = { 'idempotency-key': 'a-key' };
    const first = await post('/api/v1/things', { what: 'once' }, key);
    const second = await post('/api/v1/things', { what: 'once' }, key);
    expect([first.statusCode, first.headers['idempotent-replayed']]).toEqual([201, undefined]);
    expect([second.statusCode, second.headers['idempotent-replayed'], second.body, second.headers.etag, second.headers.location]).toEqual([201, 'true', '', '"1"', '/api/v1/things/1']);
    expect((await post('/api/v1/things', { what: 'other' }, key)).json<{ code: string }>().code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await post('/api/v1/things', { what: 'once' }, { 'idempotency-key': 'a key' })).statusCode).toBe(400);
  });

  it('does two at once with the same key once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => post('/api/v1/things', { what: 'race' }, { 'idempotency-key': 'race' })));
    const [done, ...others] = answers.filter(({ body }) => body !== '');
    const next = await post('/api/v1/things', { what: 'after the race' });
    expect([others, next.json<{ made: number }>().made - (done?.json<{ made: number }>().made ?? 0)]).toEqual([[], 1]);
  });

  it('keeps no answer of a refused request: its key can be sent again', async () => {
    const key = { 'idempotency-key': 'refused' };
    expect((await post('/api/v1/things', { what: 'refused' }, key)).statusCode).toBe(409);
    expect((await post('/api/v1/things', { what: 'mended' }, key)).statusCode).toBe(201);
  });

  it('gives a version to read and wants it back with the change', async () => {
    expect((await web.send({ url: '/api/v1/things/1', headers })).headers.etag).toBe('"3"');
    const change = async (version: string) => (await post('/api/v1/things/1', {}, { 'if-match': version })).statusCode;
    expect([await change('"3"'), await change('"2"'), await change('3')]).toEqual([201, 412, 400]);
  });

  it('describes itself', async () => {
    const document = (await web.send({ url: '/api/openapi.json' })).json<{ openapi: string; paths: Record<string, { post?: { responses: object } }>; components: { schemas: Record<string, object> } }>();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).filter((path) => path.startsWith('/api/v1/things'))).toEqual(['/api/v1/things', '/api/v1/things/fault', '/api/v1/things/refused/{status}', '/api/v1/things/by-reference/{reference}', '/api/v1/things/{id}']);
    expect(document.components.schemas.ThingDto).toMatchObject({ required: ['what'], properties: { startsOn: { format: 'date' } } });
    expect(document.paths['/api/v1/things']?.post?.responses).toHaveProperty('422');
  });
});

describe('every answer', () => {
  it('tells browsers to load nothing from elsewhere and to keep nothing', async () => {
    const { headers: sent } = await web.send({ url: '/things/new', headers: { cookie: browser.cookie } });
    expect(sent['content-security-policy']).toMatch(/^default-src 'none';script-src 'self' 'nonce-[0-9a-f]{32}';/);
    expect(sent['content-security-policy']).not.toContain('unsafe');
    expect([sent['cache-control'], sent['x-content-type-options'], sent['x-powered-by'], sent['strict-transport-security']]).toEqual(['no-store', 'nosniff', undefined, undefined]);
    expect(sent['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('serves styles without the fonts that are gov.uk’s alone', async () => {
    const path = /href="(\/assets\/[^"]+\.css)"/.exec((await web.send({ url: '/sign-in' })).body)?.[1] ?? '';
    const css = await web.send({ url: path });
    expect([css.statusCode, css.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(css.body).not.toMatch(/GDS Transport|@font-face|sourceMappingURL/);
    const shorter = await Promise.all(['gzip, deflate, br', 'gzip;q=1.0'].map((taken) => web.send({ url: path, headers: { 'accept-encoding': taken } })));
    expect(shorter.map(({ headers: sent }) => sent['content-encoding'])).toEqual(['br', 'gzip']);
    expect([brotliDecompressSync(shorter[0]?.bytes ?? ''), gunzipSync(shorter[1]?.bytes ?? '')].map(String)).toEqual([css.body, css.body]);
  });

  it('says that the service is well, to anyone', async () => {
    const answer = await web.send({ url: '/health' });
    expect(answer.json()).toEqual({ status: 'ok', database: 'ok', now: '2026-09-01T07:00:00Z', dueSince: null });
  });
});

it('renders a view with what every page has', async () => {
  const answer = await web.send({ url: '/things/rendered', headers: { cookie: browser.cookie } });
  expect(answer.body).toContain('<title>Rendered – Learner Support</title>');
  expect(answer.body).toContain('Priya Shah');
});

it('says when to come back while the database is away', async () => {
  const away = await webApp([ThingPages]);
  const { cookie } = await signIn(away);
  await away.loseDatabase();
  const answers = await Promise.all(['/health', '/things/new'].map((url) => away.send({ url, headers: { cookie } })));
  expect(answers.map(({ statusCode, headers: sent }) => [statusCode, sent['retry-after']])).toEqual([[503, '10'], [503, '10']]);
  expect(answers[1]?.body).toContain('The service is not available');
  await away.close();
});

describe('where the start is refused', () => {
  @Controller('unmarked')
  class Unmarked {
    @Get()
    look() {
      return {};
    }
  }

  it('names the routes that do not say who may come in', async () => {
    await expect(webApp([Unmarked])).rejects.toThrow('mark them with @Allow: Unmarked.look');
  });
});

it('has no training pages in a live installation, and cookies that are bound to its host, to https and to no script', async () => {
  const live = await webApp([ThingPages], { kind: 'live', secureCookies: true });
  const { cookie, formToken } = await signIn(live);
  expect(cookie).toMatch(/^__Host-lsa=/);
  await live.dataSource.query('UPDATE session SET enrolling = false');
  const post = async (url: string, fields: Record<string, string>, sent: Record<string, string>) =>
    (await live.send({ method: 'POST', url, payload: new URLSearchParams(fields).toString(), headers: { ...FORM, ...sent } })).headers['set-cookie'] ?? [];
  const given = [...(await post('/things/new', { _token: formToken, what: 'this' }, { cookie })), ...(await post('/sign-in', { email: EMAIL, password: PASSWORD }, {}))];
  expect(given.map((text) => text.replace(/=[^;]*/, ''))).toEqual([
    expect.stringMatching(/^__Host-lsa-confirmation; Max-Age=60; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    expect.stringMatching(/^__Host-lsa; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    expect.stringMatching(/^__Host-lsa-device; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
  ]);
  const answer = await live.send({ url: '/things/training', headers: { cookie } });
  expect(answer.statusCode).toBe(404);
  expect(answer.body).not.toContain('Training');
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  const unreadable = await live.send({ url: '/things/%E0%A4%A' });
  expect([unreadable.statusCode, unreadable.headers['strict-transport-security'], unreadable.headers['content-security-policy'], unreadable.headers['cache-control']]).toEqual([
    400, 'max-age=31536000; includeSubDomains', "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", 'no-store',
  ]);
  const ended = await live.send({ method: 'POST', url: '/sign-out', headers: { ...FORM, cookie, 'sec-fetch-site': 'same-origin' }, payload: new URLSearchParams({ _token: formToken }).toString() });
  expect(ended.headers['set-cookie']?.find((text) => text.includes('confirmation'))).toMatch(/^__Host-lsa-confirmation=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect([live.app.getHttpServer().requestTimeout, await timeouts(live)]).toEqual([120_000, { web: '2min', worker: '0' }]);
  await live.close();
});

/** How long a statement of the pages' and of the jobs' may take. */
async function timeouts({ app, dataSource }: WebApp): Promise<object> {
  const of = async (source: DataSource) => (await source.query<{ statement_timeout: string }[]>('SHOW statement_timeout'))[0]?.statement_timeout;
  return { web: await of(app.get<DataSource>(getDataSourceToken(WEB), { strict: false })), worker: await of(dataSource) };
}
