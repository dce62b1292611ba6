import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { firstAdministratorCommand } from '../src/cli/first-administrator.js';
import { rescueCommand } from '../src/cli/rescue.js';
import { singleSignOnCommand } from '../src/cli/single-sign-on.js';
import type { Config } from '../src/config.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { asOperator } from './support/federation.js';
import { HttpBrowser } from './support/http-browser.js';
import { startOpenIdProvider, type OpenIdProvider } from './support/openid-provider.js';
import { testKeysFile } from './support/keys.js';
import { emailOf, PASSWORD } from './support/region.js';

let test: TestApplication;
let config: Config;
let provider: OpenIdProvider;
beforeAll(async () => {
  test = await startTestApplication();
  config = { ...test.config, keysFile: await testKeysFile(), keysGiven: true };
  provider = await startOpenIdProvider([]);
}, 60_000);
afterAll(async () => {
  await provider?.stop();
  await test?.close();
});

const lastLine = ({ stdout }: { stdout: string }) => stdout.trimEnd().split('\n').at(-1) ?? '';
const signsIn = async (email: string, password: string) => {
  const one = new HttpBrowser(test.config.publicUrl);
  await one.signIn(email, password);
  // Whoever comes by a password of the operator's chooses another before anything else.
  if ((await one.get('/account')).headers.location === '/account/password') await one.post('/account/password', { current: password, password: `${password} and my own` }, '/account/password');
  return one.who();
};
const events = async (name: string) => test.dataSource.query<object[]>('SELECT person_id, subject FROM audit_event WHERE name = $1', [name]);

describe('lsa first-administrator', () => {
  const COVENTRY = ['--authority', 'E08000026', '--name', 'Cora Quill'];

  it('adds the person and the post, from today, and prints a password once', async () => {
    // The command reads the machine's own time; so does the sign-in that follows it here.
    test.setNow(new Date().toISOString());
    const result = await firstAdministratorCommand(['Cora.Quill@coventry.example', ...COVENTRY], config);
    expect({ ...result, stdout: '' }).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(await signsIn('cora.quill@coventry.example', lastLine(result))).toBe('Cora Quill');
    expect(await signsIn('cora.quill@coventry.example', lastLine(result))).toBeNull();
    const [held] = await test.dataSource.query<object[]>(`SELECT h.post, h.authority_code, h.until_on FROM post_holding h JOIN person p ON p.id = h.person_id WHERE p.email = 'cora.quill@coventry.example'`);
    expect(held).toEqual({ post: 'administrator', authority_code: 'E08000026', until_on: null });
    expect(await events('post.appoint')).toEqual([{ person_id: null, subject: expect.stringMatching(/^holding-\d+$/) }]);
  });

  it('takes somebody who is there already, and a provider by its UKPRN', async () => {
    const result = await firstAdministratorCommand([emailOf('signatory'), '--provider', '10000001', '--name', 'Prudence Vale'], config);
    expect(await signsIn(emailOf('signatory'), lastLine(result))).toBe('Prudence Vale');
    expect(await signsIn(emailOf('signatory'), PASSWORD)).toBeNull();
    const posts = await test.dataSource.query<{ post: string }[]>('SELECT post FROM post_holding WHERE person_id = $1 ORDER BY id', [test.region.people.signatory]);
    expect(posts.map(({ post }) => post)).toEqual(['signatory', 'administrator']);
  });

  it.each([
    [['another@coventry.example', ...COVENTRY], /^Cora Quill is administrator there already\./],
    [['ann@birmingham.example', '--authority', 'E08000025', '--name', 'Ann'], /^Ann Idle is administrator there already\./],
    [['a@x.example', '--provider', '10000001', '--name', 'A'], /^Prudence Vale is administrator there already\./],
    [[emailOf('keyWorker'), '--provider', '10000002', '--name', 'Kofi'], /^This address belongs to somebody of another organisation/],
    [['a@x.example', '--authority', 'E99999999', '--name', 'A'], /^No authority of the region has this code/],
    [['a@x.example', '--provider', '19999999', '--name', 'A'], /^No authority of the region has this code and no provider this UKPRN/],
    [['a@x.example', '--name', 'A'], /^Give one e-mail address/],
    [['a@x.example', '--authority', 'E08000026', '--provider', '10000001', '--name', 'A'], /^Give one e-mail address/],
    [['a@x.example', '--authority', 'E08000026'], /^Give one e-mail address/],
    [['nobody', ...COVENTRY], /^Give one e-mail address/],
    [['a@x.example', 'b@x.example', ...COVENTRY], /^Give one e-mail address/],
    [[...COVENTRY], /^Give one e-mail address/],
    [['a@x.example', '--all'], /^Give one e-mail address/],
  ])('exits with 2 and one sentence when asked %j, and changes nothing', async (args, sentence) => {
    const count = async () => (await test.dataSource.query('SELECT (SELECT count(*) FROM person) AS people, (SELECT count(*) FROM post_holding) AS posts'))[0];
    const before = await count();
    const { exitCode, stdout, stderr } = await firstAdministratorCommand(args, config);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(await count()).toEqual(before);
  });
});

