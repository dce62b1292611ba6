import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownFileCommand } from '../src/cli/own-file.js';
import { readConfig } from '../src/config.js';
import { CorrectionsService } from '../src/corrections/corrections.service.js';
import { POLICIES } from '../src/database/row-security/policies.js';
import { Drafts } from '../src/drafts/drafts.service.js';
import { addDays, describeDate } from '../src/domain/time/local-date.js';
import { columnsOf, HOLDINGS, ROOT } from '../src/own-file/holdings.js';
import { NOT_ABOUT } from '../src/own-file/not-about.js';
import type { OwnFile } from '../src/own-file/own-file.js';
import { readableFile } from '../src/own-file/readable-file.js';
import { RecordsService } from '../src/records/records.service.js';
import { TotpFactor } from '../src/sign-in/second-factors/totp-factor.entity.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import type { Who } from './support/region.js';
import { everythingSealed, type EverythingSealed } from './support/everything-sealed.js';
import { inspectorLetIn } from './support/inspector-let-in.js';
import { insertRows } from './support/insert-rows.js';
import { foreignKeys, rowsHangingOn, tablesOf } from './support/foreign-keys.js';
import { fieldError, FormBrowser, mainText } from './support/form-browser.js';
import { testKeysFile } from './support/keys.js';
import { emailOf, PASSWORD } from './support/region.js';
import { accessGiven, cameInFully, type Phone } from './support/young-person.js';

/* What is held about one young person, all of it and nothing else: the table of holdings against the catalogue, the file against the foreign keys. */

let test: TestApplication;
let own: EverythingSealed;
let other: EverythingSealed;
let phone: Phone;
let file: OwnFile;
/** The file as it leaves: to read, and for programs. */
let bytes: { html: string; json: string };

/** What is only in other cases, and of staff how they are reached. */
const OTHERS = { legal_name: 'Ottoline Brask', preferred_name: 'Ottoline', local_id: 'OTHER-LOCAL-1', course: 'Falconry', born_on: '2009-08-07' };

beforeAll(async () => {
  test = await startTestApplication();
  other = await everythingSealed(test);
  own = await everythingSealed(test);
  for (const { reference } of [other, own]) await around(reference);
  await accessGiven(test, other.reference, { email: 'other@mail.example' });
  await accessGiven(test, own.reference, { email: 'zeb@mail.example', phone: '07700 900777' });
  await somebodyElses();
  phone = await cameInFully(test, own.reference, 'zeb@mail.example');
  await theRest();
  await test.dataSource.query('UPDATE young_person SET legal_name = $2, preferred_name = $3, local_id = $4, born_on = $5 WHERE id = $1', [other.caseId, OTHERS.legal_name, OTHERS.preferred_name, OTHERS.local_id, OTHERS.born_on]);
  await test.dataSource.query('UPDATE placement SET course = $2 WHERE case_id = $1', [other.caseId, OTHERS.course]);
  await test.runJobs();
  ({ file, bytes } = await taken());
}, 300_000);
afterAll(() => test.close());

const WORDS = 'Asked by letter; their key worker knows their hand';
const requested = async (reference = own.reference, who: 'dataProtectionLead' | 'head' = 'dataProtectionLead') => test.post<{ id: number }>(who, '/api/v1/own-files', { reference, words: WORDS });

/** The file of the case, by the page and the API. */
async function taken() {
  const { body: { id } } = await requested();
  const answer = await test.post<OwnFile>('dataProtectionLead', `/api/v1/own-files/${id}/file`);
  expect(answer.status).toBe(200);
  return { file: answer.body, bytes: { html: readableFile(answer.body), json: JSON.stringify(answer.body) } };
}

/** Who is kept out, let in, inspects, came in without a part. */
async function around(reference: string): Promise<void> {
  const post = async (path: string, body: object, who: 'head' | 'director' = 'head') => {
    const answer = await test.post(who, `/api/v1${path}`, body);
    expect([path, answer.status < 300]).toEqual([path, true]);
  };
  await post(`/cases/${reference}/exclusions`, { personId: test.region.people.administrator, reason: 'relative' });
  await post(`/cases/${reference}/restriction`, { because: 'must-not-be-found' });
  await post(`/cases/${reference}/admissions`, { admittedPersonId: test.region.people.manager });
  await post('/emergency-access', { reference, reason: 'missing', words: 'Nobody of the team can be reached' }, 'director');
  await inspectorLetIn(test, { lastOn: '2026-10-20', references: reference });
}

