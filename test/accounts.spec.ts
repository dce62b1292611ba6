import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { SendMessage } from '../src/notifications/send-message.service.js';
import { UnsentMessages } from '../src/notifications/unsent-messages.service.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { fieldError, FormBrowser, mainText } from './support/form-browser.js';
import { BIRMINGHAM, COVENTRY, emailOf, PASSWORD, type Who } from './support/region.js';
import { startSmtp } from './support/smtp.js';

let test: TestApplication;
let api: ApiCalls;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
const NEW = { name: 'Wanda Reed', email: 'Wanda.Reed@region.example' };
const GOOD = 'seven grey herons fishing in rain';

beforeAll(async () => {
  smtp = await startSmtp();
  test = await startTestApplication({ smtpUrl: smtp.url });
  api = await ApiCalls.of(test);
});
beforeEach(async () => {
  test.setNow('2026-05-11 09:00');
  smtp.mails.length = 0;
  smtp.mood = 'accepts';
  await test.dataSource.query('DELETE FROM session; DELETE FROM sign_in_attempt; DELETE FROM invitation');
});
afterAll(async () => {
  await test.close();
  await smtp.close();
});

const browser = () => new FormBrowser(test.config.port);
async function as(who: Who): Promise<FormBrowser> {
  const user = browser();
  await user.signIn(emailOf(who), PASSWORD);
  return user;
}
const linkOf = (text = '') => /\/invitations\/[\w-]{43}/.exec(text)?.[0] ?? '';

/** Birmingham's administrator invites Wanda; answers the path of the link in the mail. */
async function invite(): Promise<string> {
  const administrator = await as('administrator');
  await administrator.get('/accounts');
  expect((await administrator.post('/accounts/invitations', NEW, '/accounts')).headers.location).toBe('/accounts');
  return linkOf(smtp.mails.at(-1)?.text);
}

