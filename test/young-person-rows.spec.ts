import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actingAs } from '../src/database/identity.js';
import { transaction, UnitOfWork } from '../src/database/unit-of-work.js';
import { CaseWork } from '../src/young-people/case-work.service.js';
import { SignedInPeople } from '../src/sign-in/signed-in-people.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { emergencyRaised, suspension, type Placed } from './support/situations.js';
import { accessGiven, cameInFully, type Phone } from './support/young-person.js';

/*
 * What the database gives to a young person's session, asked past the application: every table, all columns.
 */

/** Of these somebody who comes in without a part in any case reads all there is, since anybody may. */
const SIGN_IN_ALONE = ['access_token', 'entry_link', 'session', 'sign_in_attempt', 'young_person_pin'];

let test: TestApplication;
let own: Placed;
let caseId: number;
let phone: Phone;
let tables: { name: string; by: 'case_id' | 'placement_id' | null }[];

beforeAll(async () => {
  test = await startTestApplication();
  const other = await suspension(test);
  await accessGiven(test, other.reference, { email: 'other@mail.example' });
  await emergencyRaised(test);
  own = await suspension(test);
  await accessGiven(test, own.reference);
  test.setNow('2026-11-09 10:00');
  await test.runJobs();
  phone = await cameInFully(test, own.reference);
  const [row] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [own.reference]);
  caseId = row?.id ?? 0;
  tables = await test.dataSource.query(`SELECT c.relname AS name, (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('case_id', 'placement_id') ORDER BY a.attname LIMIT 1) AS by
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration' ORDER BY 1`);
});
afterAll(() => test.close());

const asThem = <T>(work: () => Promise<T>): Promise<T> => actingAs({ secret: phone.secret }, work);
/** Rows of a table, or the refusal of the whole table. */
const rowsOf = (name: string): Promise<Record<string, unknown>[]> => transaction().manager.query<Record<string, unknown>[]>(`SELECT * FROM ${name}`);
const readable = (name: string): Promise<boolean> => transaction().manager.query<{ may: boolean }[]>(`SELECT has_table_privilege('lsa_web', $1, 'SELECT') AS may`, [name]).then(([row]) => row?.may === true);

describe('a young person’s session in the database', () => {
  it('has, with a trace of its own, rows of its own case alone, whichever table', async () => {
    const actor = await test.app.get(SignedInPeople).find((await test.dataSource.query<{ id: number }[]>('SELECT id FROM person WHERE case_id = $1', [caseId]))[0]?.id ?? 0);
    if (!actor) throw new Error('not active');
    const placements = await test.dataSource.query<{ id: number }[]>('SELECT id FROM placement WHERE case_id = $1', [caseId]);
    const counts = await asThem(() => test.app.get(CaseWork).read(actor, own.reference, async () => {
      const found: Record<string, number> = {};
      for (const { name, by } of tables) {
        if (!(await readable(name))) continue;
        const rows = await rowsOf(name);
        found[name] = rows.length;
        const foreign = by === null || name === 'person' ? [] : rows.filter((row) => (by === 'case_id' ? row.case_id !== caseId && !(row.case_id === null && name === 'audit_event') : !placements.some(({ id }) => id === row.placement_id)));
        expect([name, foreign]).toEqual([name, []]);
        if (name === 'young_person') expect(rows.map(({ id }) => id)).toEqual([caseId]);
        if (name === 'person') expect(rows.filter((row) => row.case_id !== null && row.case_id !== caseId)).toEqual([]);
      }
      return found;
    }, { action: 'own-case.read' }));
    for (const name of ['young_person', 'placement', 'plan', 'plan_section', 'key_worker_assignment', 'duty', 'audit_event']) expect([name, counts[name] ?? 0]).toEqual([name, expect.any(Number)]);
    expect(Object.entries(counts).filter(([name, count]) => ['young_person', 'placement', 'plan', 'plan_section', 'key_worker_assignment', 'duty', 'audit_event'].includes(name) && count === 0)).toEqual([]);
    for (const name of ['risk_notice', 'risk_call', 'professionals_meeting', 'escalation', 'escalation_note', 'correction', 'contact_check', 'setting', 'absence', 'agreement']) expect([name, counts[name] ?? 0]).toEqual([name, 0]);
  });

  it('has nothing of what is sign-in’s, and without a trace nothing that was recorded', async () => {
    await asThem(() => test.app.get(UnitOfWork).run(async () => {
      for (const name of SIGN_IN_ALONE) expect([name, await readable(name)]).toEqual([name, false]);
      for (const name of ['record', 'emergency', 'plan', 'review', 'disclosure', 'notice']) expect([name, await rowsOf(name)]).toEqual([name, []]);
    }));
  });

  it.each([
    ['writes no plan', 'UPDATE plan_section SET text = text'],
    ['ends no placement', 'UPDATE placement SET ends_on = ends_on'],
    ['changes no record', 'UPDATE record SET details = details'],
    ['answers no emergency', 'UPDATE emergency SET response = response'],
  ])('%s', async (_words, statement) => {
    await asThem(() => test.app.get(UnitOfWork).run(async ({ manager }) => {
      await manager.query(`INSERT INTO audit_event (happened_at, person_id, name, case_id) SELECT now(), authz.person_id(), 'case.read', $1`, [caseId]);
      const [, changed] = await manager.query<[unknown, number]>(statement);
      expect(changed).toBe(0);
    }));
  });

  it.each([
    ['a record that is not theirs to make', `INSERT INTO record (case_id, kind, happened_on, details, words, recorded_by, recorded_at) SELECT $1, 'need', '2026-11-09', '{}', '{}', authz.person_id(), now()`],
    ['a view in somebody else’s name', `INSERT INTO record (case_id, kind, happened_on, details, words, recorded_by, recorded_at) SELECT $1, 'view', '2026-11-09', '{}', '{}', 1, now()`],
    ['a disclosure', `INSERT INTO disclosure (case_id, means, items, to_whom, why, basis, made_at) SELECT $1, 'export', '{}', 'x', 'x', 'x', now()`],
    ['a person', `INSERT INTO person (name, email, case_id) SELECT 'x', 'x@mail.example', $1`],
  ])('cannot write %s', async (_words, statement) => {
    const written = asThem(() => test.app.get(UnitOfWork).run(async ({ manager }) => {
      await manager.query(`INSERT INTO audit_event (happened_at, person_id, name, case_id) SELECT now(), authz.person_id(), 'case.read', $1`, [caseId]);
      await manager.query(statement, [caseId]);
    }));
    await expect(written).rejects.toThrow(/row-level security|permission denied/);
  });
});
