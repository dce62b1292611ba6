import { describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { Actor } from '../../src/domain/permissions.js';
import { NightlyDerivation } from '../../src/duties/nightly-derivation.service.js';
import { DutiesService } from '../../src/duties/duties.service.js';
import type { ImportBatch } from '../../src/imports/import-batch.entity.js';
import { RiskNotice } from '../../src/risk-notices/risk-notice.entity.js';
import { YoungPerson } from '../../src/young-people/young-person.entity.js';
import { somebody } from '../support/arbitrary-parties.js';
import { importing, KEMI, PEOPLE, PROVIDERS, roster, WHY } from '../support/import-files.js';
import { workbook } from '../support/workbook.js';

const on = importing();
const { at, count, load, preview } = on;
const faults = (batch: ImportBatch) => batch.errors.map(({ line, column, code }) => `${line} ${column} ${code}`);

describe('people and providers', () => {
  it('are recorded with their posts, and the same files again change nothing', async () => {
    expect(await count('provider')).toBe(2);
    expect(await count('person')).toBe(5);
    const posts = await on.dataSource.query('SELECT post, team, from_on::text FROM post_holding ORDER BY id');
    expect(posts).toEqual([
      { post: 'team-manager', team: '16+ North', from_on: '2026-01-05' },
      { post: 'team-manager', team: '16+ South', from_on: '2026-10-05' },
      { post: 'designated-person', team: null, from_on: '2026-10-05' },
      { post: 'administrator', team: null, from_on: '2026-10-05' },
    ]);
    at('2026-10-06T09:00:00Z');
    expect((await load('people', PEOPLE)).result).toEqual({ created: 0, changed: 0, unchanged: 6 });
    expect((await load('providers', PROVIDERS)).result).toEqual({ created: 0, changed: 0, unchanged: 2 });
  });

  it('leave a trace of each person, provider and post that came or changed: ids and names of fields, never values', async () => {
    const trail = () =>
      on.dataSource.query('SELECT name, subject, fields, person_id FROM audit_event WHERE name !~ $1 ORDER BY id OFFSET $2', ['^import\\.', seen]);
    let seen = 0;
    const registered = await trail();
    expect(registered.map((row: { name: string; subject: string }) => `${row.name} ${row.subject}`)).toEqual([
      'provider.register provider-1', 'provider.register provider-2',
      ...['1', '2', '3', '4', '5'].map((id) => `person.register person-${id}`),
      ...['1', '2', '3', '4'].map((id) => `post.grant post-holding-${id}`),
    ]);
    seen = registered.length;
    await load('providers', PROVIDERS.replace('Aldermere College', 'Aldermere Sixth Form College'));
    const changes = PEOPLE.replace('Tom Pryce,tom.pryce@aldermere.example,', 'Tom Price,tom.pryce@aldermere.example,07700 900104')
      .replace('2026-01-05,', '2026-01-05,2026-12-31')
      .replace('16+ South,,', '16+ South,2026-10-01,');
    const by: Actor = somebody({ personId: 5, posts: ['E08000025', 'E08000026'].map((authorityCode) => ({ post: 'administrator', authorityCode, providerId: null, team: null })) });
    await on.imports.confirmImport(by, (await preview('people', changes, by)).id, WHY);
    expect(await trail()).toEqual([
      { name: 'provider.change', subject: 'provider-1', fields: ['name'], person_id: null },
      { name: 'person.change', subject: 'person-5', fields: ['name', 'phone'], person_id: 5 },
      { name: 'post.end', subject: 'post-holding-1', fields: ['until_on'], person_id: 5 },
      { name: 'post.change', subject: 'post-holding-2', fields: ['from_on'], person_id: 5 },
    ]);
    seen += 4;
    await load('people', changes);
    expect(await trail()).toEqual([]);
  });

  it('move what an organisation owes at once, and so does the type of a provider what is owed there (EP1, VS1, EP11S)', async () => {
    await on.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES (1, 'E08000025', now(), '2026-10-05')`);
    await on.dataSource.query(`UPDATE authority SET joined_on = '2026-10-05' WHERE code = 'E08000025'`);
    const open = async () => (await on.dataSource.query<{ key: string }[]>(`SELECT key FROM duty WHERE outcome = 'open' AND clause IN ('EP1', 'EP2', 'VS1', 'EP11S') ORDER BY key`)).map(({ key }) => key);
    const nightly = () => new NightlyDerivation(UnitOfWork.forSystem(on.dataSource, on.clock), new DutiesService()).deriveAll();
    at('2026-10-05T09:00:00Z');
    const withPhone = (until: string) => PEOPLE.replace('tom.pryce@aldermere.example,,10099001,designated-person,,,', `tom.pryce@aldermere.example,07700 900104,10099001,designated-person,,,${until}`);
    await load('people', withPhone(''));
    at('2026-10-06T09:00:00Z');
    await load('people', withPhone('2026-10-06'));
    await load('people', `name,email,phone,organisation,post,from_on,until_on\nKay Conte,kay.conte@birmingham.example,07700 900105,E08000025,key-contact,2026-10-01,2026-10-06\n`);
    expect(await open()).toEqual(['EP1/holding-3', 'VS1/holding-5']);
    await load('young-people', roster(KEMI));
    const [placement] = await on.dataSource.query<{ id: number; case_id: number }[]>('SELECT id, case_id FROM placement');
    const when = new Date('2026-10-06T08:30:00Z');
    await on.dataSource.manager.insert(RiskNotice, { caseId: placement?.case_id, placementId: placement?.id, kind: 'suspended', whatHappened: 'A fight', occurredAt: when, recordedBy: 5, recordedAt: when });
    await load('providers', PROVIDERS.replace('further-education-college', 'school-sixth-form'));
    expect((await open()).filter((key) => key.startsWith('EP11S'))).not.toEqual([]);
    expect((await nightly()).filter(({ key }) => /^(EP1|EP2|VS1|EP11S)\//.test(key))).toEqual([]);
  });

  it('are refused row by row where they do not fit what is recorded', async () => {
    const batch = await preview('people', `name,email,organisation,post,team,until_on
A,ruth.ashby@birmingham.example,E08000026,,,
B,b@x.example,E99999999,,,
C,c@x.example,10099001,director,,
D,d@x.example,E08000025,key-contact,North,
E,not an address,E08000025,,,
Joy Okafor,joy.okafor@birmingham.example,E08000025,team-manager,16+ North,2025-12-31
F,f@x.example,E08000025,director,,
G,f@x.example,E08000025,virtual-head,,
`);
    expect(faults(batch)).toEqual([
      '2 email PERSON_ELSEWHERE',
      '3 organisation ORGANISATION_UNKNOWN',
      '4 organisation POST_ELSEWHERE',
      '5 team TEAM_WITHOUT_MANAGER',
      '6 email EMAIL_INVALID',
      '7 until_on END_BEFORE_START',
      '9 name ROWS_DISAGREE',
    ]);
  });
});

describe('a roster', () => {
  it('registers cases with key worker, placement and the plan known from before, and derives their duties', async () => {
    const batch = await load('young-people', roster(KEMI, 'E08000025,2,,Daniel Reid,2008-03-01,9999999999,,former relevant,,,,,,,,,,,,'));
    expect(batch).toMatchObject({ state: 'confirmed', errors: [], rows: [], result: { created: 2, changed: 0, unchanged: 0 } });
    const duties = await on.dataSource.query(`SELECT clause, outcome, due_on::text, met_on::text FROM duty WHERE clause IN ('SC1', 'KW3', 'KW4') ORDER BY case_id, clause`);
    expect(duties).toEqual([
      { clause: 'KW3', outcome: 'met', due_on: '2026-10-07', met_on: '2026-07-06' },
      { clause: 'KW4', outcome: 'open', due_on: '2027-01-06', met_on: null },
      { clause: 'SC1', outcome: 'met', due_on: '2026-10-12', met_on: '2026-10-05' },
      { clause: 'SC1', outcome: 'open', due_on: '2026-10-12', met_on: null },
    ]);
    expect(await on.dataSource.query('SELECT kind FROM key_worker_assignment')).toEqual([{ kind: 'social-worker' }]);
    expect(await on.dataSource.query('SELECT name FROM audit_event WHERE case_id IS NOT NULL ORDER BY id')).toEqual(
      ['case.register', 'key-worker.assign', 'placement.agree', 'plan.agree', 'case.register'].map((name) => ({ name })),
    );
  });

  it('loaded twice changes nothing: no fact, no duty, no event on a case', async () => {
    const file = roster(KEMI.replace(/,$/, ',2026-09-20'));
    await load('young-people', file);
    const tables = ['young_person', 'key_worker_assignment', 'placement', 'plan', 'plan_agreement', 'review', 'duty'];
    const state = async () => Promise.all(tables.map((table) => on.dataSource.query(`SELECT xmin::text, t::text FROM ${table} t ORDER BY id`)));
    const events = async () => on.dataSource.query('SELECT count(*) FROM audit_event WHERE case_id IS NOT NULL');
    const before = [await state(), await events()];
    at('2026-10-20T09:00:00Z');
    expect((await load('young-people', file)).result).toEqual({ created: 0, changed: 0, unchanged: 1 });
    expect([await state(), await events()]).toEqual(before);
  });

  it('changes what its filled cells say, and leaves what empty cells leave open', async () => {
    await load('young-people', roster(KEMI));
    at('2026-10-20T09:00:00Z');
    const changed = await load('young-people', roster('E08000025,1,,Oluwakemi Ade-Cole,2009-11-23,,,eligible,,imran.malik@birmingham.example,,no,,,,,,,,'));
    expect(changed.result).toEqual({ created: 0, changed: 1, unchanged: 0 });
    expect(await on.dataSource.manager.find(YoungPerson)).toEqual([
      expect.objectContaining({ preferredName: 'Kemi', legalName: 'Oluwakemi Ade-Cole', uln: '9276308686', careStatus: 'in-care', team: '16+ North', version: 2 }),
    ]);
    expect(await on.dataSource.query(`SELECT happened_on AS "on", details FROM record WHERE kind = 'care-status'`)).toEqual([{ on: '2026-10-20', details: { status: 'eligible' } }]);
    const keyWorkers = await on.dataSource.query('SELECT p.name, from_at, until_at, authority_to_act_confirmed_at AS confirmed FROM key_worker_assignment k JOIN person p ON p.id = k.person_id ORDER BY k.id');
    expect(keyWorkers).toEqual([
      { name: 'Ruth Ashby', from_at: new Date('2026-10-05T09:00:00Z'), until_at: new Date('2026-10-20T09:00:00Z'), confirmed: new Date('2026-10-05T09:00:00Z') },
      { name: 'Imran Malik', from_at: new Date('2026-10-20T09:00:00Z'), until_at: null, confirmed: null },
    ]);
    expect(await on.dataSource.query(`SELECT due_on::text FROM duty WHERE clause = 'SC2'`)).toEqual([{ due_on: '2026-10-21' }]);
  });

  it('records another care status with the day of the file, once, and leaves that of the registration (VS5)', async () => {
    await load('young-people', roster(KEMI));
    at('2026-10-20T09:00:00Z');
    const leaver = roster('E08000025,1,,Oluwakemi Ade-Cole,2009-11-23,,,former-relevant,,,,,,,,,,,,');
    expect((await load('young-people', leaver)).result).toEqual({ created: 0, changed: 1, unchanged: 0 });
    expect((await load('young-people', leaver)).result).toEqual({ created: 0, changed: 0, unchanged: 1 });
    expect(await on.dataSource.query('SELECT care_status FROM young_person')).toEqual([{ care_status: 'in-care' }]);
    expect(await on.dataSource.query(`SELECT kind, happened_on, details FROM record`)).toEqual([{ kind: 'care-status', happened_on: '2026-10-20', details: { status: 'former-relevant' } }]);
  });

  it('names each faulty row with its line, its column and what to do, and takes the others', async () => {
    const batch = await preview('young-people', roster(
      KEMI,
      'E08000025,3,,A,31/02/2009,,,in-care,,,,,,,,,,,,',
      'E08000025,4,,B,2009-02-01,9276308687,H801200001002,nowhere,,,,,,,,,,,,',
      'E08000099,5,,C,2009-02-01,,,in-care,,,,,,,,,,,,',
      'E08000025,6,,D,1969-02-01,,,in-care,,nobody@birmingham.example,,,,,,,,,,',
      'E08000025,7,,E,2009-02-01,,,in-care,,nobody@birmingham.example,,,,,,,,,,',
      'E08000025,8,,F,2009-02-01,,,in-care,,ana.silva@coventry.example,,,10099009,Art,2,,2026-09-07,,,',
      'E08000025,9,,G,2009-02-01,,,in-care,,,,yes,10099001,,9,,2026-09-07,2026-09-01,,2026-09-20',
      'E08000025,1,,Again,2009-02-01,,,in-care,,,,,,,,,,,,',
      'E08000025,10,,H\u0000,2009-02-01,,,in-care,,,,,,,,,,,,',
      'E08000025,11,,I,2009-02-01,9276308686,,in-care,,,,,,,,,,,,',
      `E08000025,12,,${'x'.repeat(2001)},2009-02-01,,,in-care,,,,,,,,,,,,`,
      'E08000025,13,,J,2009-02-01,,,in-care',
      'E08000025,14,,K,2009-02-01,,,in-care,,,,,10099001,Art,2,,2026-09-07,2026-09-01,2026-09-10,2026-09-09',
      'E08000025,15,,L,2009-02-01,,,in-care,,,,,10099001,Art,2,2027-01-01,2062-09-07,,2026-12-10,',
      'E08000025,16,,M,2009-02-01,,,in-care,,,,,,,,,,,,',
    ));
    expect(faults(batch)).toEqual([
      '3 date_of_birth NOT_A_DATE', '4 uln ULN_INVALID', '4 upn UPN_INVALID', '4 care_status NOT_IN_LIST', '5 authority_code AUTHORITY_UNKNOWN',
      '6 date_of_birth AGE_OUT_OF_RANGE', '7 key_worker_email KEY_WORKER_UNKNOWN', '8 provider_ukprn PROVIDER_UNKNOWN', '8 key_worker_email KEY_WORKER_ELSEWHERE',
      '9 level LEVEL_INVALID', '9 key_worker_email MISSING', '9 course MISSING', '10 local_id DUPLICATE_ROW', '11 legal_name CONTROL_CHARACTER',
      '12 uln DUPLICATE_ULN', '13 legal_name TOO_LONG', '14  COLUMN_COUNT', '15 ends_on END_BEFORE_START', '15 last_review_on REVIEW_BEFORE_PLAN',
      '16 starts_on DATE_UNLIKELY', '16 agreed_on IN_THE_FUTURE', '16 plan_agreed_on IN_THE_FUTURE',
    ]);
    expect(batch.errors[0]).toEqual({
      line: 3, column: 'date_of_birth', value: '31/02/2009', code: 'NOT_A_DATE',
      message: 'There is no such day: write it as YYYY-MM-DD or DD/MM/YYYY, for example 2008-09-14 or 14/09/2008.',
    });
    expect(batch.result).toEqual({ created: 2, changed: 0, unchanged: 0 });
    expect(await count('young_person')).toBe(0);
    expect((await on.imports.confirmImport(null, batch.id)).result.created).toBe(2);
    expect(await count('young_person')).toBe(2);
  });

  it('does not take a learner number that another young person of the authority has', async () => {
    await load('young-people', roster(KEMI));
    expect(faults(await preview('young-people', roster('E08000025,2,,B,2009-02-01,9276308686,,in-care,,,,,,,,,,,,')))).toEqual(['2 uln ULN_OF_ANOTHER']);
  });

  it('is read from an Excel workbook too', async () => {
    const bytes = workbook([
      ['Authority code', 'LOCAL_ID', 'legal-name', 'date_of_birth', 'care_status', 'ULN', 'remarks'],
      ['E08000025', '0042', 'Zoë Price', { day: 40070 }, 'In care', 9276308686, 'likes art'],
    ]);
    const batch = await on.imports.previewImport(null, 'young-people', 'roster.xlsx', bytes);
    expect(batch).toMatchObject({ errors: [], warnings: ['These columns are not read: remarks.'], result: { created: 1 } });
    expect(batch.rows[0]?.cells).toEqual({ authority_code: 'E08000025', local_id: '0042', legal_name: 'Zoë Price', date_of_birth: '2009-09-14', care_status: 'in-care', uln: '9276308686' });
  });

  it('is refused as a whole when columns are missing or there twice', async () => {
    await expect(preview('young-people', 'authority_code,legal_name\nE08000025,A\n')).rejects.toMatchObject({
      status: 422, code: 'COLUMNS_MISSING', detail: 'The first line has to name the columns. These are missing: local_id, date_of_birth, care_status.',
    });
    await expect(preview('providers', 'ukprn,name,type,authority_code,Name\n')).rejects.toMatchObject({ status: 422, code: 'COLUMN_TWICE' });
  });
});

describe('a file of placements', () => {
  const header = 'authority_code,local_id,provider_ukprn,course,level,agreed_on,starts_on,ends_on,plan_agreed_on,last_review_on,ended_on,ending\n';

  it('adds and changes placements, ends them, and changes nothing the second time', async () => {
    await load('young-people', roster(KEMI));
    const file = `${header}E08000025,1,10099001,Carpentry,3,,2026-09-07,,,,2026-10-02,left-early
E08000025,1,10099002,A levels,3,,2026-10-12,2028-06-30,,,,
`;
    expect((await load('placements', file)).result).toEqual({ created: 1, changed: 1, unchanged: 0 });
    expect(await on.dataSource.query('SELECT level, agreed_on::text, ends_on::text FROM placement ORDER BY id')).toEqual([
      { level: 3, agreed_on: '2026-05-18', ends_on: '2027-07-02' },
      { level: 3, agreed_on: '2026-10-05', ends_on: '2028-06-30' },
    ]);
    expect(await on.dataSource.query('SELECT kind, ended_on::text FROM placement_ending')).toEqual([{ kind: 'left-early', ended_on: '2026-10-02' }]);
    expect((await load('placements', file)).result).toEqual({ created: 0, changed: 0, unchanged: 2 });
  });

  it('does not take unknown young people, endings by the provider, or another ending than the recorded one', async () => {
    await load('young-people', roster(KEMI));
    await load('placements', `${header}E08000025,1,10099001,Carpentry,2,,2026-09-07,,,,2026-10-02,completed\n`);
    const batch = await preview('placements', `${header}E08000025,9,10099001,Art,2,,2026-09-07,,,,,
E08000025,1,10099001,Art,2,,2026-09-07,,,,2026-10-01,permanently-excluded
E08000025,1,10099001,Carpentry,2,,2026-09-07,,,,2026-10-03,completed
E08000025,1,10099001,Baking,2,,2026-09-07,,,,2026-10-03,
`);
    expect(faults(batch)).toEqual(['2 local_id YOUNG_PERSON_UNKNOWN', '3 ending ENDING_BY_PROVIDER', '4 ended_on ENDED_OTHERWISE', '5 ending MISSING']);
  });
});

describe('who may import', () => {
  const actor = (personId: number, post: 'administrator' | 'director', authorityCode: string): Actor => somebody({ personId, posts: [{ post, authorityCode, providerId: null, team: null }] });

  it('only rows of their own authority', async () => {
    const batch = await preview('young-people', roster(KEMI, 'E08000026,2,,B,2009-02-01,,,in-care,,,,,,,,,,,,'), actor(1, 'administrator', 'E08000025'));
    expect(faults(batch)).toEqual(['3 authority_code NOT_YOUR_AUTHORITY']);
    expect(batch.result.created).toBe(1);
  });

  it('nobody without a post for it, and nobody a batch of somebody else', async () => {
    await expect(preview('young-people', roster(KEMI), actor(1, 'director', 'E08000025'))).rejects.toMatchObject({ status: 403 });
    const batch = await preview('young-people', roster(KEMI), actor(1, 'administrator', 'E08000025'));
    const other = actor(2, 'administrator', 'E08000025');
    await expect(on.imports.readImport(other, batch.id)).rejects.toMatchObject({ status: 404 });
    await expect(on.imports.confirmImport(other, batch.id)).rejects.toMatchObject({ status: 404 });
    await expect(on.imports.discardImport(null, batch.id)).rejects.toMatchObject({ status: 404 });
  });
});

describe('a batch', () => {
  it('is confirmed or discarded once', async () => {
    const batch = await preview('young-people', roster(KEMI));
    await on.imports.confirmImport(null, batch.id);
    await expect(on.imports.confirmImport(null, batch.id)).rejects.toMatchObject({ status: 409, code: 'IMPORT_CLOSED' });
    await expect(on.imports.discardImport(null, batch.id)).rejects.toMatchObject({ status: 409, code: 'IMPORT_CLOSED' });
    const other = await preview('young-people', roster(KEMI));
    expect(await on.imports.discardImport(null, other.id)).toMatchObject({ state: 'discarded', rows: [] });
    await expect(on.imports.confirmImport(null, other.id)).rejects.toMatchObject({ status: 409, code: 'IMPORT_CLOSED' });
  });

  it('confirmed twice at the same moment is written once', async () => {
    const batch = await preview('young-people', roster(KEMI));
    const answers = await Promise.allSettled([on.imports.confirmImport(null, batch.id), on.imports.confirmImport(null, batch.id)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await count('young_person')).toBe(1);
  });

  it('is refused whole when what is recorded has changed since the preview, and nothing is half-written', async () => {
    const batch = await preview('young-people', roster(KEMI, 'E08000025,2,,B,2009-02-01,,,in-care,,imran.malik@birmingham.example,,,,,,,,,,'));
    await on.dataSource.query(`UPDATE person SET active = false WHERE email = 'imran.malik@birmingham.example'`);
    await expect(on.imports.confirmImport(null, batch.id)).rejects.toMatchObject({ status: 409, code: 'IMPORT_OUT_OF_DATE', reasons: [{ code: 'KEY_WORKER_UNKNOWN' }] });
    expect(await count('young_person')).toBe(0);
    expect(await on.imports.readImport(null, batch.id)).toMatchObject({ state: 'previewed' });
  });

  it('leaves nothing half-written when the writing fails', async () => {
    const batch = await preview('young-people', roster(KEMI));
    await on.dataSource.query(`ALTER TABLE review ADD CONSTRAINT broken CHECK (false); ALTER TABLE plan_agreement ADD CONSTRAINT broken CHECK (party <> 'young-person')`);
    await expect(on.imports.confirmImport(null, batch.id)).rejects.toThrow();
    await on.dataSource.query('ALTER TABLE review DROP CONSTRAINT broken; ALTER TABLE plan_agreement DROP CONSTRAINT broken');
    expect([await count('young_person'), await count('placement'), await count('plan'), await count('duty')]).toEqual([0, 0, 0, 0]);
    expect((await on.imports.confirmImport(null, batch.id)).result.created).toBe(1);
  });
});