describe('an invitation', () => {
  it('goes by e-mail to that person alone, says nothing of anybody, and only its hash is kept', async () => {
    const link = await invite();
    expect(smtp.mails.map(({ to, subject }) => [to, subject])).toEqual([['wanda.reed@region.example', 'Your invitation to Learner Support']]);
    expect(smtp.mails[0]?.text).toContain('until 09:00 BST on Monday 18 May 2026');
    const rows = await test.dataSource.query('SELECT secret_hash, delivery, used_at FROM invitation');
    expect(rows).toEqual([{ secret_hash: hashSecret(link.split('/').at(-1) ?? ''), delivery: 'sent', used_at: null }]);
    expect(await test.dataSource.query(`SELECT authority_code, provider_id, active FROM person WHERE email = 'wanda.reed@region.example'`)).toEqual([{ authority_code: BIRMINGHAM, provider_id: null, active: true }]);
  });

  it('is used up by its form and by no look at it, and signs in', async () => {
    const link = await invite();
    for (let i = 0; i < 3; i += 1) expect(mainText(await browser().get(link))).toContain('Wanda Reed, you are invited for Birmingham');
    const wanda = browser();
    const answer = await wanda.post(link, { password: GOOD });
    expect([answer.statusCode, answer.headers.location, await wanda.isSignedIn()]).toEqual([303, '/', true]);
    expect(await browser().signIn('wanda.reed@region.example', GOOD)).toBe('/');
    for (const again of [await browser().get(link), await browser().post(link, { password: 'another fine password of hers' })]) expect([again.statusCode, mainText(again)]).toEqual([410, expect.stringContaining('has been used')]);
    expect(await browser().signIn('wanda.reed@region.example', GOOD)).toBe('/');
  });

  it('is told of at its address once a password was chosen, again where the mail server did not take it', async () => {
    const link = await invite();
    await test.dataSource.query('DELETE FROM message WHERE sign_in_change IS NOT NULL');
    expect((await browser().post(link, { password: GOOD })).statusCode).toBe(303);
    smtp.mails.length = 0;
    smtp.mood = 'is busy';
    const sendWaiting = async () => {
      for (const { id } of await test.app.get(UnsentMessages).overdue(0, 10)) await test.app.get(SendMessage).sendMessage(id);
    };
    await sendWaiting();
    expect([smtp.mails, await browser().signIn('wanda.reed@region.example', GOOD)]).toEqual([[], '/']);
    smtp.mood = 'accepts';
    test.setNow('2026-05-11 10:00');
    await sendWaiting();
    await sendWaiting();
    expect(smtp.mails.map(({ to, subject }) => [to, subject])).toEqual([['wanda.reed@region.example', 'Learner Support: a password was chosen']]);
    expect(smtp.mails[0]?.text).toContain('It happened at 09:00 BST on Monday 11 May 2026.');
    expect(smtp.mails[0]?.html).toContain('<p>If not, tell the administrator of your organisation at once');
    expect(`${smtp.mails[0]?.text} ${smtp.mails[0]?.html}`).not.toMatch(/http|href/);
  });

  it('sets one password when it comes twice at the same time', async () => {
    const link = await invite();
    const statuses = await Promise.all([GOOD, 'another fine password of hers'].map(async (password) => (await browser().post(link, { password })).statusCode));
    expect(statuses.sort()).toEqual([303, 410]);
  });

  it('counts for seven days', async () => {
    const link = await invite();
    test.setNow('2026-05-18 08:59');
    expect((await browser().get(link)).statusCode).toBe(200);
    test.setNow('2026-05-18 09:00');
    expect((await browser().get(link)).statusCode).toBe(410);
    expect((await browser().post(link, { password: GOOD })).statusCode).toBe(410);
  });

  it('gives way to a newer one', async () => {
    const [first, second] = [await invite(), await invite()];
    expect([(await browser().get(first)).statusCode, (await browser().get(second)).statusCode]).toEqual([410, 200]);
  });

  it.each([
    ['fourteen chars', /^Choose a password of 15 characters or more/],
    ['Password12345678', /one that many people use/],
    ['WandaReed2026!!!', /one that many people use/],
    ['x'.repeat(129), /128 characters at most/],
  ])('takes no password such as %j, and is not used up by it', async (password, sentence) => {
    const link = await invite();
    const refused = await browser().post(link, { password });
    expect([refused.statusCode, fieldError(refused)]).toEqual([422, expect.stringMatching(sentence)]);
    expect(refused.body).not.toContain(password);
    expect((await browser().get(link)).statusCode).toBe(200);
  });

  it('that the mail server does not take is said so, and can be made again', async () => {
    smtp.mood = 'knows nobody';
    const administrator = await as('administrator');
    await administrator.get('/accounts');
    const refused = await administrator.post('/accounts/invitations', NEW, '/accounts');
    expect([refused.statusCode, mainText(refused)]).toEqual([409, expect.stringContaining('did not take the invitation')]);
    smtp.mood = 'accepts';
    expect(await invite()).not.toBe('');
  });

  it('is not found by another secret', async () => {
    await invite();
    for (const secret of ['0'.repeat(43), 'x', '%00', 'a'.repeat(150)]) expect((await browser().get(`/invitations/${secret}`)).statusCode).toBe(secret === '%00' ? 400 : 410);
  });
});

