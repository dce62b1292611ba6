import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { HttpBrowser } from './support/http-browser.js';
import { emailOf, PASSWORD, type Who } from './support/region.js';
import { caseRegistered } from './support/situations.js';

interface Checked { year: number; lines: { reference: string; row: Record<string, string>; faults: { rule: string }[] }[]; faulty: number; outside: number }
interface Approval { id: number; words: string; mayFetch: boolean; file: string | null }

let test: TestApplication;
let api: ApiCalls;
/** All 19 in the year to 31 March 2027, on 10 June 2026. */
const reference: Record<'contacted' | 'silent' | 'inCare' | 'closed', string> = { contacted: '', silent: '', inCare: '', closed: '' };

beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  for (const name of Object.keys(reference) as (keyof typeof reference)[]) {
    reference[name] = (await caseRegistered(test)).reference;
    await test.operator.query(`UPDATE young_person SET born_on = '2007-06-10', care_status = $2, preferred_name = $3, local_id = $3 WHERE reference = $1`, [reference[name], name === 'inCare' ? 'eligible' : 'former-relevant', name]);
  }
  test.setNow('2026-06-15 10:00');
});
afterAll(() => test.close());

const check = async (who: Who, year = 2027) => (await api.get<Checked>(who, `/statutory-returns?year=${year}`)).body;
const contact = (who: Who, body: object, whose = reference.contacted) => api.call(who, 'POST', `/cases/${whose}/records/leaver-contact`, { happenedOn: '2026-06-09', ...body });
const session = async (who: Who) => {
  const one = new HttpBrowser(test.config.publicUrl);
  await one.signIn(emailOf(who), PASSWORD);
  return one;
};
const askedAndApproved = async (file: string): Promise<Approval> => {
  const { body } = await api.post<Approval>('keyContact', '/statutory-returns/exports', { file, year: 2027 });
  expect((await api.post('head', `/approvals/${body.id}/approval`)).status).toBe(200);
  return body;
};

describe('a contact with a care leaver', () => {
  it.each([
    ['inTouch: CONTRADICTS', { inTouch: 'RHOM', activity: 'F2' }],
    ['activity: REQUIRED', { inTouch: 'YES', accommodation: 'U', suitable: 'yes' }],
    ['accommodation: REQUIRED', { inTouch: 'YES', activity: 'F2' }],
    ['suitable: REQUIRED', { inTouch: 'YES', activity: 'F2', accommodation: 'U' }],
    ['accommodation: REQUIRED', { inTouch: 'NO', suitable: 'yes' }],
    ['suitable: CONTRADICTS', { inTouch: 'YES', activity: 'G5', accommodation: 'S', suitable: 'yes' }],
  ])('is refused with %s: %j', async (reason, body) => {
    const { body: problem } = await contact('manager', body) as { body: { reasons: { field: string; code: string }[] } };
    expect(problem.reasons.map(({ field, code }) => `${field}: ${code}`)).toEqual([reason]);
  });

  it('is recorded by the home authority, and the yearly return has it', async () => {
    expect((await check('keyContact')).lines.find((one) => one.reference === reference.contacted)?.faults).toEqual([{ rule: 'NO_CONTACT', sentence: expect.any(String) }]);
    expect((await contact('manager', { inTouch: 'YES', activity: 'F2', accommodation: 'U', suitable: 'yes' })).status).toBe(201);
    const checked = await check('keyContact');
    expect(checked.lines.map(({ row, faults }) => [row.CHILD, row.IN_TOUCH, row.ACTIV, row.ACCOM, faults.length])).toEqual(expect.arrayContaining([['contacted', 'YES', 'F2', 'U1', 0], ['silent', '', '', '', 1], ['closed', '', '', '', 1]]));
    expect([checked.lines.length, checked.faulty, checked.outside]).toEqual([3, 2, 0]);
  });
});

