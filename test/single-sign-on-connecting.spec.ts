import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditService } from '../src/audit/audit.service.js';
import { Clock } from '../src/clock.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { SignInChanges } from '../src/sign-in/sign-in-changes.service.js';
import { Rescues } from '../src/single-sign-on/rescues.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { federate, forgetSignIns } from './support/federation.js';
import { headingOf, HttpBrowser } from './support/http-browser.js';
import { startOpenIdProvider, type OpenIdProvider } from './support/openid-provider.js';
import { BIRMINGHAM, emailOf, nameOf, PASSWORD, type Who } from './support/region.js';

let test: TestApplication;
let api: ApiCalls;
let birmingham: OpenIdProvider;
let id = 0;

beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  birmingham = await startOpenIdProvider([`${test.config.publicUrl}/sign-in/with/1/callback`]);
  id = await federate(test, birmingham, BIRMINGHAM, ['birmingham.example']);
}, 60_000);
beforeEach(async () => {
  test.setNow('2026-05-11 09:00');
  await forgetSignIns(test);
});
afterAll(async () => {
  await birmingham?.stop();
  await test?.close();
});

const browser = () => new HttpBrowser(test.config.publicUrl);
const passwordsToo = () => test.dataSource.query('UPDATE identity_provider SET passwords_too = true');
/** What somebody was told of by mail last. */
const told = async (who: Who) => (await test.dataSource.query<{ said: string }[]>(`SELECT to_address || ' ' || sign_in_change AS said FROM message WHERE person_id = $1 ORDER BY id DESC LIMIT 1`, [test.region.people[who]]))[0]?.said;
const connected = async () => (await test.dataSource.query<{ person_id: number; subject: string; bound_by: number }[]>('SELECT person_id, subject, bound_by FROM external_identity ORDER BY id'));
const linkFor = async (who: Who, by: Who = 'administrator') =>
  new URL((await api.post<{ link: string }>(by, `/people/${test.region.people[who]}/identity-links`)).body.link).pathname;
/** Opens a link and goes where its button leads; answers the provider's address. */
const follow = async (one: HttpBrowser, link: string) => (await one.post(link)).headers.location ?? '';

describe('a one-time link from the administrator', () => {
  it('connects whoever signs in with it as the person it was made for, and signs them in', async () => {
    const link = await linkFor('keyContact');
    const one = browser();
    const shown = await one.get(link);
    expect([shown.statusCode, shown.body]).toEqual([200, expect.stringContaining('You are Priya Shah.')]);
    expect(String(shown.headers['content-security-policy'])).toContain(`form-action 'self' ${birmingham.issuer};`);
    const arrived = await one.arrive(await birmingham.signInAs(await follow(one, link), 'b-17'));
    expect([arrived.statusCode, await one.who()]).toEqual([303, 'Priya Shah']);
    expect(await connected()).toEqual([{ person_id: test.region.people.keyContact, subject: 'b-17', bound_by: test.region.people.keyContact }]);
    expect(await told('keyContact')).toBe(`${emailOf('keyContact')} identity.linked`);
    const again = browser();
    await again.arrive(await birmingham.signInAs(await again.begin(id), 'b-17'));
    expect(await again.who()).toBe('Priya Shah');
  });

  it('is not used up by looking at it, and works once', async () => {
    const link = await linkFor('keyContact');
    const one = browser();
    for (let looks = 0; looks < 3; looks += 1) expect((await browser().get(link)).statusCode).toBe(200);
    const second = browser();
    const address = await follow(second, link);
    await one.arrive(await birmingham.signInAs(await follow(one, link), 'b-17'));
    expect(headingOf(await browser().get(link))).toEqual([404, expect.stringMatching(/^This link was used before/)]);
    expect((await browser().post(link)).statusCode).toBe(404);
    expect(headingOf(await second.arrive(await birmingham.signInAs(address, 'b-18')))).toEqual([409, expect.stringMatching(/is connected already/)]);
    expect((await connected()).map(({ subject }) => subject)).toEqual(['b-17']);
  });

  it('ends after three days, with a newer one, and with the person’s time here', async () => {
    const first = await linkFor('keyContact');
    const second = await linkFor('keyContact');
    expect([(await browser().get(first)).statusCode, (await browser().get(second)).statusCode]).toEqual([404, 200]);
    test.setNow('2026-05-14 08:59');
    expect((await browser().get(second)).statusCode).toBe(200);
    await test.dataSource.query('UPDATE person SET active = false WHERE id = $1', [test.region.people.keyContact]);
    expect((await browser().get(second)).statusCode).toBe(404);
    await test.dataSource.query('UPDATE person SET active = true');
    test.setNow('2026-05-14 09:00');
    expect((await browser().get(second)).statusCode).toBe(404);
  });

  it('takes no account that somebody else is connected to', async () => {
    const mine = browser();
    await mine.arrive(await birmingham.signInAs(await follow(mine, await linkFor('keyContact')), 'b-17'));
    const other = browser();
    const arrived = await other.arrive(await birmingham.signInAs(await follow(other, await linkFor('head')), 'b-17'));
    expect([headingOf(arrived)[0], await other.who()]).toEqual([409, null]);
  });

  it.each([['keyContact'], ['head'], ['keyWorker'], ['signatory'], ['neighbourContact']] as const)('is not made by %s', async (who) => {
    expect(await api.refusal(who, 'POST', `/people/${test.region.people.keyWorker}/identity-links`)).toEqual([403, 'NOT_ALLOWED']);
  });

  it('is made for people of one’s own organisation alone: others are not there', async () => {
    for (const who of ['neighbourContact', 'designatedPerson'] as const) expect((await api.refusal('administrator', 'POST', `/people/${test.region.people[who]}/identity-links`))[0]).toBe(404);
    expect((await api.refusal('administrator', 'POST', '/people/999999/identity-links'))[0]).toBe(404);
  });
});