/** What no everyday act writes: rows that hang on others, and ways in that a young person does not have. */
async function theRest(): Promise<void> {
  const { operator, region } = test;
  const [{ person, placement, worker, notice } = { person: 0, placement: 0, worker: 0, notice: 0 }] = await operator.query<Record<'person' | 'placement' | 'worker' | 'notice', number>[]>(`
    SELECT (SELECT id FROM person WHERE case_id = $1) AS person, (SELECT id FROM placement WHERE case_id = $1) AS placement,
      (SELECT id FROM key_worker_assignment WHERE case_id = $1) AS worker, (SELECT id FROM risk_notice WHERE case_id = $1) AS notice`, [own.caseId]);
  const at = '2026-10-12 10:00Z';
  const insert = (table: string, row: Record<string, unknown>) => insertRows(operator, table, [row]);
  await insert('key_worker_notice', { placement_id: placement, key_worker_id: worker, acknowledged_by: region.people.designatedPerson, acknowledged_at: at });
  await insert('risk_call', { notice_id: notice, recipient: 'key-worker', called_at: at, outcome: 'spoke', spoke_to: 'Priya Shah', recorded_by: region.people.designatedPerson, recorded_at: at });
  await insert('risk_acknowledgement', { notice_id: notice, recipient: 'key-worker', acknowledged_at: at, person_id: region.people.keyWorker });
  await insert('recovery_code', { code_hash: 'secret-code', person_id: person });
  await insert('passkey', { person_id: person, name: 'phone', credential_id: 'secret-passkey', public_key: '\\x6b', uses: 0, transports: [], made_at: at });
  await insert('external_identity', { person_id: person, issuer: 'https://login.example', subject: 'zeb', bound_at: at, bound_by: region.people.administrator });
  await insert('identity_link', { secret_hash: 'secret-link', person_id: person, made_by: region.people.administrator, expires_at: at });
  await insert('invitation', { secret_hash: 'secret-invitation', person_id: person, invited_by: region.people.administrator, made_at: at, expires_at: '2026-10-19 10:00Z', delivery: 'sent' });
  await insert('sign_in_step', { secret_hash: 'secret-step', person_id: person, expires_at: at });
  await insert('sign_in_rescue', { person_id: person, password_hash: 'secret-rescue', made_at: at, expires_at: '2026-10-12 11:00Z' });
  await insert('idempotent_request', { person_id: person, key: 'secret-key', request_hash: 'secret-request', status: 200, etag: 'secret-etag', location: 'secret-location', made_at: at });
  const { body: request } = await requested();
  const [mail] = await operator.query<{ id: number }[]>('SELECT min(id) AS id FROM message');
  await insert('subject_request_alert', { request_id: request.id, stage: 'due-soon', person_id: region.people.dataProtectionLead, message_id: mail?.id, written_at: at });
  await insert('mistake_alert', { case_id: own.caseId, stage: 'said-1', person_id: region.people.head, message_id: mail?.id, written_at: at });
  await insert('saved_view', { person_id: person, list: 'cases', name: 'My list', filters: { missed: 'yes' }, made_at: at });
  await insert('access_token', { secret_hash: 'secret-token', person_id: person, name: 'phone', created_at: at, expires_at: '2026-11-12 10:00Z', scopes: ['read'] });
  await test.app.get(Drafts).save(person, { tab: randomUUID(), version: 0, page: '/me/say', action: '/me/say', fields: { words: own.tokens['draft.fields'] ?? '' } });
  await test.dataSource.manager.save(TotpFactor, { personId: person, secret: 'secret-factor', madeAt: new Date(at), confirmedAt: null, lastStep: null });
}

const SISTER = 'his sister Ada Brask';
/** Written as it came, and marked only afterwards. */
async function somebodyElses(): Promise<void> {
  const [row] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM risk_notice WHERE case_id = $1', [own.caseId]);
  const manager = await test.actor('manager');
  for (const whatHappened of [`He went to ${SISTER} on Friday`, `He went to [[${SISTER}]] on Friday`, own.tokens['risk_notice.what_happened'] ?? '']) {
    await test.app.get(CorrectionsService).correctFact(manager, own.reference, { fact: 'risk-notice', id: row?.id ?? 0 }, { values: { whatHappened }, reason: 'It was said otherwise' });
  }
  await test.app.get(RecordsService).record(await test.actor('keyWorker'), own.reference, 'problem', { happenedOn: '2026-10-12', placementId: own.placementId, kind: 'other', what: `A quarrel with [[${SISTER}]]` } as never);
}

