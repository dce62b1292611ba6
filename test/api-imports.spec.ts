import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, COVENTRY, emailOf, type Who } from './support/region.js';
import { manyCases, planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const CSV = { 'content-type': 'text/csv; charset=utf-8' };

interface Import {
  id: number;
  state: string;
  result: object;
  faultyRows: number;
  overwrites: number;
  errors: { line: number; column: string; value: string; code: string; message: string }[];
}

/** A roster of Birmingham's, a row for each date of birth. */
const roster = (name: string, ...born: string[]) =>
  ['authority_code,local_id,legal_name,date_of_birth,care_status,key_worker_email']
    .concat(born.map((date, index) => `${BIRMINGHAM},${name}-${index},${name} ${index},${date},in-care,${emailOf('keyWorker')}`))
    .join('\n');

describe('a file', () => {
  it('is looked at first: each bad row with its line, column and value, and nothing imported before it is confirmed', async () => {
    const { status, headers, body } = await api.post<Import>('administrator', '/imports/young-people', roster('Ida', '2010-01-31', '2010-02-30'), CSV);
    expect([status, headers.location]).toEqual([201, `/api/v1/imports/${body.id}`]);
    expect(body).toMatchObject({ state: 'previewed', faultyRows: 1, result: { created: 1, changed: 0, unchanged: 0 } });
    expect(body.errors).toEqual([expect.objectContaining({ line: 3, column: 'date_of_birth', value: '2010-02-30' })]);
    expect((await api.get('manager', '/cases?search=Ida')).body).toMatchObject({ total: 0 });
    const confirmed = await api.post<Import>('administrator', `/imports/${body.id}/confirm`);
    expect([confirmed.status, confirmed.body.state]).toEqual([200, 'confirmed']);
    expect((await api.get('manager', '/cases?search=Ida')).body).toMatchObject({ total: 1, items: [{ bornOn: '2010-01-31', keyWorkerName: 'Kofi Mensah' }] });
    expect(await api.refusal('administrator', 'POST', `/imports/${body.id}/confirm`)).toEqual([409, 'IMPORT_CLOSED']);
  });

  it('changes nothing the second time', async () => {
    for (const result of [{ created: 1, changed: 0, unchanged: 0 }, { created: 0, changed: 0, unchanged: 1 }]) {
      const { body } = await api.post<Import>('administrator', '/imports/young-people', roster('Twice', '2010-03-01'), CSV);
      expect((await api.post<Import>('administrator', `/imports/${body.id}/confirm`)).body.result).toEqual(result);
    }
  });

  it('that overwrites what is recorded says what, takes a reason, and is a correction of the case', async () => {
    const read = async (name: string, who: Who) => (await api.post<Import>(who, '/imports/young-people', roster(name, '2010-04-01').replace(`${name} 0,`, `${name} Holm,`), CSV)).body;
    const { body: first } = await api.post<Import>('administrator', '/imports/young-people', roster('Ana', '2010-04-01'), CSV);
    expect(first.overwrites).toBe(0);
    await api.post('administrator', `/imports/${first.id}/confirm`);
    const changed = await read('Ana', 'keyContact');
    expect(changed.overwrites).toBe(1);
    const change = { id: 1, line: 2, column: 'legal_name', before: 'Ana 0', after: 'Ana Holm' };
    expect((await api.get('keyContact', `/imports/${changed.id}/changes`)).body).toEqual({ items: [change], total: 1, after: null });
    const theirs = await read('Ana', 'administrator');
    expect((await api.get('administrator', `/imports/${theirs.id}/changes`)).body).toMatchObject({ items: [{ ...change, before: null }] });
    expect(await api.refusal('administrator', 'GET', `/imports/${changed.id}/changes`)).toEqual([404, 'NOT_FOUND']);
    const [confirm, why] = [`/imports/${changed.id}/confirm`, 'As in the birth certificate'];
    expect(await api.refusal('keyContact', 'POST', confirm)).toEqual([422, 'INVALID', 'reason: REASON_MISSING']);
    expect((await api.refusal('keyContact', 'POST', confirm, { reason: 'why' }))[1]).toBe('INVALID');
    expect((await api.post<Import>('keyContact', confirm, { reason: why })).body).toMatchObject({ state: 'confirmed', overwrites: 0, result: { changed: 1 } });
    const { body: cases } = await api.get<{ items: { reference: string }[] }>('manager', '/cases?search=Ana');
    const { body: kept } = await api.get('manager', `/cases/${cases.items[0]?.reference}/corrections`);
    expect(kept).toMatchObject({ total: 1, items: [{ fact: 'young-person', changes: [{ field: 'legalName', before: 'Ana 0', after: 'Ana Holm' }], reason: why, correctedByName: 'Priya Shah' }] });
  });

  it('shows what is recorded of the first 50 cases that it would overwrite, page by page, and to no token without the scope for it', async () => {
    await manyCases(test, 51);
    const cases = await test.dataSource.query<{ local_id: string }[]>(`SELECT local_id FROM young_person WHERE legal_name = 'Zora Ashdown' ORDER BY id`);
    const rows = cases.map((one) => `${BIRMINGHAM},${one.local_id},Zora Ashdown,2010-03-14,in-care,Zo`);
    const { body } = await api.post<Import>('keyContact', '/imports/young-people', ['authority_code,local_id,legal_name,date_of_birth,care_status,preferred_name', ...rows].join('\n'), CSV);
    const page = async (query: string) => (await api.get<{ items: { before: string | null; after: string }[]; after: string | null }>('keyContact', `/imports/${body.id}/changes?${query}`)).body;
    const first = await page('limit=49');
    expect([body.overwrites, first.items, first.after]).toEqual([51, Array(49).fill(expect.objectContaining({ before: 'Zora', after: 'Zo' })), '49']);
    expect((await page('limit=49&after=49')).items).toMatchObject([{ before: 'Zora', after: 'Zo' }, { before: null, after: 'Zo' }]);
    const { body: token } = await api.post<{ secret: string }>('keyContact', '/tokens', { name: 'Reads and writes', scopes: ['read', 'write'], days: 1 });
    const refused = await test.get<{ code: string }>(null, `/api/v1/imports/${body.id}/changes`, { authorization: `Bearer ${token.secret}` });
    expect([refused.status, refused.body.code]).toEqual([403, 'SCOPE_MISSING']);
  });

  it('comes in a form too, and can be thrown away', async () => {
    const boundary = 'a-line-that-is-in-no-roster';
    const form = [`--${boundary}`, 'content-disposition: form-data; name="file"; filename="roster.csv"', 'content-type: text/csv', '', roster('Fay', '2010-05-05'), `--${boundary}--`, ''].join('\r\n');
    const { status, body } = await api.post<Import>('administrator', '/imports/young-people', form, { 'content-type': `multipart/form-data; boundary=${boundary}` });
    expect([status, body]).toEqual([201, expect.objectContaining({ fileName: 'roster.csv', errors: [] })]);
    expect((await api.delete('administrator', `/imports/${body.id}`)).status).toBe(204);
    expect((await api.get<Import>('administrator', `/imports/${body.id}`)).body.state).toBe('discarded');
    expect(await api.refusal('administrator', 'DELETE', `/imports/${body.id}`)).toEqual([409, 'IMPORT_CLOSED']);
  });

  it('is its sender’s own: for others it is not there', async () => {
    const { body } = await api.post<Import>('administrator', '/imports/young-people', roster('Own', '2010-05-06'), CSV);
    for (const who of ['keyContact', 'neighbourContact'] as const) {
      expect(await api.refusal(who, 'GET', `/imports/${body.id}`)).toEqual([404, 'NOT_FOUND']);
      expect(await api.refusal(who, 'POST', `/imports/${body.id}/confirm`)).toEqual([404, 'NOT_FOUND']);
      expect(await api.refusal(who, 'DELETE', `/imports/${body.id}`)).toEqual([404, 'NOT_FOUND']);
    }
  });

  it("is taken from those who import for an authority, and only that authority's rows", async () => {
    expect(await api.refusal('keyWorker', 'POST', '/imports/young-people', roster('No', '2010-05-07'), CSV)).toEqual([403, 'NOT_ALLOWED']);
    const { body } = await api.post<Import>('neighbourContact', '/imports/young-people', roster('No', '2010-05-07'), CSV);
    expect(body.errors.map(({ code }) => code)).toEqual(['NOT_YOUR_AUTHORITY']);
  });

  it('of people brings somebody who can be made a key worker', async () => {
    const people = `name,email,organisation\nVera Lind,vera.lind@region.example,${COVENTRY}`;
    const { body } = await api.post<Import>('neighbourContact', '/imports/people', people, CSV);
    await api.post('neighbourContact', `/imports/${body.id}/confirm`);
    expect((await api.get<{ items: object[] }>('neighbourContact', `/people?authority=${COVENTRY}`)).body.items).toContainEqual(expect.objectContaining({ name: 'Vera Lind', posts: [] }));
    const { body: changed } = await api.post<Import>('neighbourContact', '/imports/people', people.replace('Vera Lind', 'Vera Lindt'), CSV);
    await api.post('neighbourContact', `/imports/${changed.id}/confirm`, { reason: 'It was spelt wrongly' });
    const { body: authority } = await api.get('neighbourContact', `/authorities/${COVENTRY}`);
    expect(authority).toMatchObject({ corrections: [{ fact: 'person', what: 'Vera Lindt', before: { name: 'Vera Lind' }, after: { name: 'Vera Lindt' }, reason: 'It was spelt wrongly' }] });
    expect(await pageAs(test, 'neighbourContact', `/authorities/${COVENTRY}`)).toContain('What is recorded of Vera Lindt: Vera Lind, corrected to Vera Lindt.');
  });

  it.each([
    ['an unknown kind', '/imports/teachers', 'a,b\n1,2', CSV, [404, 'NOT_FOUND']],
    ['no file', '/imports/people', undefined, {}, [422, 'INVALID', 'file: REQUIRED']],
    ['JSON instead of a file', '/imports/people', { rows: [] }, {}, [422, 'INVALID', 'file: REQUIRED']],
    ['an empty file', '/imports/people', '', CSV, [422, 'FILE_EMPTY']],
  ])('is refused with a coded reason: %s', async (_what, path, body, headers, refusal) => {
    expect(await api.refusal('administrator', 'POST', path, body, headers)).toEqual(refusal);
  });

  it('without its columns is refused as a whole', async () => {
    const [status, code] = await api.refusal('administrator', 'POST', '/imports/people', 'colour,size\nred,4', CSV);
    expect([status, code]).toEqual([422, 'COLUMNS_MISSING']);
  });

  it('of more than 20 MB is refused, and so is a file at an address that takes none', async () => {
    const [status, code] = await api.refusal('administrator', 'POST', '/imports/people', `name,email,organisation\n${'x'.repeat(20 * 1024 * 1024)}`, CSV);
    expect([status, code]).toEqual([413, 'TOO_LARGE']);
    expect(await api.refusal('manager', 'POST', '/cases', roster('No'), CSV)).toEqual([415, 'WRONG_CONTENT_TYPE']);
  });

  it('of a stranger is not read at all', async () => {
    expect(await api.refusal(null, 'POST', '/imports/people', roster('No'), CSV)).toEqual([401, 'NOT_SIGNED_IN']);
  });
});

it('has tried every operation on imports', () => {
  expect([...api.done].filter((id) => id.startsWith('Imports.')).sort()).toEqual(['Imports.changes', 'Imports.confirm', 'Imports.discard', 'Imports.preview', 'Imports.read']);
});

describe('a file of attendance (EP15)', () => {
  const rows = (reference: string, ...lines: string[]) => ['reference,month,possible,attended,authorised', ...lines.map((line) => `${reference},${line}`)].join('\n');

  it('is sent by the designated person, corrects, is taken back, and is nobody else’s', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-11-09 10:00');
    const send = async (text: string) => (await api.post<Import>('designatedPerson', '/imports/attendance', text, CSV)).body;
    const first = await send(rows(reference, '2026-10,40,36,2', '2026-09,40,41,0'));
    expect(first).toMatchObject({ result: { created: 1 }, faultyRows: 1, errors: [{ line: 3, column: 'attended', value: '41' }] });
    await api.post('designatedPerson', `/imports/${first.id}/confirm`);
    const second = await send(rows(reference, '2026-10,40,30,2'));
    expect(second).toMatchObject({ result: { created: 0, changed: 1 }, overwrites: 1 });
    expect(await pageAs(test, 'designatedPerson', `/imports/${second.id}`)).toContain('1 row changes what was sent before.');
    expect((await api.get('designatedPerson', `/imports/${second.id}/changes`)).body).toMatchObject({ items: [{ column: 'attended', before: '36', after: '30' }] });
    await api.post('designatedPerson', `/imports/${second.id}/confirm`, { reason: 'A register was missing' });
    const attended = async () => (await api.get<{ items: { details: { attended: number } }[] }>('keyContact', `/cases/${reference}/records?kind=attendance-return`)).body.items.map(({ details }) => details.attended);
    expect(await attended()).toEqual([30]);
    expect(await api.refusal('otherDesignatedPerson', 'POST', `/imports/${second.id}/taking-back`, { reason: 'It is mine to say' })).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('designatedPerson', 'POST', `/imports/${second.id}/taking-back`, {})).toEqual([422, 'INVALID', 'reason: REQUIRED']);
    expect((await api.post('designatedPerson', `/imports/${second.id}/taking-back`, { reason: 'The file of last year' })).body).toMatchObject({ state: 'taken-back', result: { created: 0, changed: 1 } });
    expect(await attended()).toEqual([36]);
    expect((await api.get<{ total: number }>('keyContact', `/cases/${reference}/corrections`)).body.total).toBe(2);
    expect(await api.refusal('designatedPerson', 'POST', `/imports/${second.id}/taking-back`, { reason: 'Once more, please' })).toEqual([409, 'NOT_TO_BE_TAKEN_BACK']);
    for (const who of ['keyContact', 'administrator', 'keyWorker'] as const) expect([who, ...(await api.refusal(who, 'POST', '/imports/attendance', rows(reference, '2026-10,40,36,2'), CSV))].slice(0, 2)).toEqual([who, 403]);
    const { body: others } = await api.post<Import>('otherDesignatedPerson', '/imports/attendance', rows(reference, '2026-10,40,36,2'), CSV);
    expect(others).toMatchObject({ result: { created: 0 }, errors: [{ line: 2, column: 'reference', value: '', code: 'NOT_YOUR_LEARNER' }] });
  });

  it('has a template for each kind, and a form for those who may send it', async () => {
    expect(await pageAs(test, 'designatedPerson', '/imports/columns/attendance/template.csv')).toBe('reference,uln,course,month,week,possible,attended,authorised\r\n');
    expect(await pageAs(test, 'designatedPerson', '/imports')).toContain('/imports/columns/attendance');
  });
});
