import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { AuditKey } from '../src/audit/audit-key.js';
import { AuditService } from '../src/audit/audit.service.js';
import { Sealer } from '../src/audit/sealer.service.js';
import { TrailCheckService } from '../src/audit/trail-check.service.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { Drafts } from '../src/drafts/drafts.service.js';
import { ERASED } from '../src/encryption/erased.js';
import { shredCase } from '../src/encryption/shred-case.js';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { HOLDINGS } from '../src/own-file/holdings.js';
import { YoungPerson } from '../src/young-people/young-person.entity.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { everythingSealed, type EverythingSealed } from './support/everything-sealed.js';
import { rowsHangingOn } from './support/foreign-keys.js';
import { strangersOver } from './support/trail.js';
import { accessGiven } from './support/young-person.js';

let test: TestApplication;
let erased: EverythingSealed;
let other: EverythingSealed;
beforeAll(async () => {
  test = await startTestApplication();
  erased = await everythingSealed(test);
  other = await everythingSealed(test);
  await shred(erased.reference);
}, 300_000);
afterAll(() => test.close());

const shred = (reference: string) => shredCase(test.app.get(UnitOfWork), test.app.get(AuditService), reference, 'Asked for by the young person');
const read = (path: string, { reference } = erased) => test.get<Record<string, unknown>>('keyWorker', `/api/v1/cases/${reference}${path}`);
const texts = ({ tokens }: EverythingSealed, body: object) => Object.values(tokens).filter((word) => JSON.stringify(body).includes(word));

describe('a case whose key was destroyed', () => {
  it('says “erased” for every text, and goes on being a case', async () => {
    const { status, body } = await read('');
    expect([status, texts(erased, body), body.uln, body.upn]).toEqual([200, [], null, null]);
    expect(body).toMatchObject({
      preferredName: 'Zebedee',
      placements: [{ ending: { reason: ERASED }, plans: [{ reasonAfterStart: ERASED }], reviews: [{ reasonElsewhere: ERASED, present: ERASED, whatChanged: ERASED, youngPersonsView: ERASED }] }],
      riskNotices: [{ whatHappened: ERASED, meetings: [{ present: ERASED, notes: ERASED }] }],
    });
    const said = (body.records as { kind: string; words: object }[]).find(({ kind }) => kind === 'view');
    expect(said?.words).toEqual({ erased: ERASED });
    expect((await read('/duties')).status).toBe(200);
    const corrections = await test.get<{ items: { reason: string }[] }>('manager', `/api/v1/cases/${erased.reference}/corrections`);
    expect([corrections.status, new Set(corrections.body.items.map(({ reason }) => reason))]).toEqual([200, new Set([ERASED])]);
    const pages = await Promise.all(['', '/plan', '/records', '/timeline'].map((path) => test.get('keyWorker', `/cases/${erased.reference}${path}`)));
    expect(pages.map(({ status: shown }) => shown).filter((shown) => shown >= 500)).toEqual([]);
  });

  it('takes no more texts, and says so', async () => {
    const { status, body } = await test.post('keyWorker', `/api/v1/cases/${erased.reference}/emergencies`, { whatHappened: 'Something' });
    expect([status, body.code]).toEqual([409, 'CASE_ERASED']);
  });

  it('leaves its number in no hash, its key in no row, and a line in the trail', async () => {
    const [row] = await test.dataSource.query<object[]>(
      `SELECT y.uln_hash, y.upn_hash, k.wrapped_key, k.shredded_because FROM young_person y JOIN case_key k ON k.case_id = y.id WHERE y.id = $1`, [erased.caseId]);
    expect(row).toEqual({ uln_hash: null, upn_hash: null, wrapped_key: null, shredded_because: 'Asked for by the young person' });
    const timeline = await test.get<{ items: { event: string; words: string }[] }>('keyWorker', `/api/v1/cases/${erased.reference}/timeline`);
    expect(timeline.body.items).toContainEqual(expect.objectContaining({ event: 'case.erase-texts', words: 'erased the texts of the case for good' }));
  });

  it('is the only one: all others read as before, and their duties are derived', async () => {
    const { status, body } = await read('', other);
    expect([status, texts(other, body).length > 10]).toEqual([200, true]);
    const emergency = await test.post('keyWorker', `/api/v1/cases/${other.reference}/emergencies`, { whatHappened: 'Something' });
    expect(emergency.status).toBe(201);
  });

  it('is erased once, and only where there is such a case', async () => {
    await expect(shred(erased.reference)).rejects.toMatchObject({ status: 409, code: 'CASE_ERASED' });
    await expect(shred('LS-NOBODY')).rejects.toMatchObject({ status: 404 });
  });

  it('is erased also where nothing was written in it yet', async () => {
    const { manager } = test.dataSource;
    const young = await manager.save(YoungPerson, { reference: 'LS-KEYLES', homeAuthorityCode: 'E08000025', localId: 'key-1', preferredName: 'Ida', legalName: 'Ida', bornOn: '2010-01-01', careStatus: 'in-care', registeredAt: new Date(), uln: null, upn: null });
    await shred('LS-KEYLES');
    await expect(manager.save(YoungPerson, { ...young, uln: '9276308686' })).rejects.toMatchObject({ code: 'CASE_ERASED' });
  });
});