describe('lsa single-sign-on', () => {
  const set = (...more: string[]) => singleSignOnCommand(['set', '--authority', 'E08000025', '--issuer', provider.issuer, '--client-id', provider.clientId, ...more], config, provider.clientSecret);
  beforeEach(() => asOperator(test, 'DELETE FROM identity_provider_secret', 'DELETE FROM identity_link', 'DELETE FROM identity_provider'));

  it('asks the issuer, keeps the secret sealed, and says what to allow there', async () => {
    const result = await set('--domains', 'Birmingham.example, bcc.example', '--passes-through', 'https://adfs.birmingham.example');
    const [row] = await test.dataSource.query<{ id: number; sealed: string }[]>('SELECT * FROM identity_provider i JOIN identity_provider_secret s ON s.identity_provider_id = i.id');
    expect(result).toEqual({ exitCode: 0, stderr: '', stdout: expect.stringContaining(`${test.config.publicUrl}/sign-in/with/${row?.id}/callback`) });
    expect(row).toMatchObject({ authority_code: 'E08000025', active: true, passwords_too: false, email_domains: ['birmingham.example', 'bcc.example'], passes_through: ['https://adfs.birmingham.example'] });
    expect(row?.sealed).not.toContain(provider.clientSecret);
    expect(await events('identity-provider.set')).toEqual([{ person_id: null, subject: `identity-provider-${row?.id}` }]);
    expect((await singleSignOnCommand(['list'], config)).stdout).toBe(`${row?.id}  Birmingham  ${provider.issuer}  on, 0 connected\n`);
  });

  it('writes a known issuer anew, so that a secret can be changed', async () => {
    await set();
    const before = await test.dataSource.query<{ sealed: string; identity_provider_id: number }[]>('SELECT * FROM identity_provider_secret');
    await set('--passwords-too');
    const after = await test.dataSource.query<{ sealed: string; identity_provider_id: number }[]>('SELECT * FROM identity_provider_secret');
    expect(after).toEqual([{ identity_provider_id: before[0]?.identity_provider_id, sealed: expect.not.stringMatching(before[0]?.sealed ?? '') }]);
  });

  it('switches it off and on', async () => {
    await set();
    const [{ id } = { id: 0 }] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM identity_provider');
    const active = async () => (await test.dataSource.query<{ active: boolean }[]>('SELECT active FROM identity_provider'))[0]?.active;
    await singleSignOnCommand(['off', String(id)], config);
    expect(await active()).toBe(false);
    await singleSignOnCommand(['on', String(id)], config);
    expect(await active()).toBe(true);
  });

  it.each([
    [['set', '--authority', 'E08000025', '--issuer', 'http://login.example', '--client-id', 'c'], 's', /^An issuer is an https address/],
    [['set', '--authority', 'E08000025', '--issuer', 'https://localhost:1', '--client-id', 'c'], 's', /^https:\/\/localhost:1 does not answer as an OpenID provider/],
    [['set', '--authority', 'E08000025', '--issuer', 'https://localhost:1', '--client-id', 'c'], undefined, /^OPENID_CLIENT_SECRET is missing/],
    [['set', '--authority', 'E99999999', '--issuer', 'https://localhost:1', '--client-id', 'c'], 's', /^No authority of the region/],
    [['set', '--issuer', 'https://localhost:1', '--client-id', 'c'], 's', /^Give set with/],
    [['set', '--authority', 'E08000025', '--issuer', 'https://localhost:1', '--client-id', 'c', '--domains', 'a b'], 's', /^--domains is a comma list/],
    [['set', '--authority', 'E08000025', '--issuer', 'https://localhost:1', '--client-id', 'c', '--passes-through', 'https://a.example; script-src *'], 's', /^--passes-through is a comma list/],
    [['off', '999999'], 's', /^There is no sign-in of this number/],
    [['off'], 's', /^Give set with/],
    [['remove', '1'], 's', /^Give set with/],
    [[], 's', /^Give set with/],
  ])('exits with 2 and one sentence when asked %j with the secret %s, and writes nothing', async (args, secret, sentence) => {
    const { exitCode, stdout, stderr } = await singleSignOnCommand(args, config, secret);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(await test.dataSource.query('SELECT FROM identity_provider')).toEqual([]);
  });

  it('leads a first administrator to their organisation’s sign-in instead of a password', async () => {
    await singleSignOnCommand(['set', '--provider', '10000002', '--issuer', provider.issuer, '--client-id', provider.clientId], config, provider.clientSecret);
    const result = await firstAdministratorCommand(['eve.ash@elmfield.example', '--provider', '10000002', '--name', 'Eve Ash'], config);
    expect(lastLine(result)).toMatch(new RegExp(`^${test.config.publicUrl}/sign-in/link/[\\w-]{43}$`));
    expect((await new HttpBrowser(test.config.publicUrl).get(new URL(lastLine(result)).pathname)).body).toContain('You are Eve Ash.');
  });

  it('and lsa rescue gives a password for the hour, where the organisation has a sign-in of its own', async () => {
    const refused = await rescueCommand([emailOf('keyContact')], config);
    expect(refused).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/give them a password with “lsa sign-in”/) });
    await set();
    // The command reads the machine's own time; so does the sign-in that follows it here.
    const now = new Date();
    test.setNow(now.toISOString());
    const result = await rescueCommand([emailOf('keyContact')], config);
    expect(result).toEqual({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/until \d\d:\d\d in London/) });
    expect([await signsIn(emailOf('keyContact'), PASSWORD), await signsIn(emailOf('keyContact'), lastLine(result))]).toEqual([null, 'Priya Shah']);
    expect(await events('sign-in.rescue')).toEqual([{ person_id: null, subject: `person-${test.region.people.keyContact}` }]);
    const [rescue] = await test.dataSource.query<{ lasts: object }[]>('SELECT expires_at - made_at AS lasts FROM sign_in_rescue');
    expect(rescue?.lasts).toMatchObject({ hours: 1 });
  });

  it.each([[[]], [['nobody@x.example']], [['a@x.example', 'b@x.example']], [['--all']]])('and lsa rescue exits with 2 when asked %j', async (args) => {
    expect(await rescueCommand(args, config)).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/^(Give one|Nobody active)/) });
  });
});
