import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { AuditService } from '../src/audit/audit.service.js';
import { Clock } from '../src/clock.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { Drafts } from '../src/drafts/drafts.service.js';
import { ForgottenImports } from '../src/imports/forgotten-imports.service.js';
import { LongWork } from '../src/long-work/long-work.service.js';
import { JOBS } from '../src/jobs/queues.js';
import { TIMETABLE } from '../src/jobs/timetable.js';
import { ForgottenAttempts } from '../src/sign-in/forgotten-attempts.service.js';
import { IdempotentRequests } from '../src/web/api/idempotent-requests.service.js';
import { freshDatabase, openDatabase, type FreshDatabase } from './support/database.js';

let database: FreshDatabase;
let dataSource: DataSource;
let requests: IdempotentRequests;
let imports: ForgottenImports;
let attempts: ForgottenAttempts;
let drafts: Drafts;
let longWork: LongWork;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await openDatabase(database.url);
  const clock = new Clock();
  clock.realNow = () => new Date('2026-10-12T09:00:00Z');
  const unitOfWork = UnitOfWork.forSystem(dataSource, clock);
  requests = new IdempotentRequests(unitOfWork, clock);
  imports = new ForgottenImports(unitOfWork);
  attempts = new ForgottenAttempts(unitOfWork, clock);
  drafts = new Drafts(unitOfWork, clock);
  longWork = new LongWork(unitOfWork, clock, new AuditService());
  await dataSource.query(`
    INSERT INTO authority VALUES ('E08000025', 'Birmingham');
    INSERT INTO person (name, email, authority_code) VALUES ('Ruth Ashby', 'ruth.ashby@birmingham.example', 'E08000025');
  `);
});
beforeEach(() => dataSource.query('DELETE FROM installation'));
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

it('looks each night for what has expired', () => {
  expect([JOBS['forget-expired'], TIMETABLE['forget-expired']]).toEqual(['upkeep', { pattern: '30 2 * * *', tz: 'Europe/London' }]);
});

it('deletes answers kept for repeated requests after 24 hours of real time, wherever the training clock stands', async () => {
  await dataSource.query(`
    INSERT INTO installation VALUES (1, 'training', false, 2592000000, '2026-05-01T00:00:00Z');
    INSERT INTO idempotent_request (person_id, key, request_hash, status, made_at) VALUES
      (1, 'old', 'h', 201, '2026-10-11T08:59:59Z'), (1, 'young', 'h', 201, '2026-10-11T09:00:00Z')`);
  await requests.forgetExpired();
  expect(await dataSource.query('SELECT key FROM idempotent_request')).toEqual([{ key: 'young' }]);
});

it('deletes counts of failed sign-ins to which a day has added nothing', async () => {
  await dataSource.query(`INSERT INTO sign_in_attempt VALUES ('old', 9, '2026-10-11T08:59:59Z'), ('young', 1, '2026-10-11T09:00:00Z')`);
  await attempts.forget();
  expect(await dataSource.query('SELECT key FROM sign_in_attempt')).toEqual([{ key: 'young' }]);
});

it('deletes forms that nobody has gone on with for seven days, and since a day those that were sent', async () => {
  const draft = (tab: number, fields: string | null, savedAt: string) =>
    dataSource.query(`INSERT INTO draft (person_id, tab, page, action, fields, version, begun_at, saved_at) VALUES (1, $1, '/', '/', $2, 1, '2026-10-01', $3)`, [`7d1f4f0e-54c5-4a0e-9d5e-2f5f6ce5c00${tab}`, fields, savedAt]);
  await draft(1, '"sealed:1:x"', '2026-10-05T08:59:59Z');
  await draft(2, '"sealed:1:x"', '2026-10-05T09:00:00Z');
  await draft(3, null, '2026-10-11T08:59:59Z');
  await draft(4, null, '2026-10-11T09:00:00Z');
  await drafts.forget();
  expect(await dataSource.query('SELECT right(tab::text, 1) AS tab FROM draft ORDER BY 1')).toEqual([{ tab: '2' }, { tab: '4' }]);
});

it('deletes long work 30 days after it ended, and none that is to be done', async () => {
  const ended = (subject: string, state: string, endedAt: string | null) =>
    dataSource.query(`INSERT INTO long_work (kind, subject, input, begun_by, begun_at, state, ended_at) VALUES ('import', $1, '{}', 1, '2026-09-01', $2, $3)`, [subject, state, endedAt]);
  await ended('import-1', 'done', '2026-09-12T08:59:59Z');
  await ended('import-2', 'cancelled', '2026-09-12T09:00:00Z');
  await ended('import-3', 'waiting', null);
  await longWork.forget();
  expect(await dataSource.query('SELECT subject FROM long_work ORDER BY 1')).toEqual([{ subject: 'import-2' }, { subject: 'import-3' }]);
});

it('discards files that nobody has confirmed for seven days, with their rows and errors, and leaves a trace', async () => {
  const batch = (state: string, uploadedAt: string) =>
    dataSource.query(
      `INSERT INTO import_batch (kind, file_name, state, uploaded_at, rows, errors, changes, warnings, result) VALUES ('people', 'f.csv', $1, $2, '"sealed:1:rows"', '"sealed:1:errors"', '"sealed:1:changes"', '[]', '{}')`,
      [state, uploadedAt],
    );
  await batch('previewed', '2026-10-05T08:59:59Z');
  await batch('previewed', '2026-10-05T09:00:00Z');
  await batch('confirmed', '2026-10-01T09:00:00Z');
  await imports.discardForgotten();
  await imports.discardForgotten();
  const [rows, errors, changes] = ['sealed:1:rows', 'sealed:1:errors', 'sealed:1:changes'];
  expect(await dataSource.query('SELECT id, state, rows, errors, changes FROM import_batch ORDER BY id')).toEqual([
    { id: 1, state: 'discarded', rows: [], errors: [], changes: [] },
    { id: 2, state: 'previewed', rows, errors, changes },
    { id: 3, state: 'confirmed', rows, errors, changes },
  ]);
  expect(await dataSource.query('SELECT name, subject, person_id FROM audit_event')).toEqual([{ name: 'import.discard', subject: 'import-1', person_id: null }]);
});
