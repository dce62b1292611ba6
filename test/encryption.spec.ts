import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SEALED_COLUMNS, SEALED_TABLES } from '../src/encryption/sealed-columns.js';
import { Review } from '../src/reviews/review.entity.js';
import { RiskNotice } from '../src/risk-notices/risk-notice.entity.js';
import { YoungPerson } from '../src/young-people/young-person.entity.js';
import type { DataSource } from 'typeorm';
import { startTestApplication, type TestApplication } from './support/application.js';
import { openDatabase } from './support/database.js';
import { dumped, onDisk } from './support/dump.js';
import { everythingSealed, type EverythingSealed } from './support/everything-sealed.js';

let test: TestApplication;
let sealed: EverythingSealed;
/** The database as its own superuser has it, whom nothing holds: whoever has the disk, the backup or the server. */
let superuser: DataSource;
beforeAll(async () => {
  test = await startTestApplication();
  superuser = await openDatabase(test.config.databaseUrl);
  sealed = await everythingSealed(test);
});
afterAll(async () => {
  await superuser.destroy();
  await test.close();
});

/** One that passes its check. */
const ULN = '9276308686';
const query = <T>(sql: string, parameters: unknown[] = []) => superuser.query<T[]>(sql, parameters);
const caseOf = () => test.get('keyWorker', `/api/v1/cases/${sealed.reference}`);

describe('what people wrote about a young person', () => {
  it('is sealed in each column that the table of them names', async () => {
    const open: string[] = [];
    for (const table of SEALED_TABLES) {
      for (const [column, type] of Object.entries(SEALED_COLUMNS[table].columns)) {
        const value = type === 'jsonb' ? `"${column}" #>> '{}'` : `"${column}"`;
        const [row] = await query<{ sealed: number; open: number }>(
          `SELECT count(*) FILTER (WHERE ${value} LIKE 'sealed:1:%')::int AS sealed, count(*) FILTER (WHERE ${value} NOT LIKE 'sealed:1:%' AND ${value} NOT IN ('', '{}', '[]'))::int AS open FROM ${table}`,
        );
        if (row?.sealed === 0 || row?.open !== 0) open.push(`${table}.${column}: ${row?.sealed} sealed, ${row?.open} open`);
      }
    }
    expect(open).toEqual([]);
  });

  it('stands in no dump of the database and in none of its files, word by word', async () => {
    const words = Object.entries(sealed.tokens);
    const dump = await dumped(superuser);
    expect(dump).toContain(sealed.reference);
    expect(words.filter(([, word]) => dump.includes(word)).map(([name]) => name)).toEqual([]);
    const there = await onDisk(superuser, [sealed.reference, ...words.map(([, word]) => word)]);
    expect(there).toEqual([sealed.reference]);
  });

  it('is read by whoever may, in full', async () => {
    const texts = [JSON.stringify((await caseOf()).body), JSON.stringify((await test.get('manager', `/api/v1/cases/${sealed.reference}/corrections`)).body)];
    const queue = await test.get('keyContact', '/api/v1/escalations?closed=true');
    texts.push(JSON.stringify(queue.body), JSON.stringify((await test.get('keyContact', '/api/v1/escalations')).body));
    texts.push(JSON.stringify((await test.get('dataProtectionLead', '/api/v1/emergency-access?authority=E08000025')).body));
    texts.push(JSON.stringify((await test.get('dataProtectionLead', '/api/v1/own-files')).body));
    texts.push(JSON.stringify((await test.get('dataProtectionLead', '/api/v1/retention')).body));
    const [letter] = await query<{ id: number }>('SELECT record_id AS id FROM status_letter');
    texts.push(JSON.stringify((await test.get('manager', `/api/v1/cases/${sealed.reference}/status-letters/${letter?.id}`)).body));
    const elsewhere = ['import_batch.rows', 'import_batch.errors', 'import_batch.changes', 'draft.fields', 'long_work.input', 'feedback.words', 'session.draft', 'totp_factor.secret'];
    const unread = Object.entries(sealed.tokens).filter(([name, word]) => !elsewhere.includes(name) && !texts.some((text) => text.includes(word)));
    expect(unread.map(([name]) => name)).toEqual([]);
    const again = await test.post('designatedPerson', `/api/v1/cases/${sealed.reference}/emergencies`, { placementId: sealed.placementId, whatHappened: sealed.tokens['emergency.what_happened'] }, { 'idempotency-key': 'once' });
    expect([again.status, again.headers['idempotent-replayed'], again.body, again.headers.location]).toEqual([201, 'true', '', expect.stringMatching(`^/api/v1/cases/${sealed.reference}/emergencies/`)]);
    const [batch] = await query<{ id: number }>('SELECT max(id) AS id FROM import_batch');
    expect(JSON.stringify((await test.get('administrator', `/api/v1/imports/${batch?.id}`)).body)).toContain(sealed.tokens['import_batch.errors']);
    expect(JSON.stringify((await test.get('administrator', `/api/v1/imports/${batch?.id}/changes`)).body)).toContain(sealed.tokens['import_batch.changes']);
  });

  it('gets past no statement of anybody unsealed', async () => {
    const plain = [
      `UPDATE plan_section SET text = 'plain'`, `UPDATE record SET words = '{"what": "plain"}'`, `UPDATE young_person SET uln = '${ULN}'`, `UPDATE import_batch SET errors = '[{"line": 1}]'`,
      `UPDATE escalation_note SET text = 'plain'`,
    ];
    for (const statement of plain) await expect(query(statement)).rejects.toThrow(/violates check constraint ".*_sealed"/);
  });

  it('is found by the keyed hash of a learner number, which another key does not give', async () => {
    const young = await test.dataSource.manager.findOneByOrFail(YoungPerson, { reference: sealed.reference });
    expect([young.uln, 'ulnHash' in young]).toEqual([sealed.tokens['young_person.uln'], false]);
    const [row] = await query<{ uln_hash: Buffer; alike: boolean }>(`SELECT uln_hash, uln_hash = sha256(convert_to('uln:' || $2, 'UTF8')) AS alike FROM young_person WHERE id = $1`, [sealed.caseId, young.uln]);
    expect([row?.uln_hash.length, row?.alike]).toEqual([32, false]);
  });
});