describe('the table of what is held', () => {
  it('knows every table of the database, and every column of those about young people', async () => {
    const tables = await tablesOf(test.dataSource);
    expect([...Object.keys(HOLDINGS), ...Object.keys(NOT_ABOUT)].sort()).toEqual([...tables.keys()]);
    expect(Object.entries(HOLDINGS).map(([table, holding]) => [table, columnsOf(holding).sort()])).toEqual(Object.keys(HOLDINGS).map((table) => [table, [...(tables.get(table) ?? [])].sort()]));
  });

  it('follows every foreign key that leads to a young person', async () => {
    expect(await unfollowed(test.operator)).toEqual([]);
  });

  it('erases no row that one which stays points to, and nothing that its role may not delete', async () => {
    const stays = (table: string): boolean => table in HOLDINGS && HOLDINGS[table]?.whenErased !== 'removed';
    const keys = await foreignKeys(test.operator);
    expect(keys.filter(({ table, parent }) => (stays(table) || table in NOT_ABOUT) && HOLDINGS[parent]?.whenErased === 'removed').map(({ table, column }) => `${table}.${column}`)).toEqual([]);
    expect(Object.keys(HOLDINGS).filter((table) => POLICIES[table]?.secret && !stays(table) && POLICIES[table]?.door?.delete === undefined)).toEqual([]);
  });

  it('misses a table that somebody adds', async () => {
    const runner = test.operator.createQueryRunner();
    await runner.startTransaction();
    await runner.query('CREATE TABLE liked (id int PRIMARY KEY, placement_id int REFERENCES placement)');
    expect(await unfollowed(runner)).toEqual(['liked.placement_id']);
    await runner.rollbackTransaction();
    await runner.release();
  });
});

/** Columns that point to a row about a young person, of tables that the holdings find by other ways, or not at all. */
async function unfollowed(dataSource: Parameters<typeof foreignKeys>[0]): Promise<string[]> {
  const keys = await foreignKeys(dataSource);
  return keys.filter(({ table, column, parent }) => {
    const holding = HOLDINGS[table];
    if (!(parent in HOLDINGS)) return false;
    // Staff are persons too: of a table that is theirs the walk below shows that no young person is in it.
    if (!holding) return parent !== 'person' || !(table in NOT_ABOUT);
    const byItsCase = keys.some((one) => one.table === table && one.parent === ROOT && !one.nullable && holding.by[one.column] === ROOT);
    return holding.by[column] !== parent && !byItsCase && !(parent === 'person' && holding.who?.includes(column));
  }).map(({ table, column }) => `${table}.${column}`);
}