describe('the yearly return', () => {
  it('is the Virtual School’s of the authority: nobody else sees it, and another authority’s has nobody of this one', async () => {
    for (const who of ['keyWorker', 'manager', 'director', 'designatedPerson', 'administrator', 'dataProtectionLead'] as const) {
      expect(await api.refusal(who, 'GET', '/statutory-returns')).toEqual([403, 'NOT_ALLOWED']);
      expect(await api.refusal(who, 'POST', '/statutory-returns/exports', { file: 'oc3', year: 2027 })).toEqual([403, 'NOT_ALLOWED']);
    }
    expect(await check('neighbourContact')).toEqual({ year: 2027, lines: [], faulty: 0, outside: 0 });
  });

  it('follows the care status of the birthday, and asks nobody in another year', async () => {
    expect((await check('head')).lines.map((one) => one.reference)).not.toContain(reference.inCare);
    expect((await check('head', 2025)).lines.every(({ row }) => row.DOB === '2007-06-10')).toBe(true);
    expect((await check('head', 2030)).lines).toEqual([]);
  });

  it('has nothing of a case that is closed to its reader, and says that there is one more', async () => {
    await api.post('head', `/cases/${reference.closed}/restriction`, { because: 'other' });
    const checked = await check('keyContact');
    expect([checked.lines.map((one) => one.reference).includes(reference.closed), checked.outside]).toEqual([false, 1]);
    const page = await (await session('keyContact')).get('/statutory-returns?year=2027');
    expect(page.body).toContain('1 more young person of your authority has a case that is closed to you');
    expect(page.body).not.toContain(reference.closed);
  });

  it('leaves a line in the file of each case that stood there, for the young person to read', async () => {
    const [before] = await test.operator.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM audit_event WHERE subject = 'returns'`);
    await check('keyContact');
    const [event] = await test.operator.query<{ n: number; ids: number }[]>(`SELECT count(*)::int AS n, max(cardinality(case_ids)) AS ids FROM audit_event WHERE subject = 'returns'`);
    expect(event).toEqual({ n: (before?.n ?? 0) + 1, ids: 3 });
  });
});

describe('a file of the return', () => {
  it('takes a second person, is fetched once, and is a disclosure for each young person in it', async () => {
    const { id, words, file } = await askedAndApproved('oc3');
    expect([words, file]).toEqual(['Take out table OC3 of the SSDA903 return for the year to 31 March 2027, with 2 young people in it', 'return.csv']);
    const one = await session('keyContact');
    expect((await (await session('head')).post(`/approvals/${id}/return.csv`, {}, '/approvals')).statusCode).toBe(404);
    const fetched = await one.post(`/approvals/${id}/return.csv`, {}, '/approvals');
    expect(fetched.headers['content-disposition']).toBe('attachment; filename="oc3.csv"');
    expect(fetched.body.replace('\uFEFF', '').trim().split('\r\n')).toEqual(['CHILD,DOB,IN_TOUCH,ACTIV,ACCOM', 'contacted,10/06/2007,YES,F2,U1', 'silent,10/06/2007,,,']);
    expect((await one.post(`/approvals/${id}/return.csv`, {}, '/approvals')).statusCode).toBe(409);
    expect(await test.operator.query(`SELECT y.reference, d.basis FROM disclosure d JOIN young_person y ON y.id = d.case_id WHERE d.why = 'for a return that the law asks for; it says whether the authority is in touch, the main activity and where they live' ORDER BY y.reference`)).toEqual(
      [reference.contacted, reference.silent].sort().map((one) => ({ reference: one, basis: 'legal obligation' })));
  });

  it('of a restricted case is not taken out by whoever does not see it, even once approved', async () => {
    const { id } = await askedAndApproved('nccis');
    const { body } = await api.post<{ file: string; lines: Record<string, string>[] }>('keyContact', `/approvals/${id}/return`);
    expect(body.lines.map(({ local_id }) => local_id)).toEqual(['contacted', 'inCare', 'silent']);
    expect(body.lines[0]).toEqual({ local_id: 'contacted', date_of_birth: '2007-06-10', group: 'Not known', status: 'not-known', since: '', source: '' });
  });

  it('is not decided by whoever asked, nor by somebody without the right', async () => {
    const { body } = await api.post<Approval>('keyContact', '/statutory-returns/exports', { file: 'oc3', year: 2027 });
    expect(await api.refusal('keyContact', 'POST', `/approvals/${body.id}/approval`)).toEqual([403, 'SECOND_PERSON']);
    for (const who of ['administrator', 'manager', 'neighbourContact'] as const) expect(await api.refusal(who, 'POST', `/approvals/${body.id}/approval`)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('keyContact', 'POST', `/approvals/${body.id}/return`)).toEqual([409, 'NOT_APPROVED']);
  });

  it('with the fields of the daily feed is valid by the description that comes with the product', async () => {
    const { id, file } = await askedAndApproved('care-leaver-fields');
    expect(file).toBe('return.json');
    const fetched = await (await session('keyContact')).post(`/approvals/${id}/return.json`, {}, '/approvals');
    const ajv = new Ajv2020({ strict: true });
    formats.default(ajv);
    const valid = ajv.compile(JSON.parse(await readFile('docs/examples/care-leaver-fields.schema.json', 'utf8')) as object);
    const lines = JSON.parse(fetched.body) as object[];
    expect([valid(lines), valid.errors]).toEqual([true, null]);
    expect(lines).toEqual([{ la_child_id: 'contacted', contact_date: '2026-06-09', activity: 'F2', accommodation: 'U' }]);
  });
});

describe('its page', () => {
  it('says whom to contact and by when, and asks for a file', async () => {
    const one = await session('head');
    const page = await one.get('/statutory-returns');
    expect(page.body).toContain('Make contact by Friday 10 July 2026.');
    test.setNow('2026-07-11 09:00');
    const later = await session('head');
    expect((await later.get('/statutory-returns')).body).toContain('One that was made from Tuesday 10 March 2026 to Friday 10 July 2026 can still be recorded.');
    expect((await later.get('/statutory-returns?year=2028')).body).toContain('A contact from Wednesday 10 March 2027 to Saturday 10 July 2027 counts.');
    expect(page.body).toContain(`/cases/${reference.silent}/records/leaver-contact/new`);
    expect((await later.post('/statutory-returns?year=2027', { file: 'oc3', year: '2027' }, '/statutory-returns')).headers.location).toBe('/approvals');
    expect((await later.get('/approvals')).body).toContain('Take out table OC3');
    expect((await (await session('manager')).get('/statutory-returns')).statusCode).toBe(403);
  });
});