describe('how long a provider sees a placement after it ended', () => {
  const seen = async (path = `/api/v1/cases/${other.reference}`) => test.get<{ items: { reference: string }[] }>('designatedPerson', path);
  const listed = async () => (await seen('/api/v1/cases')).body.items.some(({ reference }) => reference === other.reference);

  it('is 90 days, or fewer where the provider says so, on every way to the case', async () => {
    test.setNow('2026-11-12 09:00');
    expect([(await seen()).status, await listed()]).toEqual([200, true]);
    const set = (who: 'signatory' | 'otherDesignatedPerson', value: number, effectiveOn = '2026-11-13') =>
      test.post<{ code: string; reasons: { code: string }[] }>(who, '/api/v1/retention/schedules', { provider: test.region.providers.ashgrove, value, effectiveOn });
    expect((await set('otherDesignatedPerson', 30)).status).toBe(403);
    expect((await set('signatory', 91)).body.reasons[0]?.code).toBe('OUT_OF_RANGE');
    expect((await set('signatory', 30, '2026-11-11')).body.reasons[0]?.code).toBe('EFFECTIVE_IN_THE_PAST');
    expect((await set('signatory', 31)).status).toBe(200);
    expect([(await seen()).status, await listed()]).toEqual([200, true]);
    test.setNow('2026-11-13 09:00');
    // It ended on 12 October: 32 days ago.
    expect([(await seen()).status, await listed()]).toEqual([404, false]);
    expect((await read('', other)).status).toBe(200);
    expect((await test.get<{ schedules: object[] }>('signatory', '/api/v1/retention')).body).toMatchObject({ schedules: [{ name: 'Ashgrove College', value: 31, unit: 'days' }], items: [] });
  });
});

