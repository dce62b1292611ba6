import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditService } from '../src/audit/audit.service.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { ERASED } from '../src/encryption/erased.js';
import { shredCase } from '../src/encryption/shred-case.js';
import { YoungPerson } from '../src/young-people/young-person.entity.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { everythingSealed, type EverythingSealed } from './support/everything-sealed.js';

let test: TestApplication;
let erased: EverythingSealed;
let other: EverythingSealed;
beforeAll(async () => {
  test = await startTestApplication();
  erased = await everythingSealed(test);
  other = await everythingSealed(test);
  await shred(erased.reference);
});
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
