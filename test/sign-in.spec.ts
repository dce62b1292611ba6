import { afterAll, beforeEach, describe, expect, it, beforeAll } from '@jest/globals';
import { hashSecret } from '../src/sign-in/secrets.js';
import { EMAIL, FORM, PASSWORD, signIn, webApp, type WebApp } from './support/web-app.js';

let web: WebApp;

beforeAll(async () => {
  web = await webApp([]);
});
beforeEach(async () => {
  web.setNow('2026-09-01T07:00:00Z');
  await web.dataSource.query('DELETE FROM session');
  await web.dataSource.query('DELETE FROM sign_in_attempt');
});
afterAll(() => web.close());

const attempt = (email: string, password: string, next = '', cookie = '') =>
  web.send({ method: 'POST', url: '/sign-in', payload: new URLSearchParams({ email, password, next }).toString(), headers: { ...FORM, ...(cookie && { cookie }) } });
const isSignedIn = async (cookie: string) => (await web.send({ url: '/account', headers: { cookie } })).statusCode === 200;
const said = (body: string) => /govuk-error-message">([\s\S]*?)<\/p>/.exec(body)?.[1]?.replace(/<[^>]+>/g, '').trim();

describe('signing in', () => {
  it('starts a session that only the browser knows the secret of', async () => {
    const answer = await attempt(`  ${EMAIL.toUpperCase()} `, PASSWORD);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/']);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^lsa=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    const secret = answer.cookie('lsa')?.slice(4) ?? '';
    const [row] = await web.dataSource.query<{ secret_hash: string }[]>('SELECT secret_hash FROM session');
    expect(row?.secret_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.secret_hash).not.toContain(secret);
  });

  it.each([
    ['/cases?page=2', '/cases?page=2'],
    ['https://elsewhere.example', '/'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['/\t/elsewhere.example', '/'],
    ['/.//elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
  ])('with next=%s leads to %s', async (next, location) => {
    expect((await attempt(EMAIL, PASSWORD, next)).headers.location).toBe(location);
  });

  it('says the same whoever it is that could not sign in', async () => {
    await web.dataSource.query(`INSERT INTO person (name, email, authority_code) VALUES ('No Password', 'none@birmingham.example', 'E08000025') ON CONFLICT DO NOTHING`);
    const answers = [await attempt(EMAIL, 'wrong'), await attempt('nobody@birmingham.example', 'wrong'), await attempt('none@birmingham.example', 'wrong')];
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${said(body)}`))).toEqual(
      new Set(['422 Error: The e-mail address or the password is not right. Check both, then try again.']),
    );
  });

  it('asks for what is missing, and shows no password again', async () => {
    expect(said((await attempt('', PASSWORD)).body)).toBe('Error: Enter “E-mail address”.');
    expect(said((await attempt(EMAIL, '')).body)).toBe('Error: Enter your password.');
    expect((await attempt(EMAIL, 'a wrong one')).body).not.toContain('a wrong one');
  });

  it('starts a new session over an old one, which ends', async () => {
    const { cookie: old } = await signIn(web);
    const [session] = await web.dataSource.query<{ form_token: string }[]>('SELECT form_token FROM session');
    const payload = new URLSearchParams({ email: EMAIL, password: PASSWORD, _token: session?.form_token ?? '' }).toString();
    const answer = await web.send({ method: 'POST', url: '/sign-in', payload, headers: { ...FORM, cookie: old } });
    expect(answer.statusCode).toBe(303);
    expect([await isSignedIn(old), await isSignedIn(answer.cookie('lsa') ?? '')]).toEqual([false, true]);
  });

  it('does not take a session that the browser was given by somebody else', async () => {
    const answer = await attempt(EMAIL, PASSWORD, '', 'lsa=chosen-by-another');
    expect(answer.cookie('lsa')).not.toBe('lsa=chosen-by-another');
  });
});

describe('too many failures', () => {
  it('make the next attempt on the account wait, twice as long each time, and never for good', async () => {
    for (let i = 0; i < 3; i += 1) expect((await attempt(EMAIL, 'wrong')).statusCode).toBe(422);
    const third = await attempt(EMAIL, PASSWORD);
    expect([third.statusCode, third.headers['retry-after']]).toEqual([429, '1']);
    web.setNow('2026-09-01T07:00:01Z');
    expect((await attempt(EMAIL, 'wrong')).statusCode).toBe(422);
    expect((await attempt(EMAIL, PASSWORD)).headers['retry-after']).toBe('2');
    await web.dataSource.query('UPDATE sign_in_attempt SET failures = 2000000');
    expect((await attempt(EMAIL, PASSWORD)).headers['retry-after']).toBe('300');
    web.setNow('2026-09-01T07:05:01Z');
    expect((await attempt(EMAIL, PASSWORD)).statusCode).toBe(303);
  });

  it('on many accounts from one address make that address wait', async () => {
    for (let i = 0; i < 30; i += 1) expect((await attempt(`person-${i}@birmingham.example`, 'wrong')).statusCode).toBe(422);
    expect((await attempt('another@birmingham.example', 'wrong')).statusCode).toBe(429);
  }, 60_000);

  it('are counted when they come all at once', async () => {
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => attempt(EMAIL, 'wrong')))).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 422)).toHaveLength(3);
  });

  it('are forgotten with the right password', async () => {
    await attempt(EMAIL, 'wrong');
    await attempt(EMAIL, 'wrong');
    await attempt(EMAIL, PASSWORD);
    expect(await web.dataSource.query('SELECT failures FROM sign_in_attempt ORDER BY failures')).toEqual([{ failures: 2 }]);
  });
});

describe('whoever fails on an account elsewhere', () => {
  const from = (cookie: string, password: string, email = EMAIL) => attempt(email, password, '', cookie);
  const known = async (): Promise<string> => (await attempt(EMAIL, PASSWORD)).cookie('lsa-device') ?? '';

  it('does not keep its owner waiting in a browser that they signed in with before', async () => {
    const device = await known();
    for (let i = 0; i < 3; i += 1) await attempt(EMAIL, 'wrong');
    expect((await attempt(EMAIL, PASSWORD)).statusCode).toBe(429);
    expect((await from(device, PASSWORD)).statusCode).toBe(303);
    expect((await attempt(EMAIL, PASSWORD)).statusCode).toBe(429);
  });

  it('is slowed down in such a browser too', async () => {
    const device = await known();
    for (let i = 0; i < 3; i += 1) expect((await from(device, 'wrong')).statusCode).toBe(422);
    expect((await from(device, PASSWORD)).statusCode).toBe(429);
    expect((await attempt(EMAIL, PASSWORD)).statusCode).toBe(303);
  });

  it('has nothing of a browser known for another account, nor of a word that is not ours', async () => {
    const device = await known();
    for (let i = 0; i < 3; i += 1) expect((await from(device, 'wrong', 'other@birmingham.example')).statusCode).toBe(422);
    expect((await from(device, 'wrong', 'other@birmingham.example')).statusCode).toBe(429);
    for (let i = 0; i < 3; i += 1) await attempt(EMAIL, 'wrong');
    for (const forged of ['lsa-device=chosen.word', 'lsa-device=.', `${device}x`, `${device}.x`]) expect((await from(forged, PASSWORD)).statusCode).toBe(429);
  });
});

it('leaves a trace of a sign-in that failed, with whose account it was and nothing that was typed', async () => {
  const [{ last } = { last: 0 }] = await web.dataSource.query<{ last: number }[]>('SELECT coalesce(max(id), 0)::int AS last FROM audit_event');
  await attempt(EMAIL, 'not this one');
  await attempt('nobody.here@birmingham.example', 'not this one');
  const events = await web.dataSource.query<{ subject: string | null }[]>('SELECT person_id, name, subject, fields, outcome FROM audit_event WHERE id > $1 ORDER BY id', [last]);
  const [person] = await web.dataSource.query<{ id: number }[]>('SELECT id FROM person WHERE email = $1', [EMAIL]);
  const refused = { person_id: null, name: 'session.refuse', fields: ['password'], outcome: 'refused' };
  expect(events).toEqual([{ ...refused, subject: `person-${person?.id}` }, { ...refused, subject: null }]);
});

describe('the address of a visitor', () => {
  it.each([
    [[], '127.0.0.1'],
    [['192.0.2.1'], '127.0.0.1'],
    [['127.0.0.1'], '203.0.113.7'],
    [['127.0.0.0/8', '203.0.113.7'], '198.51.100.9'],
  ])('with the proxies %j is %s', async (trustProxy, address) => {
    const behind = await webApp([], { trustProxy });
    const payload = new URLSearchParams({ email: EMAIL, password: 'wrong' }).toString();
    await behind.send({ method: 'POST', url: '/sign-in', payload, headers: { ...FORM, 'x-forwarded-for': '198.51.100.9, 203.0.113.7' } });
    const counted = await behind.dataSource.query<{ key: string }[]>('SELECT key FROM sign_in_attempt');
    expect(counted.map(({ key }) => key).sort()).toEqual([`email:${EMAIL}`, `address:${address}`].map(hashSecret).sort());
    await behind.close();
  });
});

describe('a session', () => {
  it('ends after 30 minutes without use', async () => {
    const { cookie } = await signIn(web);
    web.setNow('2026-09-01T07:29:59Z');
    expect(await isSignedIn(cookie)).toBe(true);
    web.setNow('2026-09-01T07:59:58Z');
    expect(await isSignedIn(cookie)).toBe(true);
    web.setNow('2026-09-01T08:29:58Z');
    expect(await isSignedIn(cookie)).toBe(false);
  });

  it('ends 12 hours after the sign-in, used or not', async () => {
    const { cookie } = await signIn(web);
    await web.dataSource.query(`UPDATE session SET last_seen_at = '2026-09-01T18:59:00Z'`);
    web.setNow('2026-09-01T18:59:59Z');
    expect(await isSignedIn(cookie)).toBe(true);
    web.setNow('2026-09-01T19:00:00Z');
    expect(await isSignedIn(cookie)).toBe(false);
  });

  it('lives in real time: moving the training clock by a month signs nobody out', async () => {
    const { cookie } = await signIn(web);
    await web.dataSource.query('UPDATE installation SET clock_ahead_ms = clock_ahead_ms + 2592000000');
    const answer = await web.send({ url: '/account', headers: { cookie } });
    expect([answer.statusCode, /It is <time[^>]*>([^<]+)</.exec(answer.body)?.[1]]).toEqual([200, '08:00 on Thursday 1 October 2026']);
  });

  it('ends with signing out, and cannot be used again', async () => {
    const { cookie, formToken } = await signIn(web);
    const answer = await web.send({ method: 'POST', url: '/sign-out', payload: `_token=${formToken}`, headers: { ...FORM, cookie } });
    expect([answer.statusCode, answer.headers.location, answer.cookie('lsa'), answer.headers['clear-site-data']]).toEqual([303, '/sign-in', 'lsa=', '"cache", "storage"']);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  it('can be ended from another of the same person, and by nobody else', async () => {
    const one = await signIn(web);
    const other = await signIn(web);
    const sessions = await web.dataSource.query<{ secret_hash: string; form_token: string }[]>('SELECT secret_hash, form_token FROM session');
    const first = sessions.find(({ form_token }) => form_token !== other.formToken)?.secret_hash ?? '';
    const end = (session: string) =>
      web.send({ method: 'POST', url: '/account/sessions/end', payload: new URLSearchParams({ _token: other.formToken, session }).toString(), headers: { ...FORM, cookie: other.cookie } });
    expect((await end('0'.repeat(64))).statusCode).toBe(404);
    expect((await end(first)).headers.location).toBe('/account');
    expect([await isSignedIn(one.cookie), await isSignedIn(other.cookie)]).toEqual([false, true]);
  });

  it('leaves a trace of its start and its end', async () => {
    await web.dataSource.query('SELECT 1');
    const { cookie, formToken } = await signIn(web);
    await web.send({ method: 'POST', url: '/sign-out', payload: `_token=${formToken}`, headers: { ...FORM, cookie } });
    const events = await web.dataSource.query<{ name: string; request_id: string }[]>('SELECT name, request_id FROM audit_event ORDER BY id DESC LIMIT 2');
    expect(events.map(({ name }) => name)).toEqual(['session.end', 'session.start']);
    expect(events[0]?.request_id).toMatch(/^[0-9a-f-]{36}$/);
  });
});