describe('the file', () => {
  it('has every row that hangs on the case by the foreign keys, or is a list that it stood on, table by table, and no other', async () => {
    const walked = await rowsHangingOn(test.operator, { table: ROOT, id: own.caseId });
    // The numbers of an array are no foreign keys.
    walked.get('audit_event')?.push(...(await test.operator.query<{ id: string }[]>('SELECT id FROM audit_event WHERE $1 = ANY(case_ids)', [own.caseId])));
    const rows = (table: string) => file.parts.find((part) => part.table === table)?.rows ?? [];
    const ids = (all: Record<string, unknown>[]) => all.map(({ id }) => String(id)).sort();
    const tables = [...new Set([...[...walked].filter(([, found]) => found.length > 0).map(([table]) => table), ...file.parts.filter((part) => part.rows.length > 0).map(({ table }) => table)])].sort();
    expect(tables.map((table) => [table, rows(table).length, ids(rows(table))])).toEqual(tables.map((table) => [table, walked.get(table)?.length ?? 0, ids(walked.get(table) ?? []).map((id) => (rows(table)[0] && !('id' in rows(table)[0]!) ? 'undefined' : id))]));
    // No young person has a password: the database refuses it.
    expect(Object.keys(HOLDINGS).filter((table) => !tables.includes(table))).toEqual(['credential']);
  });

  it('has every text opened, but for what is withheld by name', () => {
    const here = Object.entries(own.tokens).filter(([name]) => !(name.split('.')[0]! in NOT_ABOUT));
    const hidden = here.filter(([, word]) => !bytes.json.includes(word)).map(([name]) => name);
    expect(hidden.sort()).toEqual(['draft.fields', 'professionals_meeting.present', 'review.present', 'session.draft', 'totp_factor.secret']);
    for (const name of hidden) expect(HOLDINGS[name.split('.')[0]!]?.withheld).toHaveProperty(name.split('.')[1]!);
    expect(here.filter(([name, word]) => !hidden.includes(name) && !bytes.html.includes(word))).toEqual([]);
    expect(bytes.json).not.toContain('sealed:1:');
  });

  it('has nothing about any other young person, in a single byte', async () => {
    const foreign = [...Object.values(other.tokens), ...Object.values(OTHERS), other.reference, 'other@mail.example'];
    for (const text of [bytes.html, bytes.json]) expect(foreign.filter((word) => text.includes(word))).toEqual([]);
    expect(foreign.filter((word) => word.length < 6)).toEqual([]);
  });

  it('names of those who work with them only whom the texts name, and says how to reach nobody', async () => {
    const people = await test.dataSource.query<{ name: string; email: string; phone: string | null }[]>('SELECT name, email, phone FROM person WHERE case_id IS NULL');
    for (const text of [bytes.html, bytes.json]) {
      // The plan's section on contacts names these two.
      expect(people.filter(({ name }) => text.includes(name)).map(({ name }) => name).sort()).toEqual(['Dan Pike', 'Kofi Mensah']);
      expect(people.filter(({ email, phone }) => text.includes(email) || (phone !== null && text.includes(phone)))).toEqual([]);
    }
    expect(JSON.stringify(file.parts.find(({ table }) => table === 'risk_notice')?.rows)).toContain('designated person, Ashgrove College');
    expect(bytes.json).toContain('zeb@mail.example');
  });

  it('has no secret: of sessions, links, PIN, keys', async () => {
    const secrets = await test.operator.query<{ secret: string }[]>(`
      SELECT secret_hash AS secret FROM session UNION SELECT form_token FROM session UNION SELECT secret_hash FROM entry_link UNION SELECT pin_hash FROM young_person_pin
      UNION SELECT wrapped_key FROM case_key UNION SELECT encode(uln_hash, 'hex') FROM young_person WHERE uln_hash IS NOT NULL`);
    expect(secrets.length).toBeGreaterThan(5);
    expect([secrets.filter(({ secret }) => bytes.json.includes(secret)), bytes.json.includes('secret-')]).toEqual([[], false]);
  });

  it('withholds what is marked as somebody else’s, also where it was written before it was marked, and says where', () => {
    expect([bytes.json.includes('Ada'), bytes.html.includes('Ada'), bytes.html.includes('(about somebody else)')]).toEqual([false, false, true]);
    expect(new Set(file.withheldPassages.map(({ table }) => table))).toEqual(new Set(['correction', 'record']));
    expect(file.withheldPassages.filter(({ column }) => column === 'before')).toHaveLength(2);
    expect(bytes.html).toContain('Passages about somebody else were left out in');
  });

  it('says who looked, as what and why, this look included', () => {
    const looks = file.parts.find(({ table }) => table === 'audit_event')?.rows.filter(({ name }) => name === 'case.read') ?? [];
    expect(looks.at(-1)).toMatchObject({ capacity: 'data-protection-lead', purpose: 'subject-access', person_id: 'data protection lead, Birmingham', reason: expect.stringMatching(/^subject-request-\d+$/) });
    expect(looks.length).toBeGreaterThan(2);
    expect(bytes.html).toContain('to give the young person their own file');
  });

  it('says on which lists they stood, and not who else did', async () => {
    expect((await test.get<{ total: number }>('head', '/api/v1/cases?limit=50')).body.total).toBe(2);
    const again = await taken();
    const lists = again.file.parts.find(({ table }) => table === 'audit_event')?.rows.filter(({ name, subject }) => name === 'list.read' && subject === 'cases') ?? [];
    expect(lists).toEqual([expect.objectContaining({ subject: 'cases', purpose: 'direct-care', person_id: expect.stringMatching(/, Birmingham$/) })]);
    expect(Object.keys(lists[0] ?? {})).not.toContain('case_ids');
  });
});