describe('a text that is not what was sealed at its place', () => {
  /** What a key worker is answered while a statement's change stands, which is then taken back. */
  async function whileChanged(table: string, change: string): Promise<unknown[]> {
    await query(`CREATE TABLE kept AS SELECT * FROM ${table}`);
    try {
      await query(change);
      alarms.length = 0;
      const { status, body } = await caseOf();
      expect(alarms).toEqual([expect.stringMatching(/^[a-z_]+[.][a-z_]+ of row \d+ \(case \d+\) cannot be opened: /)]);
      const text = JSON.stringify(body);
      return [status, body.code, Object.values(sealed.tokens).some((word) => text.includes(word))];
    } finally {
      const key = table === 'case_key' ? 'case_id' : 'id';
      const columns = (await query<{ name: string }>(`SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'kept'`)).map(({ name }) => `"${name}"`);
      await query(`UPDATE ${table} t SET (${columns.join(', ')}) = (SELECT ${columns.join(', ')} FROM kept k WHERE k.${key} = t.${key}); DROP TABLE kept`);
      expect((await caseOf()).status).toBe(200);
    }
  }
  const REFUSED = [409, 'SEAL_BROKEN', false];
  const alarms: string[] = [];
  beforeAll(() => Logger.overrideLogger({ log: () => undefined, warn: () => undefined, error: (said: string) => void alarms.push(said) }));
  afterAll(() => Logger.overrideLogger(false));

  it('is refused where it was swapped with another of the same case', async () => {
    expect(await whileChanged('plan_section', 'UPDATE plan_section s SET text = o.text FROM plan_section o WHERE o.plan_id = s.plan_id AND o.id <> s.id AND s.id IN (SELECT min(id) FROM plan_section)')).toEqual(REFUSED);
  });

  it('is refused where it was moved to another column of its row', async () => {
    expect(await whileChanged('review', 'UPDATE review SET what_changed = young_persons_view')).toEqual(REFUSED);
  });

  it('is refused where a bit of it was flipped', async () => {
    const flipped = `UPDATE risk_notice SET what_happened = overlay(what_happened placing CASE substr(what_happened, 30, 1) WHEN 'A' THEN 'B' ELSE 'A' END from 30)`;
    expect(await whileChanged('risk_notice', flipped)).toEqual(REFUSED);
  });

  it('is refused where its tag is cut to the first four bytes, which alone would fit', async () => {
    const cut = `UPDATE risk_notice SET what_happened = regexp_replace(what_happened, '[.][^.]*$', '.' || left(split_part(what_happened, '.', 3), 6))`;
    const [short] = await query<{ tag: string }>(`SELECT left(split_part(what_happened, '.', 3), 6) AS tag FROM risk_notice LIMIT 1`);
    expect(Buffer.from(short?.tag ?? '', 'base64url').length).toBe(4);
    expect(await whileChanged('risk_notice', cut)).toEqual(REFUSED);
  });

  it('is refused where somebody put plain words in its place, past the check', async () => {
    await query('ALTER TABLE emergency DROP CONSTRAINT emergency_response_sealed');
    expect(await whileChanged('emergency', `UPDATE emergency SET response = 'Nothing is wrong.' WHERE response IS NOT NULL`)).toEqual(REFUSED);
  });

  it("is refused where its case was given another case's key", async () => {
    const other = await everythingSealed(test);
    expect(await whileChanged('case_key', `UPDATE case_key k SET wrapped_key = o.wrapped_key FROM case_key o WHERE k.case_id = ${sealed.caseId} AND o.case_id = ${other.caseId}`)).toEqual(REFUSED);
    expect(alarms[0]).toContain('its key does not open');
  });

  it('is refused where its row was moved to another case', async () => {
    const [other] = await query<{ id: number; placement: number }>(`SELECT p.case_id AS id, p.id AS placement FROM placement p WHERE p.case_id <> $1`, [sealed.caseId]);
    expect(await whileChanged('risk_notice', `UPDATE risk_notice SET case_id = ${sealed.caseId}, placement_id = ${sealed.placementId} WHERE case_id = ${other?.id}`)).toEqual(REFUSED);
  });
});

