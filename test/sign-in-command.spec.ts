import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inviteCommand } from '../src/cli/invite.js';
import { signInCommand } from '../src/cli/sign-in.js';
import { readConfig, type Config } from '../src/config.js';
import { freshDatabase, openDatabase, type FreshDatabase } from './support/database.js';
import { testKeysFile } from './support/keys.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { isPassword } from '../src/sign-in/passwords.js';
import { startSmtp } from './support/smtp.js';
import type { DataSource } from 'typeorm';

const EMAIL = 'ruth.ashby@birmingham.example';
let database: FreshDatabase;
let dataSource: DataSource;
let config: Config;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await openDatabase(database.url);
  config = readConfig({ DATABASE_URL: database.url, INSTALLATION: 'live', KEYS_FILE: await testKeysFile() }, []);
  await dataSource.query(`
    INSERT INTO authority VALUES ('E08000025', 'Birmingham');
    INSERT INTO person (name, email, authority_code, active) VALUES ('Ruth Ashby', '${EMAIL}', 'E08000025', true), ('Gone Away', 'gone@birmingham.example', 'E08000025', false);
  `);
});
beforeEach(() => dataSource.query('DELETE FROM session; DELETE FROM access_token; DELETE FROM credential; DELETE FROM invitation; DELETE FROM message'));
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const secretOf = (stdout: string) => stdout.trimEnd().split('\n').at(-1) ?? '';
const told = async () => (await dataSource.query<{ said: string }[]>(`SELECT to_address || ' ' || sign_in_change || ' ' || state AS said FROM message ORDER BY id`)).map(({ said }) => said);
const lastEvent = async () => (await dataSource.query('SELECT name, subject, fields, person_id FROM audit_event ORDER BY id DESC LIMIT 1'))[0];

describe('lsa sign-in', () => {
  it('gives an imported person of a live installation a new password, ends their sessions, and leaves a trace without it', async () => {
    await dataSource.query(`INSERT INTO session (secret_hash, person_id, started_at, last_seen_at, form_token) VALUES ('old', 1, now(), now(), 'f')`);
    const { exitCode, stdout, stderr } = await signInCommand(['Ruth.Ashby@birmingham.example'], config);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const password = secretOf(stdout);
    expect(password).toMatch(/^([a-z]+-){4}\d{3}$/);
    expect(password.length).toBeGreaterThanOrEqual(15);
    expect(stdout).toContain('within 24 hours and then chooses another');
    const [credential] = await dataSource.query('SELECT password_hash, extract(epoch FROM ends_at - changed_at)::int / 3600 AS hours FROM credential WHERE person_id = 1');
    expect(credential.hours).toBe(24);
    expect(await isPassword(password, credential.password_hash)).toBe(true);
    expect(await dataSource.query('SELECT FROM session')).toEqual([]);
    expect(await told()).toEqual([`${EMAIL} password.given pending`]);
    expect((await dataSource.query('SELECT text FROM message'))[0].text).not.toContain(password);
    expect(await lastEvent()).toEqual({ name: 'sign-in.grant', subject: 'person-1', fields: ['password'], person_id: null });
  });

  it('leaves the second factors alone, unless they are lost', async () => {
    await dataSource.query(`INSERT INTO totp_factor (person_id, secret, made_at, confirmed_at) VALUES (1, 'sealed:1:x', now(), now()); INSERT INTO recovery_code (code_hash, person_id) VALUES ('x', 1);
      INSERT INTO passkey (person_id, name, credential_id, public_key, uses, transports, made_at) VALUES (1, 'Key', 'id', '', 0, '{}', now())`);
    const left = () => dataSource.query('SELECT person_id FROM totp_factor UNION ALL SELECT person_id FROM passkey UNION ALL SELECT person_id FROM recovery_code');
    await signInCommand([EMAIL], config);
    expect(await left()).toHaveLength(3);
    const { exitCode, stdout } = await signInCommand([EMAIL, '--forget-factors'], config);
    expect([exitCode, await left()]).toEqual([0, []]);
    expect(secretOf(stdout)).toMatch(/^([a-z]+-){4}\d{3}$/);
    expect((await told()).at(-1)).toBe(`${EMAIL} sign-in.reset pending`);
    expect(await lastEvent()).toEqual({ name: 'sign-in.grant', subject: 'person-1', fields: ['password', 'second-factors'], person_id: null });
  });

  it('gives an API token instead, in place of the earlier one of that name, and leaves password and sessions alone', async () => {
    await dataSource.query(`INSERT INTO session (secret_hash, person_id, started_at, last_seen_at, form_token) VALUES ('kept', 1, now(), now(), 'f')`);
    await signInCommand([EMAIL, '--token', 'reports'], config);
    const { exitCode, stdout } = await signInCommand([EMAIL, '--token', 'reports'], config);
    expect(exitCode).toBe(0);
    expect(secretOf(stdout)).toMatch(/^lsa_[\w-]{43}$/);
    expect(await dataSource.query('SELECT name, secret_hash, expires_at::date - created_at::date AS days FROM access_token')).toEqual([
      { name: 'reports', secret_hash: hashSecret(secretOf(stdout)), days: 365 },
    ]);
    expect(await dataSource.query('SELECT FROM credential')).toEqual([]);
    expect(await dataSource.query('SELECT secret_hash FROM session')).toEqual([{ secret_hash: 'kept' }]);
    expect(await lastEvent()).toEqual({ name: 'sign-in.grant', subject: 'person-1', fields: ['token'], person_id: null });
  });

  it.each([
    [['nobody@birmingham.example'], /^Nobody active has this e-mail address: .*import the person first/],
    [['gone@birmingham.example'], /^Nobody active has this e-mail address/],
    [['nobody@birmingham.example', '--token', 'reports'], /^Nobody active has this e-mail address/],
    [[], /^Give one e-mail address/],
    [[EMAIL, 'another'], /^Give one e-mail address/],
    [[EMAIL, '--token', ''], /^Give one e-mail address/],
    [[EMAIL, '--token'], /^Give one e-mail address/],
    [[EMAIL, '--token', 'reports', '--forget-factors'], /^Give one e-mail address/],
    [[EMAIL, '--admin'], /^Give one e-mail address/],
  ])('exits with 2 and one sentence when asked %j, and changes nothing', async (args, sentence) => {
    const { exitCode, stdout, stderr } = await signInCommand(args, config);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(await dataSource.query('SELECT FROM access_token UNION ALL SELECT FROM credential')).toEqual([]);
  });
});