describe('who gives it', () => {
  it('is the data protection lead or the Virtual Head of the home authority, who are not kept out', async () => {
    for (const who of ['keyWorker', 'manager', 'administrator', 'designatedPerson', 'keyContact', 'director'] as const) {
      expect([who, (await test.get(who, '/api/v1/own-files')).status, (await test.post(who, '/api/v1/own-files', { reference: own.reference, words: WORDS })).body.code]).toEqual([who, 403, 'NOT_ALLOWED']);
    }
    const { body: { id } } = await requested();
    for (const path of [`/${id}/file`, `/${id}/release`]) expect([path, (await test.post('neighbourLead', `/api/v1/own-files${path}`)).status, (await test.post('keyWorker', `/api/v1/own-files${path}`)).status]).toEqual([path, 404, 403]);
    expect((await test.post('neighbourLead', '/api/v1/own-files', { reference: own.reference, words: WORDS })).status).toBe(404);
    expect((await test.get<{ items: object[] }>('neighbourLead', '/api/v1/own-files')).body.items).toEqual([]);
    await test.post('head', `/api/v1/cases/${other.reference}/exclusions`, { personId: test.region.people.dataProtectionLead, reason: 'relative' });
    expect([(await requested(other.reference)).status, (await requested(other.reference, 'head')).status]).toEqual([404, 201]);
    const short = await test.post<{ reasons: { field: string }[] }>('dataProtectionLead', '/api/v1/own-files', { reference: own.reference, words: 'Asked' });
    expect([short.status, short.body.reasons[0]?.field]).toEqual([422, 'words']);
  });

  it('takes it out on a page, to read and for programs, having shown who they are', async () => {
    const lead = new FormBrowser(test.config.port);
    await lead.signIn(emailOf('dataProtectionLead'), PASSWORD);
    expect(mainText(await lead.get('/own-files'))).toContain(WORDS);
    expect((await lead.get('/who-looked?from=2026-10-01')).body).toMatch(/href="\/own-files">subject-request-\d+</);
    const short = await lead.post('/own-files', { reference: own.reference, words: 'Asked' });
    expect([short.statusCode, fieldError(short)]).toEqual([422, expect.stringContaining('at least 10 characters')]);
    expect((await lead.post('/own-files', { reference: own.reference.toLowerCase(), words: 'Came to the office' })).headers.location).toBe('/own-files');
    const id = /own-files\/(\d+)\/file.html/.exec((await lead.get('/own-files')).body)?.[1];
    const files = [await lead.post(`/own-files/${id}/file.html`), await lead.post(`/own-files/${id}/file.json`)];
    expect(files.map(({ statusCode, headers }) => [statusCode, headers['content-disposition']])).toEqual([[200, 'attachment; filename="own-file.html"'], [200, 'attachment; filename="own-file.json"']]);
    expect([files[0]?.body.includes('<h1>Everything that is held about one young person</h1>'), (JSON.parse(files[1]?.body ?? '{}') as OwnFile).reference]).toEqual([true, own.reference]);
    await test.dataSource.query('UPDATE session SET proven_at = started_at - interval \'11 minutes\' WHERE person_id = $1', [test.region.people.dataProtectionLead]);
    expect((await lead.post(`/own-files/${id}/file.html`)).headers.location).toContain('/sign-in/again');
  });

  it('is asked each time whether they may, whatever key is sent, and each file leaves its trace', async () => {
    const { body: { id } } = await requested(other.reference, 'head');
    const take = () => test.post<object>('head', `/api/v1/own-files/${id}/file`, undefined, { 'idempotency-key': 'file' });
    const disclosures = async () => (await test.operator.query<{ n: number }[]>('SELECT count(*)::int AS n FROM disclosure WHERE case_id = $1', [other.caseId]))[0]?.n ?? 0;
    const before = await disclosures();
    for (const again of [1, 2]) expect([(await take()).status, (await disclosures()) - before]).toEqual([200, again]);
    const [exclusion] = await test.operator.query<{ id: number }[]>(`INSERT INTO case_exclusion (case_id, person_id, reason, recorded_by, recorded_at) VALUES ($1, $2, 'relative', $2, '2026-10-12 10:00Z') RETURNING id`, [other.caseId, test.region.people.head]);
    const refused = await take();
    expect([refused.status, JSON.stringify(refused.body).includes(OTHERS.legal_name)]).toEqual([404, false]);
    await test.operator.query('DELETE FROM case_exclusion WHERE id = $1', [exclusion?.id]);
  });

  it('leaves a reason, a look and a disclosure, which the young person reads', async () => {
    const shared = await phone.get('/me/consent');
    expect(shared.body).toContain('They asked for everything that is held about them');
    expect((await phone.get('/me/looked')).body).toContain('To give you your own file.');
    const [event] = await test.dataSource.query<{ reason: string }[]>(`SELECT reason FROM audit_event WHERE name = 'own-file.give' ORDER BY id DESC LIMIT 1`);
    expect(event?.reason).toMatch(/^subject-request-\d+$/);
  });
});