describe('the entities', () => {
  it('say what was written after it was saved, loaded and saved again, and an unchanged text is not sealed anew', async () => {
    const { manager } = test.dataSource;
    const before = await manager.findOneByOrFail(Review, { caseId: sealed.caseId });
    const kept = () => query<{ what_changed: string }>('SELECT what_changed FROM review WHERE id = $1', [before.id]);
    const [then] = await kept();
    const saved = await manager.save(Review, { ...before, youngPersonsView: 'Something else' });
    expect([saved.youngPersonsView, saved.whatChanged, before.whatChanged]).toEqual(['Something else', sealed.tokens['review.what_changed'], sealed.tokens['review.what_changed']]);
    expect(await manager.findOneByOrFail(Review, { id: before.id })).toEqual(saved);
    expect(await kept()).toEqual([then]);
    await manager.save(Review, before);
  });

  it('refuse to change a sealed text without its row', async () => {
    await expect(test.dataSource.manager.update(RiskNotice, { caseId: sealed.caseId }, { whatHappened: 'Another' })).rejects.toThrow('update risk_notice with save');
  });

  it('use no key that was made and rolled back', async () => {
    const { manager } = test.dataSource;
    const young = await manager.save(YoungPerson, { reference: 'LS-KEYLES', homeAuthorityCode: 'E08000025', localId: 'key-1', preferredName: 'Ida', legalName: 'Ida', bornOn: '2010-01-01', careStatus: 'in-care', registeredAt: new Date(), uln: null, upn: null });
    const failing = manager.transaction(async (inside) => {
      await inside.save(YoungPerson, { ...young, uln: ULN });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await query('SELECT FROM case_key WHERE case_id = $1', [young.id])).toEqual([]);
    await manager.save(YoungPerson, { ...young, uln: ULN });
    expect(await manager.findOneByOrFail(YoungPerson, { id: young.id })).toMatchObject({ uln: ULN });
    await manager.delete(YoungPerson, { id: young.id }).catch(() => undefined);
  });
});
