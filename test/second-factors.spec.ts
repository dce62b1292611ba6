import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import { hashPassword } from '../src/sign-in/passwords.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { fieldError, FormBrowser, mainText } from './support/form-browser.js';
import { EMAIL, PASSWORD, webApp, type WebApp } from './support/web-app.js';

let web: WebApp;
let live: WebApp;
const NOW = '2026-09-01T07:00:00Z';
const after = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();
const codeAt = (secret: string, seconds = 0) => generateSync({ secret, epoch: Date.parse(NOW) / 1000 + seconds });
const browser = (of = web) => new FormBrowser(Number(new URL(of.url).port));
const TABLES = ['message', 'session', 'sign_in_attempt', 'sign_in_step', 'recovery_code', 'totp_factor'];

beforeAll(async () => {
  [web, live] = [await webApp([]), await webApp([], { kind: 'live' })];
});
beforeEach(async () => {
  for (const one of [web, live]) {
    one.setNow(NOW);
    for (const table of TABLES) await one.dataSource.query(`DELETE FROM ${table}`);
  }
});
afterAll(async () => {
  await web.close();
  await live.close();
});

/** Sets an app up through the pages; answers its secret. Its first code is that of 07:00:00. */
async function enrol(user: FormBrowser): Promise<string> {
  await user.get('/account/second-factors');
  expect((await user.post('/account/second-factors/app')).headers.location).toBe('/account/second-factors/app');
  const page = await user.get('/account/second-factors/app');
  const secret = /<code class="app-key">([A-Z2-7 ]+)</.exec(page.body)?.[1]?.replaceAll(' ', '') ?? '';
  expect(page.body).toContain('<svg');
  const wrong = await user.post('/account/second-factors/app/confirmation', { code: codeAt(secret) === '000000' ? '111111' : '000000' });
  expect([wrong.statusCode, fieldError(wrong)]).toEqual([422, expect.stringMatching(/^This code is not right/)]);
  expect((await user.post('/account/second-factors/app/confirmation', { code: codeAt(secret) })).headers.location).toBe('/account/recovery-codes');
  return secret;
}

/** Somebody with an app, and a browser past the password. */
async function pastPassword(of = web): Promise<{ secret: string; user: FormBrowser }> {
  const first = browser(of);
  await first.signIn(EMAIL, PASSWORD);
  const secret = await enrol(first);
  const user = browser(of);
  expect(await user.signIn(EMAIL, PASSWORD)).toBe('/sign-in/second-factor?next=%2F');
  return { secret, user };
}

const enter = (user: FormBrowser, code: string) => user.post('/sign-in/second-factor', { code, next: '/account' });

describe('setting an authenticator app up', () => {
  it('ends all sessions and begins a new one', async () => {
    const [user, elsewhere] = [browser(), browser()];
    await user.signIn(EMAIL, PASSWORD);
    await elsewhere.signIn(EMAIL, PASSWORD);
    const before = user.cookie('lsa');
    await enrol(user);
    expect([await user.isSignedIn(), await elsewhere.isSignedIn()]).toEqual([true, false]);
    expect(user.cookie('lsa')).not.toBe(before);
  });

  it('does not count before its first code was right', async () => {
    const user = browser();
    await user.signIn(EMAIL, PASSWORD);
    await user.get('/account/second-factors');
    await user.post('/account/second-factors/app');
    expect(await browser().signIn(EMAIL, PASSWORD)).toBe('/');
  });

  it('happens once: another needs the first removed', async () => {
    const user = browser();
    await user.signIn(EMAIL, PASSWORD);
    await enrol(user);
    await user.get('/account/second-factors');
    expect((await user.post('/account/second-factors/app')).statusCode).toBe(409);
    expect((await user.post('/account/second-factors/app/removal')).headers.location).toBe('/account/second-factors');
    expect(await browser().signIn(EMAIL, PASSWORD)).toBe('/');
  });
});