describe('the young person', () => {
  it('asks on their own pages, once at a time, and fetches it when it was let go', async () => {
    expect((await phone.get('/me/own-file')).body).toContain('Ask for my file');
    expect((await phone.post('/me/own-file/file.html')).statusCode).toBe(409);
    expect((await phone.post('/me/own-file')).headers.location).toBe('/me/own-file');
    expect((await phone.get('/me/own-file')).body).toContain('You can have it by');
    expect((await phone.post('/me/own-file')).statusCode).toBe(409);
    const { body: { items } } = await test.get<{ items: { id: number; byThemselves: boolean; givenAt: string | null; answerBy: string }[] }>('dataProtectionLead', '/api/v1/own-files');
    const waits = items.find((one) => one.byThemselves);
    expect(waits).toMatchObject({ givenAt: null, answerBy: '2026-11-12' });
    // Whoever answers has it on their first page until it is let go, none of a case that they are kept out of.
    const onHome = async (who: Who) => (await test.get<{ decisions: { kind: string; count: number; firstOn: string }[] }>(who, '/api/v1/home')).body.decisions.filter(({ kind }) => kind === 'own-file');
    const listed = async (who: Who) => (await test.get<{ items: { givenAt: string | null; releasedAt: string | null }[] }>(who, '/api/v1/own-files')).body.items.filter(({ givenAt, releasedAt }) => givenAt === null && releasedAt === null).length;
    const [ofHead, ofLead] = [await listed('head'), await listed('dataProtectionLead')];
    expect(ofLead).toBeLessThan(ofHead);
    expect([await onHome('head'), await onHome('dataProtectionLead')]).toEqual([ofHead, ofLead].map((count) => [{ kind: 'own-file', count, firstOn: '2026-11-12' }]));
    expect([await onHome('neighbourLead'), await onHome('manager')]).toEqual([[], []]);
    // Read through first: that is no answer yet.
    expect((await test.post('dataProtectionLead', `/api/v1/own-files/${waits?.id}/file`)).status).toBe(200);
    expect((await test.post('head', `/api/v1/own-files/${waits?.id}/release`)).status).toBe(204);
    expect((await onHome('head'))[0]?.count).toBe(ofHead - 1);
    expect((await test.post('head', `/api/v1/own-files/${waits?.id}/release`)).body.code).toBe('ALREADY_RELEASED');
    const fetched = await phone.post('/me/own-file/file.html');
    expect([fetched.statusCode, fetched.headers['content-disposition'], fetched.body.includes(own.tokens['risk_notice.what_happened'] ?? '')]).toEqual([200, 'attachment; filename="my-file.html"', true]);
    expect((await phone.get('/me/own-file')).body).toContain('Ask for my file');
  });

  it('cannot be let fetch what they did not ask for there', async () => {
    const { body: { id } } = await requested();
    expect((await test.post('dataProtectionLead', `/api/v1/own-files/${id}/release`)).body.code).toBe('NOT_ASKED_THEMSELVES');
  });
});

