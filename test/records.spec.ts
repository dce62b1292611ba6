import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CASE_RECORD_KINDS, type CaseRecordKind } from '../src/domain/agreement/records.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { fileAs, pageAs } from './support/page-as.js';
import { readPdf } from './support/read-pdf.js';
import { exampleBody, recordAbout, recorders } from './support/record-examples.js';
import { planAgreed, type Placed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const TODAY = '2026-11-09';
const idsOf = ({ placementId }: Placed) => ({ placementId, happenedOn: TODAY, dutyKey: `KW4/placement-${placementId}/after-plan-1` });

/** A case with a placement at Ashgrove College, on Monday 9 November 2026. */
async function placed(): Promise<Placed & { dutyKey: string }> {
  const one = await planAgreed(test);
  test.setNow('2026-11-09 10:00');
  const [duty] = await test.dataSource.query<{ key: string }[]>(`SELECT key FROM duty WHERE placement_id = $1 AND clause = 'KW4' AND outcome = 'open'`, [one.placementId]);
  return { ...one, dutyKey: duty?.key ?? '' };
}

describe.each(Object.keys(CASE_RECORD_KINDS) as CaseRecordKind[])('%s', (kind) => {
  let one: Placed & { dutyKey: string };
  beforeAll(async () => (one = await placed()));

  it('is recorded by those whom the policy names, and read back', async () => {
    const { may } = recorders(kind);
    const [who = 'keyWorker'] = may;
    const ids = { ...idsOf(one), dutyKey: one.dutyKey };
    const body = exampleBody(kind, { ...ids, aboutId: await recordAbout(api, one.reference, kind, ids) });
    const { status, body: record, headers } = await api.post<{ id: number; kind: string }>(who, `/cases/${one.reference}/records/${kind}`, body);
    expect([status, record]).toEqual([201, expect.objectContaining({ kind, happenedOn: TODAY })]);
    expect((await api.get(who, String(headers.location).replace('/api/v1', ''))).body).toEqual(record);
  });

  it('is refused to those in the case whom it does not name, and is not there for strangers', async () => {
    const ids = { ...idsOf(one), dutyKey: one.dutyKey };
    const body = exampleBody(kind, { ...ids, aboutId: await recordAbout(api, one.reference, kind, ids) });
    for (const who of recorders(kind).mayNot) expect([who, ...(await api.refusal(who, 'POST', `/cases/${one.reference}/records/${kind}`, body))].slice(0, 3)).toEqual([who, 403, 'NOT_ALLOWED']);
    expect(await api.refusal('otherDesignatedPerson', 'POST', `/cases/${one.reference}/records/${kind}`, body)).toEqual([404, 'NOT_FOUND']);
  });

  it('says of each missing field what to enter', async () => {
    const [who = 'keyWorker'] = recorders(kind).may;
    const [status, code, ...reasons] = await api.refusal(who, 'POST', `/cases/${one.reference}/records/${kind}`, {});
    expect([status, code]).toEqual([422, 'INVALID']);
    expect(reasons).toContain('happenedOn: REQUIRED');
  });
});

describe('what is recorded keeps the duty of its clause', () => {
  const dutiesOf = async (reference: string, clause: string) => (await api.get<{ items: { key: string; clause: string; status: string }[] }>('keyContact', `/cases/${reference}/duties`)).body.items.filter((duty) => duty.clause === clause).map(({ key, status }) => `${key.replace(/-\d+/g, '')} ${status}`);

  it.each([
    ['KW2', 'contact-card-acknowledged', 'KW2/placement met late'],
    ['KW5', 'view-answer', 'KW5/view met'],
    ['KW7', 'problem-contact', 'KW7/problem/contact met'],
    ['KW9', 'need-outcome', 'KW9/need met'],
    ['EP10', 'mentor-introduced', 'EP10/placement met late'],
    ['VS3', 'support-answer', 'VS3/request met'],
    ['P2', 'good-enough-answer', 'P2/question met'],
    ['P4', 'joint-action-done', 'P4/action met'],
    ['IM4', 'challenge-answer', 'IM4/challenge met'],
  ] as const)('%s by %s', async (clause, kind, line) => {
    const one = await placed();
    const ids = { ...idsOf(one), dutyKey: one.dutyKey };
    const [who = 'keyWorker'] = recorders(kind).may;
    await api.post(who, `/cases/${one.reference}/records/${kind}`, exampleBody(kind, { ...ids, aboutId: await recordAbout(api, one.reference, kind, ids) }));
    expect(await dutiesOf(one.reference, clause)).toContain(line);
  });
});

describe('a record is refused', () => {
  let one: Placed;
  beforeAll(async () => (one = await placed()));
  const refusal = (who: Parameters<ApiCalls['refusal']>[0], kind: CaseRecordKind, change: object) =>
    api.refusal(who, 'POST', `/cases/${one.reference}/records/${kind}`, { ...exampleBody(kind, { ...idsOf(one), aboutId: 999_999 }), ...change });

  it.each([
    ['a day to come', 'designatedPerson', 'visit', { happenedOn: '2026-11-10' }, 'happenedOn: IN_THE_FUTURE'],
    ['an answer to nothing', 'keyWorker', 'view-answer', {}, 'aboutId: UNKNOWN_RECORD'],
    ['more attended than possible', 'designatedPerson', 'attendance-return', { possible: 10, attended: 11 }, 'attended: TOO_LARGE'],
    ['a month to come', 'designatedPerson', 'attendance-return', { month: '2026-12' }, 'month: IN_THE_FUTURE'],
    ['a month that was not over on the day', 'designatedPerson', 'attendance-return', { month: '2026-10', happenedOn: '2026-10-31' }, 'month: IN_THE_FUTURE'],
    ['the running month', 'designatedPerson', 'attendance-return', { month: '2026-11' }, 'month: IN_THE_FUTURE'],
    ['a return of no time', 'designatedPerson', 'attendance-return', { month: undefined }, 'month: REQUIRED'],
    ['a return of a month and a week', 'designatedPerson', 'attendance-return', { week: '2026-10-26' }, 'week: ONE_OF_TWO'],
    ['a week by another day than its Monday', 'designatedPerson', 'attendance-return', { month: undefined, week: '2026-10-27' }, 'week: NOT_A_MONDAY'],
    ['a week that ends today', 'designatedPerson', 'attendance-return', { month: undefined, week: '2026-11-02', happenedOn: '2026-11-08' }, 'week: IN_THE_FUTURE'],
    ['more attended and authorised than possible', 'designatedPerson', 'attendance-return', { possible: 10, attended: 9, authorised: 2 }, 'authorised: TOO_LARGE'],
    ['somebody who has withdrawn and is still there', 'designatedPerson', 'term-return', { status: 'withdrawn', retained: 'yes' }, 'status: CONTRADICTS'],
    ['somebody on a break who is not there any more', 'designatedPerson', 'term-return', { status: 'break', retained: 'no' }, 'status: CONTRADICTS'],
    ['what was achieved without a qualification', 'designatedPerson', 'outcome-return', { achieved: 'partly', qualification: undefined }, 'qualification: REQUIRED'],
    ['what was achieved without its level', 'designatedPerson', 'outcome-return', { achieved: 'yes', level: undefined }, 'level: REQUIRED'],
    ['the running term', 'designatedPerson', 'term-return', { term: '2026-27-autumn' }, 'term: IN_THE_FUTURE'],
    ['the outcomes of the running year', 'designatedPerson', 'outcome-return', { year: '2026-27' }, 'year: IN_THE_FUTURE'],
    ['the plan of a term to come', 'keyContact', 'pep-review', { term: '2026-27-spring' }, 'term: IN_THE_FUTURE'],
    ['the plan of a term that had not begun on the day', 'keyContact', 'pep-review', { term: '2026-27-autumn', happenedOn: '2026-08-31' }, 'term: IN_THE_FUTURE'],
    ['an entitlement refused without a reason', 'designatedPerson', 'entitlement', { status: 'refused', reason: undefined }, 'reason: REQUIRED'],
    ['opting out at 16', 'manager', 'case-closing', { cause: 'opted-out' }, 'cause: TOO_YOUNG'],
    ['a hold on a duty that is not open', 'keyContact', 'hold', { dutyKey: 'KW3/placement-999' }, 'dutyKey: UNKNOWN_DUTY'],
    ['a question for a provider where there is none', 'keyWorker', 'view', { addressedTo: 'designated-person', placementId: undefined }, 'addressedTo: NO_PLACEMENT'],
  ] as const)('%s', async (_, who, kind, change, reason) => {
    expect(await refusal(who, kind, change)).toContain(reason);
  });

  it('a second return of the same month, which is to be corrected instead', async () => {
    expect((await api.post('designatedPerson', `/cases/${one.reference}/records/attendance-return`, exampleBody('attendance-return', idsOf(one)))).status).toBe(201);
    expect(await refusal('designatedPerson', 'attendance-return', {})).toEqual([409, 'ALREADY_RECORDED']);
  });

  it('a second return of the same week; that of its month is another', async () => {
    const week = { ...exampleBody('attendance-return', idsOf(one)), month: undefined, week: '2026-09-28' };
    expect((await api.post('designatedPerson', `/cases/${one.reference}/records/attendance-return`, week)).status).toBe(201);
    const again = await api.post<{ detail: string }>('designatedPerson', `/cases/${one.reference}/records/attendance-return`, week);
    const other = await api.post<{ detail: string }>('designatedPerson', `/cases/${one.reference}/records/attendance-return`, { ...week, attended: 30 });
    expect([again, other].map(({ status, body }) => `${status} ${body.detail.slice(0, 66)}`)).toEqual(['409 This return is here already and says the same: there is nothing to', '409 A return for this time is here already and says something else. Co']);
  });

  it('an answer by a provider to what it was not asked, exactly as an answer to nothing', async () => {
    const { body } = await api.post<{ id: number }>('keyWorker', `/cases/${one.reference}/records/view`, { happenedOn: TODAY, addressedTo: 'key-worker', ownWords: 'About my foster home.' });
    expect(await refusal('designatedPerson', 'view-answer', { aboutId: body.id })).toEqual([422, 'INVALID', 'aboutId: UNKNOWN_RECORD']);
  });

  it('a placement of somebody else’s case', async () => {
    const other = await placed();
    expect(await refusal('designatedPerson', 'visit', { placementId: other.placementId })).toEqual([404, 'NOT_FOUND']);
  });
});

describe('attendance under a threshold (decision 34)', () => {
  it('opens a concern at once, says why to those who read the case, and nothing of the follow-up to the provider; put right, it goes', async () => {
    const one = await placed();
    const path = `/cases/${one.reference}`;
    const { body: sent } = await api.post<{ id: number }>('designatedPerson', `${path}/records/attendance-return`, { ...exampleBody('attendance-return', idsOf(one)), attended: 18 });
    const duties = async (who: Parameters<ApiCalls['get']>[0]) => (await api.get<{ items: { key: string; status: string; dueOn: string }[] }>(who, `${path}/duties`)).body.items.filter(({ key }) => key.endsWith(`/attendance-${sent.id}`)).map(({ key, status, dueOn }) => `${key.split('/')[0]} ${status} ${dueOn}`).sort();
    expect([await duties('keyContact'), await duties('designatedPerson')]).toEqual([['KW7 open 2026-11-10', 'VS6 open 2026-11-16'], ['KW7 open 2026-11-10']]);
    expect((await api.get('keyWorker', `${path}/records/${sent.id}`)).body).toMatchObject({ concern: ['45 % in September 2026, under 50 %'] });
    expect(await pageAs(test, 'keyWorker', `${path}/duties`)).toContain('Attendance: 45 % in September 2026, under 50 %');
    const correction = await api.post('designatedPerson', `${path}/facts/attendance-return/${sent.id}/corrections`, { values: { attended: 38 }, reason: 'A register was missing.' });
    expect([correction.status, await duties('keyContact')]).toEqual([201, ['KW7 no longer owed 2026-11-10', 'VS6 no longer owed 2026-11-16']]);
  });
});

describe('who reads what is recorded', () => {
  it('a provider reads what is about its placement, asked of it or its own, and nothing between Virtual Schools (P7)', async () => {
    const one = await placed();
    const ids = { ...idsOf(one), dutyKey: one.dutyKey };
    for (const [who, kind] of [['keyWorker', 'need'], ['keyWorker', 'unmet-need'], ['keyWorker', 'consent-decision'], ['keyContact', 'support-request'], ['designatedPerson', 'visit']] as const) {
      await api.post(who, `/cases/${one.reference}/records/${kind}`, exampleBody(kind, ids));
    }
    const kinds = async (who: 'designatedPerson' | 'keyContact' | 'neighbourContact') => (await api.get<{ items: { kind: string }[] }>(who, `/cases/${one.reference}/records`)).body.items.map(({ kind }) => kind).sort();
    expect(await kinds('keyContact')).toEqual(['consent-decision', 'need', 'support-request', 'unmet-need', 'visit']);
    expect(await kinds('designatedPerson')).toEqual(['consent-decision', 'visit']);
    expect(await kinds('neighbourContact')).toEqual(['support-request']);
  });

  it('a need that no provision met is kept (P5), and careers advice names its moment (P6)', async () => {
    const one = await placed();
    const ids = { ...idsOf(one), dutyKey: one.dutyKey };
    await api.post('keyContact', `/cases/${one.reference}/records/unmet-need`, exampleBody('unmet-need', ids));
    await api.post('designatedPerson', `/cases/${one.reference}/records/careers-advice`, { ...exampleBody('careers-advice', ids), moment: 'staying in' });
    const { body } = await api.get<{ items: { kind: string; details: Record<string, string> }[] }>('keyContact', `/cases/${one.reference}/records`);
    expect(body.items.map(({ kind, details }) => [kind, details.moment ?? details.kind])).toEqual([['careers-advice', 'staying in'], ['unmet-need', 'subject']]);
  });

  it('a status letter is evidence that says no more than it must, and is recorded as a disclosure (P7)', async () => {
    const one = await placed();
    const asked = { recipient: 'provider', toWhom: 'Bursary office, Ashgrove College', whatFor: '16 to 19 bursary', basis: 'asked for by the young person' };
    const letter = await api.post<Record<string, string>>('keyWorker', `/cases/${one.reference}/status-letters`, asked);
    expect([letter.status, letter.body]).toEqual([201, expect.objectContaining({ legalName: 'Zebedee Quill', status: 'is in the care of', authorityName: 'Birmingham', signedBy: 'Kofi Mensah' })]);
    expect(await api.refusal('designatedPerson', 'POST', `/cases/${one.reference}/status-letters`, asked)).toEqual([403, 'NOT_ALLOWED']);
    const paper = await fileAs(test, 'keyWorker', `/cases/${one.reference}/status-letter/${letter.body.id}/pdf`);
    expect(paper.disposition).toBe(`attachment; filename="status-letter-${one.reference}-${letter.body.id}.pdf"`);
    expect((await readPdf(paper.bytes)).outline).toEqual(expect.arrayContaining([' H1: Birmingham', ' P: To: Bursary office, Ashgrove College', ' P: For: 16 to 19 bursary']));
    const { body } = await api.get<{ items: { kind: string; words: Record<string, string> }[] }>('keyContact', `/cases/${one.reference}/records?kind=disclosure`);
    expect(body.items.map(({ words }) => words.toWhom)).toEqual(['Bursary office, Ashgrove College']);
  });

  it('a status letter stays as it was given out, and no other disclosure opens as one', async () => {
    const one = await placed();
    const path = `/cases/${one.reference}/status-letters`;
    const { body } = await api.post<{ id: number; legalName: string }>('keyWorker', path, { recipient: 'fund', toWhom: 'The fund', whatFor: 'Fees', basis: 'consent' });
    const { body: known } = await api.get<{ id: number }>('keyWorker', `/cases/${one.reference}`);
    await api.post('keyWorker', `/cases/${one.reference}/facts/young-person/${known.id}/corrections`, { reason: 'The name was misspelt', values: { legalName: 'Zebedee Quillfeather', careStatus: 'relevant' } });
    expect((await api.get('keyWorker', `${path}/${body.id}`)).body).toEqual(body);
    const shared = await api.post<{ id: number }>('keyWorker', `/cases/${one.reference}/records/disclosure`, { happenedOn: TODAY, toWhom: 'The doctor', basis: 'consent', what: 'Allergies', reason: 'A trip' });
    expect(await api.refusal('keyWorker', 'GET', `${path}/${shared.body.id}`)).toEqual([404, 'NOT_FOUND']);
  });

  it('an employer gets no status letter unless the young person agrees that it knows (EP13)', async () => {
    const one = await placed();
    const employ = async (employer: string, mayKnowOfCare: string) => (await api.post<{ id: number }>('designatedPerson', `/cases/${one.reference}/records/employer`, { happenedOn: TODAY, placementId: one.placementId, employer, startsOn: '2026-11-16', mayKnowOfCare })).body.id;
    const [joiners, coopers] = [await employ('Joiners & Sons', 'no'), await employ('Coopers Ltd', 'yes')];
    const letter = (more: object) => api.refusal('keyWorker', 'POST', `/cases/${one.reference}/status-letters`, { recipient: 'employer', toWhom: 'The office', whatFor: 'Bursary', basis: 'consent', ...more });
    expect(await letter({})).toEqual([422, 'INVALID', 'employerId: UNKNOWN_EMPLOYER']);
    expect(await letter({ employerId: joiners })).toEqual([409, 'EMPLOYER_MAY_NOT_KNOW']);
    expect(await letter({ recipient: 'other', toWhom: 'The office of JOINERS and sons' })).toEqual([409, 'EMPLOYER_MAY_NOT_KNOW']);
    expect((await api.post('keyWorker', `/cases/${one.reference}/status-letters`, { recipient: 'employer', employerId: coopers, toWhom: 'Coopers Ltd', whatFor: 'Bursary', basis: 'consent' })).status).toBe(201);
  });

  it('an entitlement keeps within what there is: £1,200 of bursary on assessed need, instalments once each (EP4)', async () => {
    const one = await placed();
    const path = `/cases/${one.reference}/records/entitlement`;
    const bursary = { happenedOn: TODAY, placementId: one.placementId, entitlement: 'bursary-16-19', status: 'claimed', amount: 1200, assessedNeed: 'Travel and tools' };
    expect(await api.refusal('designatedPerson', 'POST', path, { ...bursary, assessedNeed: undefined })).toEqual([422, 'INVALID', 'assessedNeed: REQUIRED']);
    const { body } = await api.post<{ id: number }>('designatedPerson', path, bursary);
    expect(await api.refusal('designatedPerson', 'POST', path, { ...bursary, amount: 1 })).toEqual([422, 'INVALID', 'amount: TOO_LARGE']);
    const corrected = (amount: number) => api.call<{ code: string }>('designatedPerson', 'POST', `/cases/${one.reference}/facts/entitlement/${body.id}/corrections`, { reason: 'It was another amount', values: { amount } });
    expect([(await corrected(1300)).status, (await corrected(600)).status]).toEqual([422, 201]);
    const paid = { ...bursary, entitlement: 'apprentice-bursary', amount: 1000, instalment: 1, instalmentOn: '2026-11-30' };
    expect((await api.post('designatedPerson', path, paid)).status).toBe(201);
    expect(await api.refusal('designatedPerson', 'POST', path, paid)).toEqual([422, 'INVALID', 'instalment: ALREADY_RECORDED']);
  });
});

describe('care status over time (VS5)', () => {
  it('is decided and dated by the home authority: the case shows today’s, and what was owed before stays', async () => {
    const one = await placed();
    const vs5 = async () => (await api.get<{ items: { key: string; clause: string; status: string }[] }>('keyContact', `/cases/${one.reference}/duties`)).body.items.filter(({ clause }) => clause === 'VS5').map(({ key, status }) => `${key.split('/')[2]} ${status}`).sort();
    await test.runJobs();
    const before = await vs5();
    expect(before).toEqual(['2025-26-summer missed', '2026-27-autumn open']);
    const change = { happenedOn: '2026-11-01', status: 'former-relevant', decidedBy: 'Marta Nowak, team manager' };
    expect(await api.refusal('designatedPerson', 'POST', `/cases/${one.reference}/records/care-status`, change)).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.post('manager', `/cases/${one.reference}/records/care-status`, change)).status).toBe(201);
    expect((await api.get('manager', `/cases/${one.reference}`)).body).toMatchObject({ careStatus: 'former-relevant', registeredCareStatus: 'in-care' });
    for (const who of ['manager', 'designatedPerson'] as const) {
      const { body } = await api.get<{ items: { reference: string; careStatus: string }[] }>(who, `/cases?search=${one.reference}`);
      expect(body.items).toEqual([expect.objectContaining({ careStatus: 'former-relevant' })]);
    }
    const forProvider = await api.get<{ careStatus: string; records: { kind: string }[] }>('designatedPerson', `/cases/${one.reference}`);
    expect(forProvider.body.careStatus).toBe('former-relevant');
    expect((await api.get<{ items: { kind: string }[] }>('designatedPerson', `/cases/${one.reference}/records`)).body.items.filter(({ kind }) => kind === 'care-status')).toEqual([]);
    expect(await vs5()).toEqual(before);
    expect((await api.post('manager', `/cases/${one.reference}/status-letters`, { recipient: 'fund', toWhom: 'The fund', whatFor: 'Fees', basis: 'consent' })).body).toMatchObject({ status: 'is a care leaver of' });
  });
});