describe('a sign-in with an authenticator app', () => {
  it('opens nothing between the password and the code', async () => {
    const { user } = await pastPassword();
    expect(user.cookie('lsa')).toBeUndefined();
    expect(await user.isSignedIn()).toBe(false);
    user.setCookie('lsa', user.cookie('lsa-step') ?? '');
    expect(await user.isSignedIn()).toBe(false);
  });

  it('begins a session of its own with the code, and ends the step', async () => {
    const { secret, user } = await pastPassword();
    web.setNow(after(30));
    user.setCookie('lsa', 'chosen-by-another');
    const step = user.cookie('lsa-step') ?? '';
    const answer = await enter(user, codeAt(secret, 30));
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/account']);
    expect([user.cookie('lsa-step'), user.cookie('lsa')]).toEqual([undefined, expect.stringMatching(/^[\w-]{43}$/)]);
    expect([step, 'chosen-by-another']).not.toContain(user.cookie('lsa'));
    expect(await user.isSignedIn()).toBe(true);
    const again = browser();
    again.setCookie('lsa-step', step);
    expect((await enter(again, codeAt(secret, 60))).headers.location).toMatch(/^\/sign-in/);
  });

  it('takes no code twice, and none that is older than the last', async () => {
    const { secret, user } = await pastPassword();
    expect(fieldError(await enter(user, codeAt(secret)))).toMatch(/has been used before/);
    web.setNow(after(30));
    expect((await enter(user, codeAt(secret, 60))).statusCode).toBe(303);
    const thief = browser();
    await thief.signIn(EMAIL, PASSWORD);
    await web.dataSource.query('DELETE FROM sign_in_attempt');
    for (const seconds of [0, 30, 60]) expect((await enter(thief, codeAt(secret, seconds))).statusCode).toBe(422);
  });

  it('takes a code once when it comes from two at the same time', async () => {
    const { secret, user } = await pastPassword();
    const other = browser();
    await other.signIn(EMAIL, PASSWORD);
    await web.dataSource.query('DELETE FROM sign_in_attempt');
    web.setNow(after(30));
    const statuses = await Promise.all([user, other].map(async (one) => (await enter(one, codeAt(secret, 30))).statusCode));
    expect(statuses.sort()).toEqual([303, 422]);
  });

  it('has ten minutes', async () => {
    const { secret, user } = await pastPassword();
    web.setNow(after(599));
    expect((await user.get('/sign-in/second-factor')).statusCode).toBe(200);
    web.setNow(after(600));
    expect((await enter(user, codeAt(secret, 600))).headers.location).toMatch(/^\/sign-in\?/);
    expect(await user.isSignedIn()).toBe(false);
  });

  it('is slowed down by wrong codes, and the right password does not begin their count anew', async () => {
    const { secret, user } = await pastPassword();
    for (let i = 0; i < 2; i += 1) expect((await enter(user, 'aaaa-bbbb')).statusCode).toBe(422);
    web.setNow(after(30));
    const fourth = await enter(user, codeAt(secret, 30));
    expect(fourth.statusCode).toBe(303);
    const thief = browser();
    await thief.signIn(EMAIL, PASSWORD);
    for (let i = 0; i < 2; i += 1) expect((await enter(thief, '123456')).statusCode).toBe(422);
    const slowed = await enter(thief, '123456');
    expect([slowed.statusCode, slowed.headers['retry-after']]).toEqual([429, '1']);
    web.setNow(after(32));
    expect(await thief.signIn(EMAIL, PASSWORD)).toBe('/sign-in/second-factor?next=%2F');
    const still = await enter(thief, '123456');
    expect([still.statusCode, still.headers['retry-after']]).toEqual([429, '2']);
  });
});

describe('recovery codes', () => {
  async function makeCodes(user: FormBrowser): Promise<string[]> {
    await user.get('/account/recovery-codes');
    const answer = await user.post('/account/recovery-codes');
    return [...answer.body.matchAll(/<code class="app-key">([^<]+)</g)].map(([, code]) => code ?? '');
  }

  it('are ten, shown once, kept as hashes, and none works twice', async () => {
    const user = browser();
    await user.signIn(EMAIL, PASSWORD);
    await enrol(user);
    const codes = await makeCodes(user);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(mainText(await user.get('/account/recovery-codes'))).not.toContain(codes[0]);
    const kept = await web.dataSource.query<{ code_hash: string }[]>('SELECT code_hash FROM recovery_code');
    expect(kept.every(({ code_hash }) => /^[0-9a-f]{64}$/.test(code_hash))).toBe(true);
    // Trying codes against a copy of the database finds none: a key is in what is kept.
    expect(kept.map(({ code_hash }) => code_hash)).not.toContain(hashSecret(`recovery:${codes[0]?.replaceAll('-', '')}`));
    const [first = ''] = codes;
    const one = browser();
    await one.signIn(EMAIL, PASSWORD);
    expect((await enter(one, ` ${first.toUpperCase().replaceAll('-', ' ')} `)).statusCode).toBe(303);
    const two = browser();
    await two.signIn(EMAIL, PASSWORD);
    expect((await enter(two, first)).statusCode).toBe(422);
    expect(mainText(await one.get('/account/recovery-codes'))).toContain('You have 9 codes left');
  });

  it('give way to new ones, and go with the last factor', async () => {
    const user = browser();
    await user.signIn(EMAIL, PASSWORD);
    await enrol(user);
    const [old = ''] = await makeCodes(user);
    await makeCodes(user);
    const other = browser();
    await other.signIn(EMAIL, PASSWORD);
    expect((await enter(other, old)).statusCode).toBe(422);
    await user.post('/account/second-factors/app/removal');
    expect(await web.dataSource.query('SELECT FROM recovery_code')).toEqual([]);
  });
});