describe('lsa own-file', () => {
  it('writes both files for their owner alone, never over others, and leaves its trace', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'learner-support-own-file-'));
    const config = readConfig({ DATABASE_URL: test.config.databaseUrl, INSTALLATION: 'training', KEYS_FILE: await testKeysFile(), DATA_DIR: folder }, []);
    const lsa = (...args: string[]) => ownFileCommand(args, () => config);
    const out = join(folder, 'file');
    try {
      expect(await lsa(own.reference, '--reason', WORDS, '--out', `${out}.json`)).toEqual({ exitCode: 0, stdout: `${out}.html\n${out}.json\n`, stderr: '' });
      const [html, json] = [await readFile(`${out}.html`, 'utf8'), JSON.parse(await readFile(`${out}.json`, 'utf8')) as OwnFile];
      expect([(await stat(`${out}.html`)).mode & 0o777, html.includes(own.reference), json.parts.map(({ table }) => table)]).toEqual([0o600, true, Object.keys(HOLDINGS)]);
      expect(await lsa(own.reference, '--reason', WORDS, '--out', out)).toMatchObject({ exitCode: 2, stderr: `${out}.html is there already, and stays as it is.\n` });
      expect(await lsa('LS-222222', '--reason', WORDS, '--out', join(folder, 'nobody'))).toMatchObject({ exitCode: 2, stderr: 'There is no case that you can see here.\n' });
      await expect(stat(join(folder, 'nobody.html'))).rejects.toThrow('ENOENT');
      for (const wrong of [[own.reference], [own.reference, '--reason', 'short', '--out', out], ['--reason', WORDS, '--out', out]]) expect((await lsa(...wrong)).exitCode).toBe(2);
      const [event] = await test.dataSource.query<object[]>(`SELECT person_id, purpose FROM audit_event WHERE name = 'own-file.give' ORDER BY id DESC LIMIT 1`);
      expect(event).toEqual({ person_id: null, purpose: 'subject-access' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('whoever gives it', () => {
  const mails = async (who: Who) => {
    await test.runJobs();
    return test.dataSource.query<{ subject: string; text: string; request: number }[]>(`SELECT subject, text, subject_request_id AS request FROM message WHERE person_id = $1 AND subject_request_id IS NOT NULL AND state = 'kept' ORDER BY id`, [test.region.people[who]]);
  };

  it('is told by mail at once, and again a week before the last day, of whose it is nothing', async () => {
    const before = (await mails('dataProtectionLead')).length;
    const told = async (who: Who) => (await mails(who)).slice(before).map(({ subject }) => subject);
    expect((await phone.post('/me/own-file')).headers.location).toBe('/me/own-file');
    const [{ answerBy: last } = { answerBy: '' }] = await test.dataSource.query<{ answerBy: string }[]>('SELECT answer_by AS "answerBy" FROM subject_request ORDER BY id DESC LIMIT 1');
    expect(await told('dataProtectionLead')).toEqual(['Birmingham: a young person asked for their own file']);
    expect(await mails('head')).toEqual([]);
    const [mail] = (await mails('dataProtectionLead')).slice(before);
    expect(mail?.text).toContain(`by ${describeDate(last)}, the last day`);
    expect(['Zebedee', 'Quill', own.reference].filter((word) => JSON.stringify(mail).includes(word))).toEqual([]);
    test.setNow(`${addDays(last, -7)} 07:59`);
    expect(await told('dataProtectionLead')).toHaveLength(1);
    test.setNow(`${addDays(last, -7)} 08:00`);
    // What others asked for in other ways is due soon by then, too; of that nobody is told at once.
    expect(await told('dataProtectionLead')).toContain('Birmingham: a young person waits for their own file');
    const { body: { items } } = await test.get<{ items: { id: number; byThemselves: boolean; givenAt: string | null; releasedAt: string | null }[] }>('dataProtectionLead', '/api/v1/own-files');
    const over = items.filter(({ givenAt, releasedAt }) => givenAt !== null || releasedAt !== null).map(({ id }) => id);
    const reminded = (await mails('dataProtectionLead')).slice(before).filter(({ subject }) => subject === 'Birmingham: a young person waits for their own file').map(({ request }) => request);
    expect([over.length > 0, reminded.length > 0, reminded.filter((id) => over.includes(id))]).toEqual([true, true, []]);
    for (const { id } of items.filter(({ byThemselves, releasedAt }) => byThemselves && releasedAt === null)) expect((await test.post('dataProtectionLead', `/api/v1/own-files/${id}/release`)).status).toBe(204);
    const so = await told('dataProtectionLead');
    test.setNow(`${addDays(last, 1)} 08:00`);
    expect(await told('dataProtectionLead')).toEqual(so);
  });

  it('is the Virtual Head alone where the data protection lead is kept out of the case', async () => {
    const [toLead, toHead] = [(await mails('dataProtectionLead')).length, (await mails('head')).length];
    const young = await cameInFully(test, other.reference, 'other@mail.example');
    expect((await young.post('/me/own-file')).headers.location).toBe('/me/own-file');
    expect([(await mails('dataProtectionLead')).length, (await mails('head')).slice(toHead).map(({ subject }) => subject)]).toEqual([toLead, ['Birmingham: a young person asked for their own file']]);
  });
});
