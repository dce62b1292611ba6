import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApplication, type TestApplication } from './support/application.js';
import { asOperator, federate, forgetSignIns } from './support/federation.js';
import { headingOf, HttpBrowser } from './support/http-browser.js';
import { startOpenIdProvider, type OpenIdProvider } from './support/openid-provider.js';
import { BIRMINGHAM, COVENTRY, emailOf } from './support/region.js';

let test: TestApplication;
let birmingham: OpenIdProvider;
let coventry: OpenIdProvider;
const ids = { birmingham: 0, coventry: 0 };

beforeAll(async () => {
  test = await startTestApplication();
  const callback = (id: number) => `${test.config.publicUrl}/sign-in/with/${id}/callback`;
  [birmingham, coventry] = await Promise.all([startOpenIdProvider([callback(1), callback(2)]), startOpenIdProvider([callback(1), callback(2)])]);
  ids.birmingham = await federate(test, birmingham, BIRMINGHAM, ['birmingham.example']);
  ids.coventry = await federate(test, coventry, COVENTRY, ['coventry.example']);
}, 60_000);
beforeEach(async () => {
  test.setNow('2026-05-11 09:00');
  await forgetSignIns(test);
});
afterAll(async () => {
  await Promise.all([birmingham?.stop(), coventry?.stop()]);
  await test?.close();
});

const browser = () => new HttpBrowser(test.config.publicUrl);
const problem = headingOf;
const bind = (who: 'keyContact' | 'neighbourContact', { issuer }: OpenIdProvider, subject: string) =>
  test.dataSource.query(`INSERT INTO external_identity (person_id, issuer, subject, bound_at, bound_by) VALUES ($1, $2, $3, now(), $1)`, [test.region.people[who], issuer, subject]);

describe('signing in with one’s organisation', () => {
  it('goes there, comes back, and begins a session', async () => {
    await bind('keyContact', birmingham, 'b-17');
    const one = browser();
    const go = await one.get(`/sign-in/with/${ids.birmingham}?next=%2Fcases`);
    expect([go.statusCode, go.body]).toEqual([200, expect.stringContaining('Sign in with Birmingham')]);
    const address = await one.begin(ids.birmingham, '/cases');
    const asked = new URL(address);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      client_id: 'learner-support', redirect_uri: `${test.config.publicUrl}/sign-in/with/${ids.birmingham}/callback`, response_type: 'code', scope: 'openid',
      code_challenge_method: 'S256', code_challenge: expect.stringMatching(/^[\w-]{43}$/), state: expect.stringMatching(/^[\w-]{43}$/), nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const arrived = await one.arrive(await birmingham.signInAs(address, 'b-17'));
    expect([arrived.statusCode, arrived.headers.location]).toEqual([303, '/cases']);
    expect(await one.who()).toBe('Priya Shah');
    const [event] = await test.dataSource.query<object[]>('SELECT name, person_id, fields FROM audit_event ORDER BY id DESC LIMIT 1');
    expect(event).toEqual({ name: 'session.start', person_id: test.region.people.keyContact, fields: ['single-sign-on'] });
    expect(await test.dataSource.query('SELECT FROM sign_in_flow')).toEqual([]);
    const [identity] = await test.dataSource.query<{ last_used_at: Date }[]>('SELECT last_used_at FROM external_identity');
    expect(identity?.last_used_at.toISOString()).toBe('2026-05-11T08:00:00.000Z');
  });

  it('names the issuer in the policy of that page’s forms, and of no other page’s', async () => {
    const policyOf = async (path: string) => /form-action[^;]*/.exec(String((await browser().get(path)).headers['content-security-policy']))?.[0];
    expect(await policyOf(`/sign-in/with/${ids.birmingham}`)).toBe(`form-action 'self' ${birmingham.issuer}`);
    for (const path of ['/sign-in', '/sign-in/with?who=birmingham']) expect(await policyOf(path)).toBe("form-action 'self'");
    await test.dataSource.query(`UPDATE identity_provider SET passes_through = '{https://adfs.birmingham.example}' WHERE id = $1`, [ids.birmingham]);
    expect(await policyOf(`/sign-in/with/${ids.birmingham}`)).toBe(`form-action 'self' ${birmingham.issuer} https://adfs.birmingham.example`);
    await test.dataSource.query(`UPDATE identity_provider SET passes_through = '{}'`);
  });

  it.each([
    ['birm', ['Birmingham']],
    ['someone@birmingham.example', ['Birmingham']],
    ['someone@BIRMINGHAM.example', ['Birmingham']],
    ['coventry.example', ['Coventry']],
    ['someone@elsewhere.example', []],
    ['bi', []],
    ['%%%', []],
  ])('is found by %s: %j', async (who, found) => {
    const { body } = await browser().get(`/sign-in/with?who=${encodeURIComponent(who)}`);
    expect([...body.matchAll(/>Sign in with (\w+)<\/a>/g)].map(([, name]) => name)).toEqual(found);
  });

  it('leads to no address but our own afterwards', async () => {
    await bind('keyContact', birmingham, 'b-17');
    const one = browser();
    const arrived = await one.arrive(await birmingham.signInAs(await one.begin(ids.birmingham, '//elsewhere.example'), 'b-17'));
    expect(arrived.headers.location).toBe('/');
  });

  it('begins a session of its own and ends the one that the browser brought', async () => {
    await bind('keyContact', birmingham, 'b-17');
    const one = browser();
    await one.arrive(await birmingham.signInAs(await one.begin(ids.birmingham), 'b-17'));
    const first = one.jar.get('lsa');
    await one.arrive(await birmingham.signInAs(await one.begin(ids.birmingham), 'b-17'));
    expect(one.jar.get('lsa')).not.toBe(first);
    expect(await test.dataSource.query('SELECT FROM session')).toHaveLength(1);
  });
});