describe('a mail to the owner', () => {
  const told = () => web.dataSource.query<{ sign_in_change: string; to_address: string; state: string; text: string }[]>('SELECT sign_in_change, to_address, state, text FROM message ORDER BY id');

  it('follows each change of how they sign in, and nothing that was refused', async () => {
    const user = browser();
    await user.signIn(EMAIL, PASSWORD);
    const secret = await enrol(user);
    await user.get('/account/recovery-codes');
    const codes = [...(await user.post('/account/recovery-codes')).body.matchAll(/<code class="app-key">([^<]+)</g)].map(([, code]) => code ?? '');
    const [key] = await web.dataSource.query<{ id: number }[]>(`INSERT INTO passkey (person_id, name, credential_id, public_key, uses, transports, made_at)
      SELECT id, 'Key of my uncle', 'id', '', 0, '{}', now() FROM person WHERE email = $1 RETURNING id`, [EMAIL]);
    await user.post(`/account/second-factors/passkeys/${key?.id}/removal`);
    await user.post('/account/second-factors/app/removal');
    await user.post('/account/password', { current: 'wrong', password: 'seven grey herons fishing' });
    await user.post('/account/password', { current: PASSWORD, password: 'seven grey herons fishing' });
    const mails = await told();
    expect(mails.map(({ sign_in_change }) => sign_in_change)).toEqual(['app.added', 'recovery-codes.made', 'passkey.removed', 'app.removed', 'password.changed']);
    expect(mails.every(({ to_address, state }) => to_address === EMAIL && state === 'pending')).toBe(true);
    for (const { text } of mails) {
      expect(text).toContain('It happened at 08:00 BST on Tuesday 1 September 2026.');
      for (const one of [secret, ...codes, 'uncle', 'herons', 'http']) expect(text).not.toContain(one);
    }
    await user.get('/account/password');
    expect((await user.post('/account/password', { current: 'seven grey herons fishing', password: PASSWORD })).statusCode).toBe(303);
  });
});

describe('in a live installation', () => {
  it('whoever has no second factor comes to nothing but the pages where they get one', async () => {
    const user = browser(live);
    expect(await user.signIn(EMAIL, PASSWORD)).toBe('/');
    for (const path of ['/account', '/account/password', '/api']) {
      const { statusCode, headers } = await user.get(path);
      expect([path, statusCode, headers.location]).toEqual(path === '/api' ? [path, 200, undefined] : [path, 303, '/account/second-factors']);
    }
    expect(mainText(await user.get('/account/second-factors'))).toContain('Everyone here needs something beside the password');
    await enrol(user);
    expect(await user.isSignedIn()).toBe(true);
  });

  it('can sign out again without one', async () => {
    const user = browser(live);
    await user.signIn(EMAIL, PASSWORD);
    await user.get('/account/second-factors');
    expect((await user.post('/sign-out')).headers.location).toBe('/sign-in');
  });

  it('the last factor stays', async () => {
    const user = browser(live);
    await user.signIn(EMAIL, PASSWORD);
    await enrol(user);
    await user.get('/account/second-factors');
    const refused = await user.post('/account/second-factors/app/removal');
    expect([refused.statusCode, mainText(refused)]).toEqual([409, expect.stringContaining('Add another first')]);
  });
});

