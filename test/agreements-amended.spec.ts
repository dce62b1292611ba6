import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, CONSULTATION, scanned, SUPPORT, type Agreement } from './support/agreements.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { BIRMINGHAM, nameOf } from './support/region.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const read = async (id: number) => (await api.get<Agreement>('head', `/agreements/${id}`)).body;
const duty = async (key: string) => (await test.dataSource.query<object[]>('SELECT due_on, outcome, late FROM duty WHERE key = $1', [key]))[0];

describe('an agreement between Elmfield Sixth Form and the Virtual School of its own area', () => {
  it('needs no consultation, is signed on paper by both, and ends for a reason', async () => {
    test.setNow('2028-09-01 09:00');
    const { body: draft } = await api.post<Agreement>('head', '/agreements', { providerId: test.region.providers.elmfield, authorityCode: BIRMINGHAM });
    const at = (path: string) => `/agreements/${draft.id}${path}`;
    expect(await api.refusal('head', 'PUT', at('/consultation'), CONSULTATION)).toEqual([409, 'CONSULTATION_NOT_NEEDED']);
    await api.put('head', at('/support'), { ...SUPPORT, supportedOn: '2028-09-01' });
    await api.put('head', at('/meeting'), { meetingOn: '2028-09-01', signatoryRank: 'equivalent' });
    await api.put('head', at('/form'), { ...draft.form, signatoryName: 'Hester Lane', signatoryEmail: 'hester.lane@elmfield.example', signatoryRole: 'Head of Sixth Form' });
    for (const party of ['provider', 'virtual-school']) await api.post('head', at('/signatures/scans'), ...scanned({ party, signedOn: '2028-09-01', witness: 'Olga Dean' }));
    expect(await api.refusal('head', 'POST', at('/ending'), { endedOn: '2028-09-01', because: 'No' })).toEqual([409, 'NOT_IN_FORCE']);
    expect((await api.post<Agreement>('head', at('/activation'))).body.state).toBe('in force');
    expect(await api.refusal('head', 'POST', at('/ending'), { endedOn: '2028-08-31', because: 'No' })).toEqual([422, 'INVALID', 'endedOn: TOO_EARLY']);
    const ended = await api.post<Agreement>('head', at('/ending'), { endedOn: '2028-09-01', because: 'The sixth form closes' });
    expect(ended.body).toMatchObject({ endedOn: '2028-09-01', endedBecause: 'The sixth form closes' });
    test.setNow('2028-09-02 09:00');
    expect(await duty(`IM5/agreement-${draft.id}/first`)).toMatchObject({ outcome: 'no longer owed' });
  });
});