describe('connecting one’s own account', () => {
  it('is done by somebody signed in, and shown to them', async () => {
    await passwordsToo();
    const one = browser();
    await one.signIn(emailOf('keyContact'), PASSWORD);
    const own = await one.get('/account/sign-ins');
    expect(own.body).toContain('Connect your account at Birmingham');
    const away = await one.post(`/account/sign-ins/${id}`, {}, '/account/sign-ins');
    const arrived = await one.arrive(await birmingham.signInAs(away.headers.location ?? '', 'b-17'));
    expect([arrived.headers.location, await one.who()]).toEqual(['/account/sign-ins', 'Priya Shah']);
    const { body } = await api.get<object>('keyContact', '/me/sign-ins');
    expect(body).toMatchObject({ personId: test.region.people.keyContact, identities: [{ issuer: birmingham.issuer, subject: 'b-17', boundBySelf: true, lastUsedAt: '2026-05-11T08:00:00Z' }], rescues: [] });
  });

  it('goes to no other organisation’s sign-in', async () => {
    const one = browser();
    await one.signIn(emailOf('neighbourContact'), PASSWORD);
    expect((await one.post(`/account/sign-ins/${id}`, {}, '/account/sign-ins')).statusCode).toBe(404);
  });
});

describe('a subject that the administrator enters', () => {
  const enter = (who: Who, subject: string, by: Who = 'administrator') => api.post<{ identities: object[] }>(by, `/people/${test.region.people[who]}/identities`, { identityProvider: id, subject });

  it('connects the person, who sees that an administrator did it', async () => {
    expect((await enter('keyContact', 'b-17')).body.identities).toMatchObject([{ subject: 'b-17', boundBySelf: false, lastUsedAt: null }]);
    const one = browser();
    await one.arrive(await birmingham.signInAs(await one.begin(id), 'b-17'));
    expect((await one.get('/account/sign-ins')).body).toContain('by an administrator');
    const [event] = await test.dataSource.query<object[]>(`SELECT person_id, subject FROM audit_event WHERE name = 'identity.bind' ORDER BY id DESC LIMIT 1`);
    expect(event).toEqual({ person_id: test.region.people.administrator, subject: `person-${test.region.people.keyContact}` });
  });

  it('is one person’s, and a person has one', async () => {
    await enter('keyContact', 'b-17');
    expect((await enter('keyContact', 'b-17')).status).toBe(201);
    expect([(await enter('head', 'b-17')).status, (await enter('keyContact', 'b-18')).status]).toEqual([409, 409]);
  });

  it('is entered by the administrator of that organisation alone', async () => {
    for (const by of ['head', 'keyContact', 'keyWorker', 'neighbourContact'] as const) expect((await enter('keyContact', 'b-17', by)).status).toBeGreaterThanOrEqual(403);
    expect((await enter('neighbourContact', 'b-17')).status).toBe(404);
    expect(await connected()).toEqual([]);
  });

  it('is ended by the administrator: whoever is signed in is out at once', async () => {
    await enter('keyContact', 'b-17');
    const one = browser();
    await one.arrive(await birmingham.signInAs(await one.begin(id), 'b-17'));
    const { body } = await api.get<{ items: { personId: number; identities: { id: number }[] }[] }>('administrator', '/sign-ins');
    const identity = body.items.find(({ personId }) => personId === test.region.people.keyContact)?.identities[0]?.id;
    expect(await api.refusal('head', 'DELETE', `/identities/${identity}`)).toEqual([403, 'NOT_ALLOWED']);
    // Whether there is such a connection is told to no other organisation.
    for (const path of [`/identities/${identity}`, '/identities/999999']) expect(await api.refusal('neighbourContact', 'DELETE', path)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('administrator', 'DELETE', '/identities/999999')).toEqual([404, 'NOT_FOUND']);
    expect(await one.who()).toBe('Priya Shah');
    expect((await api.delete('administrator', `/identities/${identity}`)).status).toBe(204);
    expect(await one.who()).toBeNull();
    expect(await told('keyContact')).toBe(`${emailOf('keyContact')} identity.ended`);
    expect((await one.arrive(await birmingham.signInAs(await one.begin(id), 'b-17'))).statusCode).toBe(403);
  });

  it('can be entered on the page, where a link is made too', async () => {
    await passwordsToo();
    const one = browser();
    await one.signIn(emailOf('administrator'), PASSWORD);
    const page = '/administration/sign-ins';
    const fields = { personId: String(test.region.people.keyContact), identityProvider: String(id), subject: 'b-17' };
    expect((await one.post(`${page}/subjects`, fields, page)).headers.location).toBe(page);
    expect((await one.get(page)).body).toContain('<span class="app-reference">b-17</span>');
    const made = await one.post(`${page}/links`, { personId: String(test.region.people.head) }, page);
    expect(made.body).toMatch(new RegExp(`${test.config.publicUrl}/sign-in/link/[\\w-]{43}`));
    const identity = String((await test.dataSource.query<{ id: number }[]>('SELECT id FROM external_identity'))[0]?.id);
    expect((await one.post(`${page}/ending`, { identity }, page)).headers.location).toBe(page);
    expect(await connected()).toEqual([]);
    expect((await one.get('/')).body).toContain('href="/administration/sign-ins"');
  });
});