describe('a password that the operator gave', () => {
  const GIVEN = 'grey-heron-fishing-rain-417';
  const give = async (of: WebApp) => {
    await of.dataSource.query('UPDATE credential SET password_hash = $1, ends_at = $2', [await hashPassword(GIVEN), after(86_400)]);
  };
  const own = async (of: WebApp) => of.dataSource.query('UPDATE credential SET password_hash = $1, ends_at = NULL', [await hashPassword(PASSWORD)]);

  it('opens the page where another is chosen alone, then those of the second factor', async () => {
    await give(live);
    const user = browser(live);
    expect(await user.signIn(EMAIL, GIVEN)).toBe('/');
    for (const path of ['/account', '/account/second-factors', '/account/recovery-codes', '/account/tokens']) expect([path, (await user.get(path)).headers.location]).toEqual([path, '/account/password']);
    const refused = await user.get('/api/v1/tokens');
    expect([refused.statusCode, refused.body]).toEqual([403, expect.stringContaining('CHOOSE_PASSWORD')]);
    expect(mainText(await user.get('/account/password'))).toContain('opens nothing but this page');
    const choose = (password: string) => user.post('/account/password', { current: GIVEN, password });
    expect(fieldError(await choose(GIVEN))).toBe('Choose another password than the one you have.');
    expect((await choose('seven grey herons fishing')).headers.location).toBe('/account');
    expect((await user.get('/account')).headers.location).toBe('/account/second-factors');
    expect(await live.dataSource.query('SELECT ends_at FROM credential')).toEqual([{ ends_at: null }]);
    await own(live);
  });

  it('opens no more to whoever has a second factor', async () => {
    const { secret } = await pastPassword();
    await give(web);
    web.setNow(after(30));
    const user = browser();
    expect(await user.signIn(EMAIL, GIVEN)).toBe('/sign-in/second-factor?next=%2F');
    expect((await enter(user, codeAt(secret, 30))).statusCode).toBe(303);
    expect((await user.get('/account')).headers.location).toBe('/account/password');
    await user.get('/account/password');
    expect((await user.post('/sign-out')).headers.location).toBe('/sign-in');
    await own(web);
  });

  it('opens no more to whoever begins within its 24 hours and shows the second factor after them', async () => {
    const { secret } = await pastPassword();
    await give(web);
    web.setNow(after(86_370));
    const user = browser();
    expect(await user.signIn(EMAIL, GIVEN)).toBe('/sign-in/second-factor?next=%2F');
    web.setNow(after(86_430));
    expect((await enter(user, codeAt(secret, 86_430))).statusCode).toBe(303);
    expect((await user.get('/account')).headers.location).toBe('/account/password');
    await own(web);
  });

  it('ends after 24 hours', async () => {
    await give(web);
    web.setNow(after(86_399));
    expect(await browser().signIn(EMAIL, GIVEN)).toBe('/');
    web.setNow(after(86_400));
    expect(await browser().signIn(EMAIL, GIVEN)).toBeUndefined();
    await own(web);
  });
});

describe('a password', () => {
  const change = (user: FormBrowser, current: string, password: string) => user.post('/account/password', { current, password });

  it('is changed with the one before, and everything else of its owner ends', async () => {
    const [user, elsewhere] = [browser(), browser()];
    await user.signIn(EMAIL, PASSWORD);
    await elsewhere.signIn(EMAIL, PASSWORD);
    await user.get('/account/password');
    expect(fieldError(await change(user, 'wrong', 'seven grey herons fishing'))).toMatch(/^This is not your password/);
    expect(fieldError(await change(user, PASSWORD, 'too short'))).toMatch(/^Choose a password of 15 characters or more/);
    expect(fieldError(await change(user, PASSWORD, 'liverpoolliverpool'))).toMatch(/one that many people use/);
    expect((await change(user, PASSWORD, 'seven grey hérons fishing')).headers.location).toBe('/account');
    expect([await user.isSignedIn(), await elsewhere.isSignedIn()]).toEqual([true, false]);
    expect(await browser().signIn(EMAIL, PASSWORD)).toBeUndefined();
    expect(await browser().signIn(EMAIL, 'seven grey hérons fishing'.normalize('NFD'))).toBe('/');
    await user.get('/account/password');
    expect((await change(user, 'seven grey hérons fishing', PASSWORD)).statusCode).toBe(303);
  });

  it('is guessed no faster there than at the sign-in', async () => {
    const user = browser();
    await user.signIn(EMAIL, PASSWORD);
    await user.get('/account/password');
    for (let i = 0; i < 3; i += 1) expect((await change(user, 'wrong', 'seven grey herons fishing')).statusCode).toBe(422);
    expect((await change(user, 'wrong', 'seven grey herons fishing')).statusCode).toBe(429);
  });
});