describe('who invites', () => {
  const path = (place: string) => `/accounts/invitations?${place}`;
  it('for an authority is its administrator and its Virtual Head, nobody else', async () => {
    for (const who of ['administrator', 'head'] as const) expect((await api.post(who, path(`authority=${BIRMINGHAM}`), NEW)).status).toBe(201);
    for (const who of ['manager', 'keyWorker', 'keyContact', 'director', 'designatedPerson', 'signatory', 'neighbourContact'] as const)
      expect(await api.refusal(who, 'POST', path(`authority=${BIRMINGHAM}`), NEW)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('administrator', 'POST', path(`authority=${COVENTRY}`), NEW)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal(null, 'POST', path(`authority=${BIRMINGHAM}`), NEW)).toEqual([401, 'NOT_SIGNED_IN']);
  });

  it('for a provider is its designated person, its signatory, and the Virtual School of its area', async () => {
    const provider = `provider=${test.region.providers.ashgrove}`;
    const somebody = { name: 'Pia Lunt', email: 'pia.lunt@region.example' };
    for (const who of ['designatedPerson', 'signatory', 'neighbourContact'] as const) expect((await api.post(who, path(provider), somebody)).status).toBe(201);
    for (const who of ['keyContact', 'administrator', 'head', 'otherDesignatedPerson', 'keyWorker'] as const) expect(await api.refusal(who, 'POST', path(provider), somebody)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('signatory', 'POST', path('provider=999999'), somebody)).toEqual([404, 'NOT_FOUND']);
  });

  it('cannot invite whoever belongs elsewhere', async () => {
    expect(await api.refusal('administrator', 'POST', path(`authority=${BIRMINGHAM}`), { name: 'Dan Pike', email: emailOf('designatedPerson') })).toEqual([422, 'INVALID', 'email: EMAIL_IN_USE']);
    expect(await api.refusal('administrator', 'POST', `/accounts/${test.region.people.designatedPerson}/invitation`)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('administrator', 'POST', '/accounts/999999/invitation')).toEqual([404, 'NOT_FOUND']);
  });

  it('invites whoever somebody else has just added: no fault, and nobody twice', async () => {
    const other = test.operator.createQueryRunner();
    await other.startTransaction();
    await other.query(`INSERT INTO person (name, email, authority_code) VALUES ('Una Moss', 'una.moss@region.example', $1)`, [BIRMINGHAM]);
    const invited = api.post('administrator', `/accounts/invitations?authority=${BIRMINGHAM}`, { name: 'Una Moss', email: 'una.moss@region.example' });
    const waiting = async () => (await test.operator.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))[0]?.n ?? 0;
    while ((await waiting()) === 0) await new Promise(setImmediate);
    await other.commitTransaction();
    await other.release();
    expect((await invited).status).toBe(201);
    expect(await test.dataSource.query(`SELECT name FROM person WHERE email = 'una.moss@region.example'`)).toEqual([{ name: 'Una Moss' }]);
  });

  it('sends an invitation once for one Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'invite-wanda' };
    const first = await api.post('administrator', path(`authority=${BIRMINGHAM}`), NEW, key);
    const again = await api.post('administrator', path(`authority=${BIRMINGHAM}`), NEW, key);
    expect([first.status, again.status, again.body, smtp.mails.length]).toEqual([201, 201, '', 1]);
    expect(JSON.stringify(first.body)).not.toContain(linkOf(smtp.mails[0]?.text).split('/').at(-1));
  });
});

describe('somebody who is put out', () => {
  const act = (who: Who, whom: Who, what: string) => api.post(who, `/accounts/${test.region.people[whom]}/${what}`);

  it('sees nothing more with their next request, wherever they were signed in', async () => {
    const [desk, phone] = [await as('keyWorker'), await as('keyWorker')];
    expect([await desk.isSignedIn(), await phone.isSignedIn(), (await test.get('keyWorker', '/api/v1/me')).status]).toEqual([true, true, 200]);
    expect((await act('administrator', 'keyWorker', 'deactivation')).status).toBe(204);
    expect([await desk.isSignedIn(), await phone.isSignedIn(), (await test.get('keyWorker', '/api/v1/me')).status]).toEqual([false, false, 401]);
    expect(await browser().signIn(emailOf('keyWorker'), PASSWORD)).toBeUndefined();
    expect(await test.dataSource.query('SELECT FROM access_token WHERE person_id = $1 UNION ALL SELECT FROM session WHERE person_id = $1', [test.region.people.keyWorker])).toEqual([]);
    expect(await test.dataSource.query('SELECT name, subject, fields FROM audit_event ORDER BY id DESC LIMIT 2')).toEqual([
      { name: 'session.refuse', subject: null, fields: ['password'] },
      { name: 'person.deactivate', subject: `person-${test.region.people.keyWorker}`, fields: ['active'] },
    ]);
    expect(await api.refusal('administrator', 'POST', `/accounts/${test.region.people.keyWorker}/deactivation`)).toEqual([409, 'ALREADY_INACTIVE']);
    expect(await api.refusal('administrator', 'POST', `/accounts/${test.region.people.keyWorker}/invitation`)).toEqual([409, 'INACTIVE']);
  });

  it('can sign in again once they are let in, with the password they had', async () => {
    expect((await act('head', 'keyWorker', 'reactivation')).status).toBe(204);
    expect(await browser().signIn(emailOf('keyWorker'), PASSWORD)).toBe('/');
    expect(await api.refusal('head', 'POST', `/accounts/${test.region.people.keyWorker}/reactivation`)).toEqual([409, 'ALREADY_ACTIVE']);
  });

  it('has a link that works no longer', async () => {
    const link = await invite();
    const [wanda] = await test.dataSource.query<{ id: number }[]>(`SELECT id FROM person WHERE email = 'wanda.reed@region.example'`);
    expect((await api.post('administrator', `/accounts/${wanda?.id}/deactivation`)).status).toBe(204);
    expect((await browser().get(link)).statusCode).toBe(410);
    expect((await api.post('administrator', `/accounts/${wanda?.id}/reactivation`)).status).toBe(204);
    expect((await browser().get(link)).statusCode).toBe(410);
  });

  it('is so by their administrator, never by themselves, nor by anybody else', async () => {
    expect(await api.refusal('administrator', 'POST', `/accounts/${test.region.people.administrator}/deactivation`)).toEqual([409, 'NOT_YOURSELF']);
    for (const who of ['manager', 'keyContact', 'designatedPerson', 'neighbourContact'] as const)
      for (const what of ['deactivation', 'reactivation']) expect(await api.refusal(who, 'POST', `/accounts/${test.region.people.keyWorker}/${what}`)).toEqual([404, 'NOT_FOUND']);
  });

  it('leaves the provider without its designated person, which is a duty at once (EP1)', async () => {
    const { elmfield } = test.region.providers;
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-05-01')`, [elmfield, BIRMINGHAM]);
    const outcomes = async () => (await test.dataSource.query<{ outcome: string }[]>(`SELECT outcome FROM duty WHERE provider_id = $1 AND clause = 'EP1' AND because IS NULL ORDER BY key`, [elmfield])).map(({ outcome }) => outcome);
    await test.app.get(NightlyDerivation).deriveAll();
    expect(await outcomes()).toEqual(['met']);
    // On signing it was kept, and stays so.
    for (const [act, then] of [['deactivation', ['met', 'open']], ['reactivation', ['met']]] as const) {
      expect((await api.post('keyContact', `/accounts/${test.region.people.otherDesignatedPerson}/${act}`)).status).toBe(204);
      expect(await outcomes()).toEqual(then);
      expect(await test.app.get(NightlyDerivation).deriveAll()).toEqual([]);
    }
  });
});