describe('passwords of an organisation with a sign-in of its own', () => {
  const WRONG = [422, expect.stringContaining('The e-mail address or the password is not right.')];
  const tried = async (who: Who, password: string) => {
    const { statusCode, body } = await browser().signIn(emailOf(who), password);
    return statusCode === 303 ? 303 : [statusCode, body];
  };
  const rescue = () => new Rescues(test.app.get(UnitOfWork), test.app.get(AuditService), test.app.get(Clock), test.app.get(SignInChanges)).give(emailOf('keyContact'));

  it('do not count, and the page says the same as to a wrong one', async () => {
    expect(await tried('keyContact', PASSWORD)).toEqual(WRONG);
    expect(await tried('neighbourContact', PASSWORD)).toBe(303);
    expect(await tried('designatedPerson', PASSWORD)).toBe(303);
  });

  it('count while the operator says so, and once it is switched off', async () => {
    await passwordsToo();
    expect(await tried('keyContact', PASSWORD)).toBe(303);
    await test.dataSource.query('UPDATE identity_provider SET passwords_too = false, active = false');
    expect(await tried('keyContact', PASSWORD)).toBe(303);
  });

  it('are replaced by a rescue for one hour, which is on record for the person and the administrator', async () => {
    const { password } = await rescue();
    expect(await told('keyContact')).toBe(`${emailOf('keyContact')} rescue.given`);
    expect(await tried('keyContact', PASSWORD)).toEqual(WRONG);
    expect(await tried('head', password)).toEqual(WRONG);
    test.setNow('2026-05-11 09:59');
    await test.dataSource.query('DELETE FROM sign_in_attempt');
    expect(await tried('keyContact', password)).toBe(303);
    const [started] = await test.dataSource.query<object[]>('SELECT name, fields FROM audit_event ORDER BY id DESC LIMIT 1');
    expect(started).toEqual({ name: 'session.start', fields: ['rescue'] });
    const rescues = [{ madeAt: '2026-05-11T08:00:00Z', expiresAt: '2026-05-11T09:00:00Z', lastUsedAt: '2026-05-11T08:59:00Z' }];
    expect((await api.get('keyContact', '/me/sign-ins')).body).toMatchObject({ rescues });
    const listed = await api.get<{ items: { personId: number; rescues: object[] }[] }>('administrator', '/sign-ins');
    expect(listed.body.items.find(({ personId }) => personId === test.region.people.keyContact)).toMatchObject({ name: nameOf('keyContact'), rescues });
    test.setNow('2026-05-11 10:00');
    await test.dataSource.query('DELETE FROM sign_in_attempt');
    expect(await tried('keyContact', password)).toEqual(WRONG);
  });

  it('are replaced by the newest rescue alone', async () => {
    const first = await rescue();
    const second = await rescue();
    expect(await tried('keyContact', first.password)).toEqual(WRONG);
    expect(await tried('keyContact', second.password)).toBe(303);
  });
});
