import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { prepareTables } from '../src/database/data-source.js';
import { liftRowSecurity } from '../src/database/row-security/apply-row-security.js';
import { SEALED_COLUMNS, SEALED_TABLES } from '../src/encryption/sealed-columns.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { openDatabase } from './support/database.js';
import { dumped } from './support/dump.js';
import { TEST_KEYS } from './support/keys.js';
import { everythingSealed, type EverythingSealed } from './support/everything-sealed.js';

let test: TestApplication;
let sealed: EverythingSealed;
beforeAll(async () => {
  test = await startTestApplication();
  sealed = await everythingSealed(test);
});
afterAll(() => test.close());

it('opens every text on the way back to the version before, and seals them all again on the way here', async () => {
  const dataSource = await openDatabase(test.config.databaseUrl);
  const view = async () => (await test.get('keyWorker', `/api/v1/cases/${sealed.reference}`)).body;
  const before = await view();
  const later = dataSource.migrations.slice(dataSource.migrations.findIndex((one) => one.constructor.name === 'Encryption1790000000016'));
  const operator = new pg.Client({ connectionString: test.config.databaseUrl });
  await operator.connect();
  // A version without lists in its trail has no place for what they left there.
  await operator.query(`SET session_replication_role = replica; DELETE FROM audit_event WHERE name = 'list.read'; RESET session_replication_role`);
  await liftRowSecurity(operator).finally(() => operator.end());
  let open = '';
  // A version without kept letters, requests for one's own file and legal holds has nothing of theirs, and forms that wait for a proof, or were not sent, are dropped.
  const unseen = new Set(Object.entries(sealed.tokens).flatMap(([name, word]) => (['status_letter.legal_name', 'subject_request.words', 'legal_hold.reason', 'session.draft', 'draft.fields', 'long_work.input', 'feedback.words'].includes(name) ? [] : word)));
  for (const _ of later) {
    await dataSource.undoLastMigration();
    open = await dumped(dataSource);
    for (const word of unseen) if (open.includes(word)) unseen.delete(word);
  }
  expect([...unseen]).toEqual([]);
  expect([open.includes('sealed:1:'), open.includes('idempotent_request')]).toEqual([false, false]);
  await prepareTables(test.config.databaseUrl, TEST_KEYS);
  const again = await dumped(dataSource);
  expect(Object.entries(sealed.tokens).filter(([, word]) => again.includes(word))).toEqual([]);
  expect({ ...(await view()), now: null }).toEqual({ ...before, now: null });
  await expect(dataSource.query(`UPDATE correction SET reason = 'x'`)).rejects.toThrow('insert only');
  await dataSource.destroy();
});

it('has a check on every column that is sealed', async () => {
  const named = SEALED_TABLES.flatMap((table) => Object.keys(SEALED_COLUMNS[table].columns).map((column) => `${table}_${column}_sealed`));
  const [row] = await test.dataSource.query<{ names: string[] }[]>(`SELECT array_agg(conname::text ORDER BY conname) AS names FROM pg_constraint WHERE conname LIKE '%\\_sealed' AND convalidated`);
  expect(row?.names).toEqual(named.sort());
});
