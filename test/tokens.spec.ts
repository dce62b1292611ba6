import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { AccessTokensService } from '../src/sign-in/access-tokens.service.js';
import { EVERY_SCOPE, type Scope } from '../src/sign-in/scopes.js';
import { Allow, NeedsSensitiveScope } from '../src/web/allow.js';
import { EMAIL, FORM, signIn, webApp, type WebApp } from './support/web-app.js';

@Controller('api/v1/things')
class ThingsApi {
  @Get() @Allow.signedIn()
  read() {
    return { read: true };
  }

  @Post() @Allow.signedIn()
  write(@Body() _body: object) {
    return { written: true };
  }

  @Get('secret') @Allow.signedIn() @NeedsSensitiveScope()
  secret() {
    return { read: true };
  }

  @Get('open') @Allow.public()
  open() {
    return { open: true };
  }
}

let web: WebApp;
let browser: { cookie: string; formToken: string };
let personId: number;
beforeAll(async () => {
  web = await webApp([ThingsApi]);
  const [person] = await web.dataSource.query<{ id: number }[]>('SELECT id FROM person WHERE email = $1', [EMAIL]);
  personId = person?.id ?? 0;
});
beforeEach(async () => {
  web.setNow('2026-09-01T07:00:00Z');
  await web.dataSource.query('DELETE FROM access_token; DELETE FROM session; DELETE FROM sign_in_attempt');
  browser = await signIn(web);
});
afterAll(() => web.close());

const issue = (...scopes: Scope[]) => web.app.get(AccessTokensService).issue(personId, `for ${scopes.join()}`, 30, scopes);
const as = (token: string, method = 'GET', url = '/api/v1/things', body?: object, headers: Record<string, string> = {}) =>
  web.send({ method, url, headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...headers }, payload: body && JSON.stringify(body) });
const form = (url: string, fields: Record<string, string>) =>
  web.send({ method: 'POST', url, payload: new URLSearchParams({ _token: browser.formToken, ...fields }).toString(), headers: { ...FORM, cookie: browser.cookie } });
const code = (answer: { body: string; statusCode: number }) => [answer.statusCode, (JSON.parse(answer.body) as { code?: string }).code];

describe('an access token', () => {
  it.each<[Scope[], string, string, number]>([
    [['read'], 'GET', '/api/v1/things', 200],
    [['read'], 'HEAD', '/api/v1/things', 200],
    [['read'], 'POST', '/api/v1/things', 403],
    [['write'], 'POST', '/api/v1/things', 201],
    [['write'], 'GET', '/api/v1/things', 403],
    [['read', 'write'], 'GET', '/api/v1/things/secret', 403],
    [['sensitive'], 'GET', '/api/v1/things/secret', 403],
    [['read', 'sensitive'], 'GET', '/api/v1/things/secret', 200],
    [['write'], 'GET', '/api/v1/things/open', 200],
  ])('for %j that asks %s %s gets %i', async (scopes, method, url, status) => {
    const answer = await as(await issue(...scopes), method, url, method === 'POST' ? {} : undefined);
    expect(answer.statusCode).toBe(status);
    if (status === 403) expect(code(answer)).toEqual([403, 'SCOPE_MISSING']);
  });

  it('leaves sessions alone, which may do what their person may', async () => {
    expect((await web.send({ url: '/api/v1/things/secret', headers: { cookie: browser.cookie } })).statusCode).toBe(200);
  });

  it('says when it was last used, to the minute', async () => {
    const token = await issue('read');
    const lastUsed = async () => (await web.dataSource.query<{ last_used_at: Date | null }[]>('SELECT last_used_at FROM access_token'))[0]?.last_used_at?.toISOString();
    expect(await lastUsed()).toBeUndefined();
    await as(token);
    web.setNow('2026-09-01T07:00:59Z');
    await as(token);
    expect(await lastUsed()).toBe('2026-09-01T07:00:00.000Z');
    web.setNow('2026-09-01T07:01:00Z');
    await as(token);
    expect(await lastUsed()).toBe('2026-09-01T07:01:00.000Z');
  });

  it('ends on its day, to the second', async () => {
    const token = await issue('read');
    web.setNow('2026-10-01T06:59:59Z');
    expect((await as(token)).statusCode).toBe(200);
    web.setNow('2026-10-01T07:00:00Z');
    expect((await as(token)).statusCode).toBe(401);
  });
});

