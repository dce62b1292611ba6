import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { FormBrowser } from './support/form-browser.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, emailOf, PASSWORD } from './support/region.js';
import { caseRegistered, planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

interface Problem { code: string; detail: string }
interface Batch { id: number; errors: { line: number; code: string; message: string }[]; result: { created: number; changed: number; unchanged: number } }

const numberOf = async (reference: string): Promise<string> => (await test.dataSource.query<{ n: string }[]>('SELECT local_id AS n FROM young_person WHERE reference = $1', [reference]))[0]?.n ?? '';
const say = async (reference: string, more: object = {}): Promise<number> =>
  (await api.post<{ id: number }>('manager', `/cases/${reference}/records/case-closing`, { happenedOn: '2026-10-20', cause: 'registered-by-mistake', notes: 'Another young person', ...more })).body.id;
const takeBack = (reference: string, id: number) => api.post<Problem>('manager', `/cases/${reference}/facts/case-closing/${id}/corrections`, { takeBack: true, reason: 'It was no mistake' });
const register = (localId: string, legalName: string) =>
  api.post<{ reference: string } & Problem>('manager', '/cases', { homeAuthorityCode: BIRMINGHAM, localId, preferredName: legalName.split(' ')[0], legalName, bornOn: '2010-05-02', careStatus: 'in-care' });
const found = async (search: string) => (await api.get<{ items: { reference: string }[] }>('keyContact', `/cases?limit=100&search=${search}`)).body.items.map(({ reference }) => reference);
const events = async (reference: string) => (await test.dataSource.query<{ name: string }[]>(`SELECT e.name FROM audit_event e JOIN young_person y ON y.id = e.case_id WHERE y.reference = $1 AND e.name IN ('case.register', 'case.give-number') ORDER BY e.id`, [reference])).map(({ name }) => name);
const CSV = { 'content-type': 'text/csv' };
const roster = (...rows: string[]) => ['authority_code,local_id,legal_name,date_of_birth,care_status', ...rows].join('\n');

describe('the number of a case that was registered by mistake, said on Tue 20 Oct 2026', () => {
  it('is given to the right case by whoever registers it; the mistaken one keeps it for the record, and searches find the right one', async () => {
    const { reference } = await planAgreed(test);
    const number = await numberOf(reference);
    test.setNow('2026-10-20 12:00');
    expect([(await register(number, 'Rhea Lund')).status, (await register(number, 'Rhea Lund')).body.code]).toEqual([409, 'ALREADY_REGISTERED']);
    const id = await say(reference);
    const right = await register(number, 'Rhea Lund');
    expect(right.status).toBe(201);
    expect([await numberOf(reference), await numberOf(right.body.reference)]).toEqual([number, number]);
    expect([await found('lund'), await events(reference), await events(right.body.reference)]).toEqual([[right.body.reference], ['case.register', 'case.give-number'], ['case.register']]);
    expect((await register(number, 'Third Body')).body.code).toBe('ALREADY_REGISTERED');
    expect(await pageAs(test, 'manager', `/cases/${reference}/timeline`)).toContain('gave the number of the case, which was registered by mistake, to another');

    // Not both: what is to be done is said.
    const refused = await takeBack(reference, id);
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([409, 'NUMBER_GIVEN', expect.stringContaining(right.body.reference)]);
    const otherCause = await api.post<Problem>('manager', `/cases/${reference}/facts/case-closing/${id}/corrections`, { values: { cause: 'died' }, reason: 'Told by phone' });
    expect([otherCause.status, otherCause.body.code]).toEqual([409, 'NUMBER_GIVEN']);
    const other = await say(right.body.reference);
    expect((await takeBack(reference, id)).status).toBe(201);
    expect((await takeBack(right.body.reference, other)).body.code).toBe('NUMBER_GIVEN');
    expect((await register(number, 'Fourth Body')).body.code).toBe('ALREADY_REGISTERED');
  });

  it('is not named with the other case to whoever does not read that one', async () => {
    const { reference } = await caseRegistered(test);
    const number = await numberOf(reference);
    test.setNow('2026-10-20 12:00');
    const id = await say(reference);
    const { body: right } = await register(number, 'Una Marsh');
    await test.dataSource.query(`INSERT INTO case_exclusion (case_id, person_id, reason, recorded_by, recorded_at) SELECT id, $2, 'kin', $3, now() FROM young_person WHERE reference = $1`, [right.reference, test.region.people.manager, test.region.people.head]);
    const refused = await takeBack(reference, id);
    expect([refused.body.code, refused.body.detail.includes(right.reference)]).toEqual(['NUMBER_GIVEN', false]);
  });

  it('is given by the page, too', async () => {
    const { reference } = await caseRegistered(test);
    const number = await numberOf(reference);
    test.setNow('2026-10-20 12:00');
    await say(reference);
    const browser = new FormBrowser(test.config.port);
    await test.dataSource.query('DELETE FROM sign_in_attempt');
    await browser.signIn(emailOf('manager'), PASSWORD);
    await browser.get('/register');
    const answer = await browser.post('/register', { homeAuthorityCode: BIRMINGHAM, localId: number, preferredName: 'Ivo', legalName: 'Ivo Reed', bornOn: '2010-05-02', 'bornOn-day': '2', 'bornOn-month': '5', 'bornOn-year': '2010', careStatus: 'in-care' });
    expect([answer.statusCode, await found('reed')]).toEqual([303, [expect.stringMatching(/^LS-/)]]);
  });

  it('is given by a file of young people to somebody else; the same young person again is refused, and so is one registered twice', async () => {
    const [{ reference }, again, twice, right] = [await caseRegistered(test), await caseRegistered(test), await caseRegistered(test), await caseRegistered(test)];
    test.setNow('2026-10-20 12:00');
    for (const one of [reference, again.reference]) await say(one);
    await say(twice.reference, { rightCase: right.reference });
    const [number, same, double] = [await numberOf(reference), await numberOf(again.reference), await numberOf(twice.reference)];
    const rows = [`${BIRMINGHAM},${number},Ola Frost,2009-10-11,in-care`, `${BIRMINGHAM},${same},Zebedee Quill,2010-03-14,in-care`, `${BIRMINGHAM},${double},Zeb Quill,2010-03-14,in-care`];
    const { body: preview } = await api.post<Batch>('keyContact', '/imports/young-people', roster(...rows), CSV);
    expect([preview.errors.map(({ line, code }) => [line, code]), preview.result]).toEqual([[[3, 'REGISTERED_BY_MISTAKE'], [4, 'REGISTERED_BY_MISTAKE']], { created: 1, changed: 0, unchanged: 0 }]);
    expect(preview.errors[0]?.message).toContain(again.reference);
    expect((await api.post<Batch>('keyContact', `/imports/${preview.id}/confirm`, {})).status).toBe(200);
    const [made] = await found('frost');
    expect([await numberOf(String(made)), await events(reference), await events(String(made))]).toEqual([number, ['case.register', 'case.give-number'], ['case.register']]);
    // From now on rows with this number are about that one.
    const { body: next } = await api.post<Batch>('keyContact', '/imports/young-people', roster(rows[0] ?? ''), CSV);
    expect([next.errors, next.result]).toEqual([[], { created: 0, changed: 0, unchanged: 1 }]);
    const placements = ['authority_code,local_id,provider_ukprn,course,level,agreed_on,starts_on', `${BIRMINGHAM},${number},10000001,Joinery,2,2026-10-01,2026-11-02`].join('\n');
    const { body: placed } = await api.post<Batch>('keyContact', '/imports/placements', placements, CSV);
    expect([placed.errors, placed.result]).toEqual([[], { created: 1, changed: 0, unchanged: 0 }]);
  });
});
