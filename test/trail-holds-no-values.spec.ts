import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { AuditKey } from '../src/audit/audit-key.js';
import { Sealer } from '../src/audit/sealer.service.js';
import { TrailCheckService } from '../src/audit/trail-check.service.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { openDatabase } from './support/database.js';
import { exampleBody } from './support/record-examples.js';
import { emergencyRaised, planMissed, reviewHeld, suspension } from './support/situations.js';
import { strangersOver } from './support/trail.js';

/*
 * The trail is kept when a person's details are erased: it must not have any of them, and its seals must hold without them.
 */
let test: TestApplication;
let operator: DataSource;
beforeAll(async () => {
  test = await startTestApplication();
  operator = await openDatabase(test.config.databaseUrl);
  const { reference, placementId } = await reviewHeld(test);
  await suspension(test);
  const { escalationId } = await planMissed(test);
  const { reference: missing } = await emergencyRaised(test);
  await test.get('keyWorker', `/api/v1/cases/${reference}`);
  await test.get('administrator', `/api/v1/cases/${reference}`);
  await test.post('keyContact', `/api/v1/escalations/${escalationId}/take`, {});
  const recorded = await test.post('keyWorker', `/api/v1/cases/${reference}/records/problem`, exampleBody('problem', { placementId, happenedOn: '2026-10-20', dutyKey: '' }));
  expect(recorded.status).toBe(201);
  for (const who of ['keyWorker', 'designatedPerson', 'keyContact'] as const) await test.get(who, `/api/v1/cases/${missing}/timeline`);
}, 120_000);
afterAll(async () => {
  await operator.destroy();
  await test.close();
});

/** What is personal and kept as it is, by table: what somebody is called, how they are reached. */
const PERSONAL: Record<string, string[]> = {
  young_person: ['preferred_name', 'legal_name', 'born_on', 'local_id'],
  person: ['name', 'email', 'phone'],
  placement: ['course'],
};

/** What was written about the young person, which the database keeps sealed (situations.ts, record-examples.ts). */
const WRITTEN = [
  'None known beyond the care plan', 'I want to make furniture', 'Kofi Mensah, key worker; Dan Pike', 'Settled in; wants a workshop key', 'I like the workshop', 'Zebedee, Kofi Mensah',
  'A fight in the workshop', 'He has not come home since Friday', 'It was talked through.',
];

const trailTexts = async (): Promise<string> => JSON.stringify(await operator.query(`SELECT to_jsonb(e) - 'happened_at' - 'written_at' AS event FROM audit_event e`));

it('has no value of anything personal that was recorded', async () => {
  const texts = await trailTexts();
  expect(texts.length).toBeGreaterThan(5_000);
  let values = 0;
  for (const [table, columns] of Object.entries(PERSONAL)) {
    for (const column of columns) {
      const rows = await operator.query<{ value: string }[]>(`SELECT DISTINCT ${column}::text AS value FROM ${table} WHERE ${column} IS NOT NULL`);
      values += rows.length;
      for (const { value } of rows) expect({ table, column, value, found: texts.includes(value) }).toEqual({ table, column, value, found: false });
    }
  }
  expect(values).toBeGreaterThan(30);
  expect(WRITTEN.filter((words) => texts.includes(words))).toEqual([]);
});

it('has only ids, codes and names of fields in each of its texts', async () => {
  const columns = ['name', 'subject', 'capacity', 'purpose', 'reason', 'outcome', 'session', 'request_id'];
  for (const column of columns) {
    const rows = await operator.query<{ value: string }[]>(`SELECT DISTINCT ${column} AS value FROM audit_event WHERE ${column} IS NOT NULL`);
    expect({ column, odd: rows.map(({ value }) => value).filter((value) => !/^[A-Za-z0-9./-]{1,64}$/.test(value)) }).toEqual({ column, odd: [] });
  }
  const fields = await operator.query<{ field: string }[]>('SELECT DISTINCT unnest(fields) AS field FROM audit_event');
  expect(fields.filter(({ field }) => !/^[a-z][A-Za-z_-]{1,40}$/.test(field))).toEqual([]);
});

it('holds all its seals when everything personal is erased', async () => {
  const key = new AuditKey(generateKeyPairSync('ed25519').privateKey);
  const unitOfWork = test.app.get(UnitOfWork);
  await strangersOver(operator);
  await new Sealer(unitOfWork, key).seal();
  await operator.query(`
    UPDATE young_person SET preferred_name = 'erased', legal_name = 'erased', born_on = '1900-01-01', local_id = 'erased-' || id;
    UPDATE person SET name = 'erased', email = 'erased-' || id || '@erased.example', phone = NULL;
    UPDATE placement SET course = 'erased'; UPDATE case_key SET wrapped_key = NULL, shredded_at = clock_timestamp()`);
  expect(await new TrailCheckService(unitOfWork).check(new Map([[key.id, key.publicKey]]), [])).toMatchObject({ faults: [], waiting: 0 });
});