describe('a record whose time is over', () => {
  const path = (rest = '') => `/api/v1/retention/cases/${other.reference}${rest}`;
  const ask = () => test.post<{ id: number; code: string }>('dataProtectionLead', path('/erasure'));
  const born = (on: string) => test.dataSource.query('UPDATE young_person SET born_on = $2 WHERE id = $1', [other.caseId, on]);
  const lift = async () => {
    const { body } = await test.get<{ holds: { id: number; liftedOn: string | null }[] }>('head', path());
    return test.post<{ code: string }>('head', path(`/holds/${body.holds.find(({ liftedOn }) => liftedOn === null)?.id ?? body.holds[0]?.id}/lifting`));
  };

  it('is for the data protection lead and the Virtual Head, who set the birthday to which it is kept', async () => {
    for (const who of ['keyWorker', 'manager', 'administrator', 'keyContact', 'director'] as const) expect([who, (await test.get(who, '/api/v1/retention')).status, (await test.get(who, path())).status]).toEqual([who, 403, 403]);
    expect((await test.get('neighbourLead', path())).status).toBe(404);
    const set = (value: number) => test.post<{ reasons: { code: string }[]; schedules: object[] }>('head', '/api/v1/retention/schedules', { value, effectiveOn: '2026-11-13' });
    expect((await set(74)).body.reasons[0]?.code).toBe('OUT_OF_RANGE');
    expect((await set(76)).body.schedules).toEqual([expect.objectContaining({ value: 76, unit: 'years' })]);
  });

  it('is not erased before, nor while it is held', async () => {
    expect([(await ask()).body.code, (await test.get<{ against: string[] }>('head', path())).body.against]).toEqual(['NOT_DUE', ['NOT_DUE', 'ON_HOLD']]);
    await born('1950-11-13');
    const { body } = await test.get<{ items: object[] }>('dataProtectionLead', '/api/v1/retention');
    expect(body.items).toContainEqual(expect.objectContaining({ reference: other.reference, keptUntilOn: '2026-11-13', against: ['ON_HOLD'] }));
    expect((await ask()).body.code).toBe('ON_HOLD');
    expect([(await lift()).status, (await lift()).body.code]).toEqual([204, 'ALREADY_LIFTED']);
    expect((await test.post<{ reasons: { code: string }[] }>('head', path('/holds'), { reason: 'A claim of 2024', untilOn: '2020-01-01' })).body.reasons[0]?.code).toBe('UNTIL_BEFORE_FROM');
  });

  it('is erased by two people: removed, blanked, its trail as it was sealed', async () => {
    await accessGiven(test, other.reference, { email: 'gone@mail.example' });
    const key = new AuditKey(generateKeyPairSync('ed25519').privateKey);
    const sealed = async () => {
      await strangersOver(test.operator);
      await new Sealer(test.app.get(UnitOfWork), key).seal();
      return new TrailCheckService(test.app.get(UnitOfWork)).check(new Map([[key.id, key.publicKey]]), []);
    };
    await sealed();
    await expect(test.operator.query('DELETE FROM correction WHERE case_id = $1', [other.caseId])).rejects.toThrow('corrections are insert only');
    const { body: { would } } = await test.get<{ would: { table: string; rows: number }[] }>('head', path());
    const approval = await ask();
    expect([approval.status, (await test.post('dataProtectionLead', `/api/v1/approvals/${approval.body.id}/approval`)).body.code]).toEqual([201, 'SECOND_PERSON']);
    // A hold that comes in between holds.
    await test.post('head', path('/holds'), { reason: 'A claim of 2024' });
    expect((await test.post('head', `/api/v1/approvals/${approval.body.id}/approval`)).body.code).toBe('ON_HOLD');
    await lift();
    const begun = [`/cases/${other.reference}/emergencies/new?next=1`, `/cases/${other.reference}`, '/cases/LS-222222/plan', '/escalations/999999/notes'];
    for (const page of begun) await test.app.get(Drafts).save(test.region.people.keyWorker, { tab: randomUUID(), version: 0, page, action: page, fields: { words: 'Zebedee' } });
    const events = async () => (await test.dataSource.query<{ n: number }[]>('SELECT count(*)::int AS n FROM audit_event WHERE case_id = $1', [other.caseId]))[0]?.n ?? 0;
    const before = await events();
    expect((await test.post('head', `/api/v1/approvals/${approval.body.id}/approval`)).body).toMatchObject({ state: 'approved' });

    const left = await rowsHangingOn(test.operator, { table: 'young_person', id: other.caseId });
    const tables = [...left].filter(([, rows]) => rows.length > 0).map(([table]) => table);
    expect(tables.filter((table) => HOLDINGS[table]?.whenErased === 'removed')).toEqual([]);
    expect(would.map(({ table }) => table).filter((table) => HOLDINGS[table]?.whenErased !== 'removed' && !tables.includes(table))).toEqual([]);
    const bytes = JSON.stringify([...left]);
    expect(['Zebedee', 'Quill', 'gone@mail.example', '1950-11-13', 'Joinery', ...Object.values(other.tokens)].filter((word) => bytes.includes(word))).toEqual([]);
    expect(await events()).toBe(before + 1);
    expect((await test.dataSource.query<{ page: string }[]>(`SELECT page FROM draft WHERE page <> '/nowhere' ORDER BY id`)).map(({ page }) => page)).toEqual(begun.slice(2));
    expect(await sealed()).toMatchObject({ faults: [], waiting: 0 });
  });

  it('is there for nobody afterwards, and nothing is owed of it', async () => {
    for (const who of ['head', 'keyWorker', 'manager', 'dataProtectionLead'] as const) expect([who, (await test.get(who, `/api/v1/cases/${other.reference}`)).status]).toEqual([who, 404]);
    expect((await test.get<{ items: { reference: string }[] }>('head', '/api/v1/cases')).body.items.filter(({ reference }) => reference === other.reference)).toEqual([]);
    expect([(await test.get('head', path())).status, (await test.post('successor', '/api/v1/emergency-access', { reference: other.reference, reason: 'missing', words: 'Nobody of the team can be reached' })).status]).toEqual([404, 404]);
    expect((await test.post('dataProtectionLead', '/api/v1/own-files', { reference: other.reference, words: 'Asked by letter, too late' })).status).toBe(404);
    expect((await test.app.get(NightlyDerivation).deriveAll()).filter(({ key }) => new RegExp(`placement-${other.placementId}(/|$)`).test(key))).toEqual([]);
    expect(await test.dataSource.query('SELECT id FROM duty WHERE case_id = $1', [other.caseId])).toEqual([]);
    await test.runJobs();
  });
});