describe('nobody is let in', () => {
  const NOT_KNOWN = (name: string) => [403, `${name} knows you, but nobody here is connected to that account. Ask your administrator for a link to connect it.`];

  it('for an e-mail address: neither by one’s own organisation nor by another’s that writes the same one', async () => {
    await bind('keyContact', birmingham, 'b-17');
    for (const [provider, id, name] of [[birmingham, ids.birmingham, 'Birmingham'], [coventry, ids.coventry, 'Coventry']] as const) {
      const one = browser();
      const arrived = await one.arrive(await provider.signInAs(await one.begin(id), 'somebody-else', emailOf('keyContact')));
      expect([problem(arrived), await one.who(), one.jar.get('lsa')]).toEqual([NOT_KNOWN(name), null, undefined]);
    }
  });

  it('for a subject that another issuer calls somebody of ours', async () => {
    await bind('keyContact', birmingham, 'b-17');
    const one = browser();
    const arrived = await one.arrive(await coventry.signInAs(await one.begin(ids.coventry), 'b-17', emailOf('keyContact')));
    expect([problem(arrived), await one.who()]).toEqual([NOT_KNOWN('Coventry'), null]);
  });

  it('for a subject that another issuer of the same organisation calls somebody', async () => {
    await bind('keyContact', birmingham, 'b-17');
    await asOperator(test, `UPDATE identity_provider SET authority_code = '${BIRMINGHAM}' WHERE id = ${ids.coventry}`);
    const one = browser();
    const arrived = await one.arrive(await coventry.signInAs(await one.begin(ids.coventry), 'b-17'));
    expect([problem(arrived), await one.who()]).toEqual([NOT_KNOWN('Birmingham'), null]);
    await asOperator(test, `UPDATE identity_provider SET authority_code = '${COVENTRY}' WHERE id = ${ids.coventry}`);
  });

  it('where the account belongs to somebody of another organisation than the one that vouches', async () => {
    await bind('keyContact', coventry, 'c-1');
    const one = browser();
    expect(problem(await one.arrive(await coventry.signInAs(await one.begin(ids.coventry), 'c-1')))).toEqual(NOT_KNOWN('Coventry'));
  });

  it('who has left', async () => {
    await bind('keyContact', birmingham, 'b-17');
    await test.dataSource.query('UPDATE person SET active = false WHERE id = $1', [test.region.people.keyContact]);
    const one = browser();
    expect(problem(await one.arrive(await birmingham.signInAs(await one.begin(ids.birmingham), 'b-17')))).toEqual(NOT_KNOWN('Birmingham'));
  });

  it('with a provider that was switched off, before or on the way', async () => {
    await bind('keyContact', birmingham, 'b-17');
    const one = browser();
    const back = await birmingham.signInAs(await one.begin(ids.birmingham), 'b-17');
    await test.dataSource.query('UPDATE identity_provider SET active = false WHERE id = $1', [ids.birmingham]);
    expect((await one.arrive(back)).statusCode).toBe(404);
    expect((await one.get(`/sign-in/with/${ids.birmingham}`)).statusCode).toBe(404);
    expect((await one.post(`/sign-in/with/${ids.birmingham}`)).statusCode).toBe(404);
    expect((await one.get('/sign-in/with?who=birmingham')).body).not.toContain('Sign in with Birmingham');
    expect(await one.who()).toBeNull();
  });
});