describe('an agreement that is amended (IM5)', () => {
  let first = 0;
  let amended = 0;

  async function made(id: number, meetingOn: string, signedOn: [string, string]): Promise<Agreement> {
    const at = (path: string) => `/agreements/${id}${path}`;
    await api.put('head', at('/support'), { ...SUPPORT, supportedOn: meetingOn });
    await api.put('head', at('/meeting'), { meetingOn, signatoryRank: 'equivalent' });
    await api.put('head', at('/form'), { ...(await read(id)).form, signatoryName: 'Hester Lane', signatoryEmail: 'hester.lane@elmfield.example', signatoryRole: 'Head of Sixth Form' });
    for (const [index, party] of ['provider', 'virtual-school'].entries()) await api.post('head', at('/signatures/scans'), ...scanned({ party, signedOn: signedOn[index] ?? '', witness: 'Olga Dean' }));
    return (await api.post<Agreement>('head', at('/activation'))).body;
  }

  it('was in force from its last signature, on Thursday 5 October 2028, not from the meeting on Monday', async () => {
    test.setNow('2028-10-09 09:00');
    first = (await api.post<Agreement>('head', '/agreements', { providerId: test.region.providers.elmfield, authorityCode: BIRMINGHAM })).body.id;
    expect(await made(first, '2028-10-02', ['2028-10-02', '2028-10-05'])).toMatchObject({ state: 'in force', signedOn: '2028-10-05', nextReviewOn: '2029-10-05' });
    expect(await duty(`EP1/agreement-${first}`)).toMatchObject({ due_on: '2028-10-05' });
  });

  it('is not replaced by a draft beside it, which is discarded with why and stays on record', async () => {
    const { body: beside } = await api.post<Agreement>('keyContact', '/agreements', { providerId: test.region.providers.elmfield, authorityCode: BIRMINGHAM });
    expect(codesOf(beside)).toContain('ALREADY_ACTIVE');
    expect(await api.refusal('keyContact', 'POST', `/agreements/${first}/successor`)).toEqual([409, 'ALREADY_DRAFTED']);
    const path = `/agreements/${beside.id}/discarding`;
    expect(await api.refusal('otherDesignatedPerson', 'POST', path, { because: 'No' })).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('neighbourContact', 'POST', path, { because: 'No' })).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('keyContact', 'POST', path, { because: ' ' })).toEqual([422, 'INVALID', 'because: REQUIRED']);
    expect(await api.refusal('keyContact', 'POST', `/agreements/${first}/discarding`, { because: 'No' })).toEqual([409, 'NOT_A_DRAFT']);
    expect((await api.post('keyContact', path, { because: 'The one in force is amended instead' })).body).toMatchObject({ state: 'discarded', discarded: { on: '2028-10-09', because: 'The one in force is amended instead', byName: nameOf('keyContact') } });
    expect(await api.refusal('keyContact', 'POST', path, { because: 'Twice' })).toEqual([409, 'NOT_A_DRAFT']);
    expect(await api.refusal('head', 'PUT', `/agreements/${beside.id}/support`, { ...SUPPORT, supportedOn: '2028-10-09' })).toEqual([409, 'NOT_A_DRAFT']);
  });

  it('stays in force while the amended one is made, which comes with its form filled in', async () => {
    expect(await api.refusal('otherDesignatedPerson', 'POST', `/agreements/${first}/successor`)).toEqual([403, 'NOT_ALLOWED']);
    const drafted = await api.post<Agreement>('keyContact', `/agreements/${first}/successor`);
    amended = drafted.body.id;
    expect([drafted.status, drafted.headers.location, drafted.body]).toEqual([201, `/api/v1/agreements/${amended}`, expect.objectContaining({ state: 'draft', supersedes: { id: first, signedOn: '2028-10-05' } })]);
    expect(drafted.body.form).toMatchObject({ signatoryName: 'Hester Lane', signatoryRole: 'Head of Sixth Form' });
    expect(codesOf(drafted.body)).not.toContain('ALREADY_ACTIVE');
    expect(await read(first)).toMatchObject({ state: 'in force', endedOn: null, supersededBy: { id: amended, signedOn: null } });
    expect(await api.refusal('keyContact', 'POST', `/agreements/${first}/successor`)).toEqual([409, 'ALREADY_DRAFTED']);
  });

  it('ends the day before the amended one is in force, and its duties with it; what it was made of stays', async () => {
    test.setNow('2028-11-15 09:00');
    expect(await made(amended, '2028-11-13', ['2028-11-13', '2028-11-13'])).toMatchObject({ state: 'in force', signedOn: '2028-11-13', supersedes: { id: first } });
    expect(await read(first)).toMatchObject({ state: 'ended', signedOn: '2028-10-05', endedOn: '2028-11-12', endedBecause: `Superseded by agreement ${amended}`, supersededBy: { id: amended, signedOn: '2028-11-13' } });
    expect((await read(first)).signatures).toHaveLength(2);
    expect(await duty(`IM5/agreement-${first}/first`)).toMatchObject({ outcome: 'no longer owed' });
    expect(await duty(`IM5/agreement-${amended}/first`)).toMatchObject({ due_on: '2029-11-13', outcome: 'open' });
    expect(await api.refusal('head', 'POST', `/agreements/${first}/successor`)).toEqual([409, 'NOT_IN_FORCE']);
  });
});

it('and each is on the page of the Virtual School (P1), whatever became of it', async () => {
  const { body } = await api.get<{ signedWith: { name: string }[] }>('head', `/authorities/${BIRMINGHAM}/virtual-school`);
  expect(body.signedWith.map(({ name }) => name)).toEqual(['Elmfield Sixth Form', 'Elmfield Sixth Form', 'Elmfield Sixth Form']);
});