describe('lsa invite', () => {
  const linkOf = (stdout: string) => /\/invitations\/([\w-]{43})$/.exec(secretOf(stdout))?.[1] ?? '';

  it('prints a link where no mail can go, once more on each call, and keeps its hash alone', async () => {
    const first = await inviteCommand(['Ruth.Ashby@birmingham.example'], config);
    const { exitCode, stdout, stderr } = await inviteCommand([EMAIL, '--print'], config);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(linkOf(stdout)).not.toBe(linkOf(first.stdout));
    const rows = await dataSource.query(`SELECT secret_hash, invited_by, delivery, extract(epoch FROM expires_at - made_at)::int / 86400 AS days FROM invitation`);
    expect(rows).toEqual([{ secret_hash: hashSecret(linkOf(stdout)), invited_by: null, delivery: 'handed-over', days: 7 }]);
    expect(await lastEvent()).toEqual({ name: 'invitation.make', subject: 'person-1', fields: [], person_id: null });
  });

  it('sends it where there is a mail server, and says so where that does not take it', async () => {
    const smtp = await startSmtp();
    const { stdout } = await inviteCommand([EMAIL], { ...config, smtpUrl: smtp.url });
    expect([stdout, smtp.mails.map(({ to }) => to)]).toEqual([`The invitation has gone to ${EMAIL}.\n`, [EMAIL]]);
    smtp.mood = 'knows nobody';
    expect(await inviteCommand([EMAIL], { ...config, smtpUrl: smtp.url })).toMatchObject({ exitCode: 1, stdout: '' });
    await smtp.close();
  });

  it.each([[['nobody@birmingham.example'], /^Nobody active/], [['gone@birmingham.example'], /^Nobody active/], [[], /^Give one e-mail/], [[EMAIL, '--all'], /^Give one e-mail/]])(
    'exits with 2 and one sentence when asked %j', async (args, sentence) => {
      const { exitCode, stderr } = await inviteCommand(args, config);
      expect([exitCode, stderr]).toEqual([2, expect.stringMatching(sentence)]);
    },
  );
});