describe('an answer that comes back', () => {
  const OVER = [403, expect.stringMatching(/^This sign-in (is over|was not begun in this browser).* Begin again from the sign-in page\.$/)];
  const FAILED = [403, expect.stringMatching(/^The sign-in of Birmingham did not work\. Begin again/)];
  const arrival = async (one = browser()) => ({ one, back: await birmingham.signInAs(await one.begin(ids.birmingham), 'b-17') });
  beforeEach(() => bind('keyContact', birmingham, 'b-17'));

  it('is taken once: the same again, in the same browser, is refused', async () => {
    const { one, back } = await arrival();
    expect((await one.arrive(back)).statusCode).toBe(303);
    expect(problem(await one.arrive(back))).toEqual(OVER);
  });

  it('is taken once of two at once', async () => {
    const { one, back } = await arrival();
    const statuses = (await Promise.all([one.arrive(back), one.arrive(back)])).map(({ statusCode }) => statusCode);
    expect(statuses.sort()).toEqual([303, 403]);
  });

  it('is taken in the browser that began, and in no other', async () => {
    const { back } = await arrival();
    for (const other of [browser(), browser()]) {
      await other.begin(ids.birmingham);
      expect([problem(await other.arrive(back)), await other.who()]).toEqual([OVER, null]);
    }
    expect(problem(await browser().arrive(back))).toEqual(OVER);
  });

  it('is taken for ten minutes', async () => {
    const { one, back } = await arrival();
    test.setNow('2026-05-11 09:10');
    expect(problem(await one.arrive(back))).toEqual(OVER);
    test.setNow('2026-05-11 09:00');
    const again = await arrival();
    test.setNow('2026-05-11 09:09');
    expect((await again.one.arrive(again.back)).statusCode).toBe(303);
  });

  it.each<[string, unknown, (url: URL) => void]>([
    ['another state', OVER, (url) => url.searchParams.set('state', 'x'.repeat(43))],
    ['no state', OVER, (url) => url.searchParams.delete('state')],
    ['another provider’s address', OVER, (url) => void (url.pathname = `/sign-in/with/${ids.coventry}/callback`)],
    ['another code', FAILED, (url) => url.searchParams.set('code', 'x'.repeat(43))],
    ['no code', FAILED, (url) => url.searchParams.delete('code')],
    ['another issuer in it', FAILED, (url) => url.searchParams.set('iss', coventry.issuer)],
    ['no issuer in it', FAILED, (url) => url.searchParams.delete('iss')],
  ])('with %s lets nobody in', async (_, said, change) => {
    const { one, back } = await arrival();
    const url = new URL(back);
    change(url);
    const arrived = await one.arrive(url.href);
    expect([problem(arrived), await one.who()]).toEqual([said, null]);
  });

  it.each([['nonce'], ['code_verifier']])('for another %s than the one that was begun with lets nobody in', async (column) => {
    const { one, back } = await arrival();
    await asOperator(test, `UPDATE sign_in_flow SET ${column} = '${'x'.repeat(43)}'`);
    expect([problem(await one.arrive(back)), await one.who()]).toEqual([FAILED, null]);
    expect(await test.dataSource.query('SELECT FROM sign_in_flow')).toEqual([]);
  });

  it('which says that somebody refused lets nobody in', async () => {
    const one = browser();
    const arrived = await one.arrive(await birmingham.signInAs(await one.begin(ids.birmingham), ''));
    expect([problem(arrived), await one.who()]).toEqual([FAILED, null]);
  });

  it('is taken from two tabs of one browser, each for itself', async () => {
    const one = browser();
    const tabs = [await one.begin(ids.birmingham, '/cases'), await one.begin(ids.birmingham, '/account')];
    const arrived = [];
    for (const tab of tabs) arrived.push((await one.arrive(await birmingham.signInAs(tab, 'b-17'))).headers.location);
    expect(arrived).toEqual(['/cases', '/account']);
  });
});