describe('tokens of one’s own, on the account page', () => {
  it('are made for chosen uses and days, and shown once', async () => {
    const made = await form('/account/tokens', { name: 'Reports', scopes: 'read', days: '7' });
    const secret = /lsa_[\w-]{43}/.exec(made.body)?.[0] ?? '';
    expect([made.statusCode, (await as(secret)).statusCode, code(await as(secret, 'POST', '/api/v1/things', {}))]).toEqual([200, 200, [403, 'SCOPE_MISSING']]);
    const list = await web.send({ url: '/account/tokens', headers: { cookie: browser.cookie } });
    expect(list.body).toContain('<strong>Reports</strong>: read. Ends 8 Sep 2026, 08:00.');
    expect(list.body).not.toContain(secret);
    const [row] = await web.dataSource.query<object[]>('SELECT name, scopes, expires_at - created_at AS lasts FROM access_token');
    expect(row).toEqual({ name: 'Reports', scopes: ['read'], lasts: expect.objectContaining({ days: 7 }) });
    const [event] = await web.dataSource.query<object[]>('SELECT name, fields, person_id FROM audit_event ORDER BY id DESC LIMIT 1');
    expect(event).toEqual({ name: 'token.make', fields: ['read'], person_id: personId });
  });

  it.each([
    [{ name: 'x', scopes: 'read', days: '0' }, '“days until it ends” must be 1 or more.'],
    [{ name: 'x', scopes: 'read', days: '366' }, '“days until it ends” must be 365 or less.'],
    [{ name: 'x', days: '7' }, 'Choose “what it may be used for” from: read, write, sensitive.'],
    [{ name: 'x', scopes: 'everything', days: '7' }, 'Choose “what it may be used for” from: read, write, sensitive.'],
    [{ name: '', scopes: 'read', days: '7' }, 'Enter “name”.'],
  ] as [Record<string, string>, string][])('are not made of %j', async (fields, sentence) => {
    const answer = await form('/account/tokens', fields);
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(sentence)]);
    expect(await web.dataSource.query('SELECT FROM access_token')).toEqual([]);
  });

  it('have each a name of its own, until they have ended', async () => {
    await form('/account/tokens', { name: 'Reports', scopes: 'read', days: '1' });
    expect((await form('/account/tokens', { name: 'Reports', scopes: 'read', days: '1' })).statusCode).toBe(409);
    web.setNow('2026-09-02T07:00:00Z');
    browser = await signIn(web);
    expect((await form('/account/tokens', { name: 'Reports', scopes: 'read', days: '1' })).statusCode).toBe(200);
  });

  it('are ended by their owner, and by nobody else', async () => {
    const secret = /lsa_[\w-]{43}/.exec((await form('/account/tokens', { name: 'Reports', scopes: 'read', days: '7' })).body)?.[0] ?? '';
    const [own] = await web.dataSource.query<{ id: number }[]>('SELECT id FROM access_token');
    const [other] = await web.dataSource.query<{ id: number }[]>(`
      WITH p AS (INSERT INTO person (name, email, authority_code) VALUES ('Nia Cole', 'nia' || random() || '@birmingham.example', 'E08000025') RETURNING id)
      INSERT INTO access_token (secret_hash, person_id, name, scopes, created_at, expires_at) SELECT 'h', id, 'n', '{read}', now(), '2027-01-01' FROM p RETURNING id`);
    expect((await form('/account/tokens/end', { token: String(other?.id) })).statusCode).toBe(404);
    expect((await form('/account/tokens/end', { token: String(own?.id) })).headers.location).toBe('/account/tokens');
    expect((await as(secret)).statusCode).toBe(401);
    expect(await web.dataSource.query('SELECT id FROM access_token')).toEqual([other]);
  });
});

describe('tokens through the API', () => {
  it('are made with a token that has every right it gives, listed, and ended', async () => {
    const token = await issue(...EVERY_SCOPE);
    const made = await as(token, 'POST', '/api/v1/tokens', { name: 'Nightly', scopes: ['read'], days: 30 });
    expect([made.statusCode, made.json<object>()]).toEqual([201, expect.objectContaining({ name: 'Nightly', scopes: ['read'], lastUsedAt: null, secret: expect.stringMatching(/^lsa_/) })]);
    const { id, secret } = made.json<{ id: number; secret: string }>();
    const list = (await as(token, 'GET', '/api/v1/tokens')).json<{ items: { id: number }[]; total: number }>();
    expect([list.total, list.items[0]]).toEqual([2, expect.not.objectContaining({ secret: expect.anything() })]);
    expect((await as(secret)).statusCode).toBe(200);
    expect((await as(token, 'DELETE', `/api/v1/tokens/${id}`)).statusCode).toBe(204);
    expect((await as(secret)).statusCode).toBe(401);
  });

  it('are not made with a token that may not do sensitive things, nor with more scopes or days than the one used', async () => {
    const body = { name: 'More', scopes: ['read'], days: 30 };
    expect(code(await as(await issue('read', 'write'), 'POST', '/api/v1/tokens', body))).toEqual([403, 'SCOPE_MISSING']);
    const token = await issue('write', 'sensitive');
    expect(code(await as(token, 'POST', '/api/v1/tokens', body))).toEqual([403, 'SCOPE_MISSING']);
    expect(code(await as(token, 'POST', '/api/v1/tokens', { ...body, scopes: ['write'], days: 31 }))).toEqual([422, 'INVALID']);
  });

  it('are not kept for an Idempotency-Key: the secret is nowhere in the database', async () => {
    const token = await issue(...EVERY_SCOPE);
    const again = () => as(token, 'POST', '/api/v1/tokens', { name: 'Once', scopes: ['read'], days: 30 }, { 'idempotency-key': 'k-1' });
    const first = await again();
    expect([first.statusCode, code(await again())]).toEqual([201, [409, 'NAME_TAKEN']]);
    expect(await web.dataSource.query('SELECT FROM idempotent_request')).toEqual([]);
  });
});