describe('the list of who can sign in', () => {
  it('says of everybody of the organisation how they do, and of nobody else', async () => {
    const { body } = await api.get<{ items: { name: string; active: boolean; hasPassword: boolean; hasSecondFactor: boolean }[]; total: number }>('administrator', `/accounts?authority=${BIRMINGHAM}&search=Mensah`);
    expect(body.items).toEqual([expect.objectContaining({ name: 'Kofi Mensah', active: true, hasPassword: true, hasSecondFactor: false })]);
    const all = await api.get<{ items: { name: string }[] }>('administrator', '/accounts');
    expect(all.body.items.map(({ name }) => name)).not.toContain('Dan Pike');
    expect(await api.refusal('successor', 'GET', '/accounts')).toEqual([403, 'NOT_ALLOWED']);
  });

  it('goes on page by page', async () => {
    const first = await api.get<{ items: { personId: number }[]; total: number; after: string }>('administrator', '/accounts?limit=3');
    const next = await api.get<{ items: { personId: number }[] }>('administrator', `/accounts?limit=3&after=${first.body.after}`);
    expect(first.body.items).toHaveLength(3);
    expect(next.body.items[0]?.personId).toBeGreaterThan(first.body.items[2]?.personId ?? 0);
  });

  it('leads through the page: invited, put out, let in again', async () => {
    const user = await as('administrator');
    const successor = test.region.people.successor;
    const posts = /href="(\/posts\?[^"]+)"/.exec((await user.get('/accounts')).body)?.[1];
    expect([posts, mainText(await user.get(posts ?? ''))]).toEqual([`/posts?authority=${BIRMINGHAM}`, expect.stringContaining('Priya Shah')]);
    expect((await user.post(`/accounts/${successor}/invitation`, {}, '/accounts')).headers.location).toBe(`/accounts?authority=${BIRMINGHAM}`);
    expect(mainText(await user.get('/accounts?search=Webb'))).toContain('Invited, until 18 May 2026, 09:00.');
    expect(mainText(await user.get(`/accounts/${successor}/deactivation`))).toContain('At once, Sally Webb sees nothing any more');
    expect((await user.post(`/accounts/${successor}/deactivation`)).headers.location).toBe(`/accounts?authority=${BIRMINGHAM}`);
    expect(mainText(await user.get('/accounts?search=Webb'))).toContain('Put out');
    expect((await user.post(`/accounts/${successor}/reactivation`)).headers.location).toBe(`/accounts?authority=${BIRMINGHAM}`);
  });
});
