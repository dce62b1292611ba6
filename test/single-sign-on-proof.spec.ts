import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApplication, type TestApplication } from './support/application.js';
import { federate, forgetSignIns } from './support/federation.js';
import { headingOf, HttpBrowser } from './support/http-browser.js';
import { startOpenIdProvider, type OpenIdProvider } from './support/openid-provider.js';
import { BIRMINGHAM, type Who } from './support/region.js';

let test: TestApplication;
let birmingham: OpenIdProvider;
let id = 0;

beforeAll(async () => {
  test = await startTestApplication();
  birmingham = await startOpenIdProvider([`${test.config.publicUrl}/sign-in/with/1/callback`]);
  id = await federate(test, birmingham, BIRMINGHAM, ['birmingham.example']);
}, 60_000);
beforeEach(async () => {
  // The provider's clock is the machine's: what it says of when it asked is compared with ours.
  now(0);
  await forgetSignIns(test);
  await test.dataSource.query(`DELETE FROM access_token WHERE name <> 'test'`);
  for (const [who, subject] of [['keyContact', 'b-17'], ['head', 'b-18']] as const) {
    await test.dataSource.query('INSERT INTO external_identity (person_id, issuer, subject, bound_at, bound_by) VALUES ($1, $2, $3, now(), $1)', [test.region.people[who], birmingham.issuer, subject]);
  }
});
afterAll(async () => {
  await birmingham?.stop();
  await test?.close();
});

const now = (minutesAhead: number) => test.setNow(new Date(Date.now() + minutesAhead * 60_000).toISOString());
const TOKEN = { name: 'Reports', scopes: 'read', days: '7' };
const signedIn = async (subject = 'b-17') => {
  const one = new HttpBrowser(test.config.publicUrl);
  await one.arrive(await birmingham.signInAs(await one.begin(id), subject));
  return one;
};
/** Begins to show who they are, and answers where the browser is sent. */
const away = async (one: HttpBrowser, next = '/account/tokens') => (await one.post('/sign-in/with/again', { next }, '/sign-in/with/again')).headers.location ?? '';
const tokens = async (who: Who) => (await test.dataSource.query<{ name: string }[]>('SELECT name FROM access_token WHERE person_id = $1 AND name <> $2', [test.region.people[who], 'test'])).map(({ name }) => name);
const makeToken = (one: HttpBrowser) => one.post('/account/tokens', TOKEN, '/account/tokens');

describe('somebody who signed in with their organisation, before something sensitive', () => {
  it('is asked there anew, and goes on in the same session with a new secret', async () => {
    const one = await signedIn();
    const asked = await makeToken(one);
    expect([asked.statusCode, asked.headers.location]).toEqual([303, expect.stringMatching(/^\/sign-in\/again/)]);
    expect((await one.get(asked.headers.location ?? '')).body).toContain('href="/sign-in/with/again?next=');
    const shown = await one.get('/sign-in/with/again?next=%2Faccount%2Ftokens');
    expect([String(shown.headers['content-security-policy']).includes(`form-action 'self' ${birmingham.issuer};`), shown.body.includes('Show once more that it is you')]).toEqual([true, true]);
    const address = await away(one);
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({ prompt: 'login', max_age: '0' });
    const before = one.jar.get('lsa');
    const sessions = () => test.dataSource.query<object[]>('SELECT id, started_at FROM session WHERE person_id = $1', [test.region.people.keyContact]);
    const same = await sessions();
    const arrived = await one.arrive(await birmingham.signInAs(address, 'b-17'));
    expect([arrived.statusCode, arrived.headers.location, one.jar.get('lsa') === before]).toEqual([303, '/account/tokens', false]);
    expect(await sessions()).toEqual(same);
    expect((await makeToken(one)).statusCode).toBe(200);
    expect(await tokens('keyContact')).toEqual(['Reports']);
    const [event] = await test.dataSource.query<object[]>('SELECT person_id FROM audit_event WHERE name = $1 ORDER BY id DESC LIMIT 1', ['session.prove']);
    expect(event).toEqual({ person_id: test.region.people.keyContact });
  });

  it('is not let on by a provider that asked them nothing, or that asked them before', async () => {
    const one = await signedIn();
    const silent = new URL(await away(one));
    for (const name of ['prompt', 'max_age']) silent.searchParams.delete(name);
    expect(headingOf(await one.arrive(await birmingham.signInAs(silent.href, 'b-17')))).toEqual([403, expect.stringMatching(/^The sign-in of Birmingham did not work/)]);
    now(2);
    expect(headingOf(await one.arrive(await birmingham.signInAs(await away(one), 'b-17')))[0]).toBe(403);
    expect((await makeToken(one)).statusCode).toBe(303);
    expect(await tokens('keyContact')).toEqual([]);
  });

  it('is not let on by somebody else who signs in there, known here or not', async () => {
    const one = await signedIn();
    for (const subject of ['b-18', 'b-19']) expect(headingOf(await one.arrive(await birmingham.signInAs(await away(one), subject)))).toEqual([403, expect.stringMatching(/is not who is signed in here/)]);
    expect([await one.who(), (await makeToken(one)).statusCode]).toEqual(['Priya Shah', 303]);
  });

  it('is let on in the session that they began with, and in no later one', async () => {
    const one = await signedIn();
    const back = await birmingham.signInAs(await away(one), 'b-17');
    await one.arrive(await birmingham.signInAs(await one.begin(id), 'b-17'));
    expect(headingOf(await one.arrive(back))[0]).toBe(403);
    expect((await makeToken(one)).statusCode).toBe(303);
  });

  it('is asked by their organisation alone: whoever has none has no such page', async () => {
    const one = new HttpBrowser(test.config.publicUrl);
    expect((await one.get('/sign-in/with/again')).headers.location).toMatch(/^\/sign-in\?next=/);
    await test.dataSource.query('UPDATE identity_provider SET passwords_too = true');
    await one.signIn('nia.cole@region.example', 'seven grey herons fishing');
    expect((await one.get('/sign-in/with/again')).statusCode).toBe(404);
  });
});
