import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LAST_AGE } from '../src/domain/agreement/case-end.js';
import { birthday } from '../src/domain/time/academic-year.js';
import { caseOverOn } from '../src/young-people/case-over-sql.js';
import { ApiCalls, type Problem } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { planAgreed, type Placed } from './support/situations.js';

/* A case that has ended says so, and takes nothing that nobody would act on. Times are London's. */

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
}, 180_000);
beforeEach(() => test.setNow('2026-05-11 09:00'));
afterAll(() => test.close());

const WOLVERHAMPTON = 'Wolverhampton, Ola Berg, 07700 900777';
const LETTER = { recipient: 'fund', toWhom: 'Bursary office', whatFor: 'bursary', basis: 'asked for by the young person' };

/** Responsibility moves to Wolverhampton on Tuesday 20 October 2026. */
async function moved(): Promise<Placed & { closingId: number }> {
  const placed = await planAgreed(test);
  test.setNow('2026-10-20 12:00');
  const closing = { happenedOn: '2026-10-20', cause: 'moved-authority', takenOverBy: WOLVERHAMPTON, notes: 'By agreement' };
  return { ...placed, closingId: (await api.post<{ id: number }>('keyContact', `/cases/${placed.reference}/records/case-closing`, closing)).body.id };
}

it('ends on the 25th birthday in SQL as in the law, that of 29 February too', async () => {
  const born = ['2012-02-29', '2011-02-28', '2011-03-01', '2012-03-01', '2009-12-31'];
  const over = await test.dataSource.query<{ on: string }[]>(`SELECT ${caseOverOn('y')} AS "on" FROM unnest($1::date[]) WITH ORDINALITY b(on_, n) CROSS JOIN LATERAL (SELECT 0 AS id, b.on_ AS born_on, NULL::timestamptz AS erased_at) y ORDER BY b.n`, [born]);
  expect(over.map(({ on }) => on)).toEqual(born.map((on) => birthday(on, LAST_AGE)));
});

describe('a case whose responsibility moved on Tue 20 Oct 2026', () => {
  it('refuses an emergency of that day or later and a suspension of the next, and says whom to tell', async () => {
    const { reference, placementId, closingId } = await moved();
    const emergency = (raisedAt: string) => api.post<Problem>('designatedPerson', `/cases/${reference}/emergencies`, { whatHappened: 'Missing', raisedAt });
    const { status, body } = await emergency('2026-10-20T11:00');
    expect([status, body.code]).toEqual([409, 'CASE_ENDED']);
    expect(body.detail).toContain(`another authority has taken over responsibility (Tuesday 20 October 2026). What happens since is not recorded here, and nobody would act on it. Tell ${WOLVERHAMPTON}. If somebody is in danger, call 999.`);
    test.setNow('2026-10-21 12:00');
    const risk = (occurredAt: string) => ({ placementId, kind: 'suspended', whatHappened: 'A fight', occurredAt });
    expect(await api.refusal('designatedPerson', 'POST', `/cases/${reference}/risk-notices`, risk('2026-10-21T10:00'))).toEqual([409, 'CASE_ENDED']);
    expect((await api.post('designatedPerson', `/cases/${reference}/risk-notices`, risk('2026-10-19T10:00'))).status).toBe(201);
    expect((await emergency('2026-10-19T10:00')).status).toBe(201);
    await api.post('keyContact', `/cases/${reference}/facts/case-closing/${closingId}/corrections`, { takeBack: true, reason: 'It did not go through' });
    expect((await emergency('2026-10-20T11:00')).status).toBe(201);
  });

  it.each([
    ['a placement', 'keyWorker', 'placements', () => ({ providerId: test.region.providers.elmfield, course: 'Art', level: 2, startsOn: '2026-11-02' })],
    ['a view', 'keyWorker', 'records/view', () => ({ happenedOn: '2026-10-21', addressedTo: 'key-worker', ownWords: 'I miss the workshop' })],
    ['a key worker', 'manager', 'key-worker', () => ({ personId: test.region.people.successor, kind: 'personal-adviser', authorityToActConfirmed: true })],
  ] as const)('refuses %s of the next day', async (_, who, path, body) => {
    const { reference } = await moved();
    test.setNow('2026-10-21 12:00');
    expect(await api.refusal(who, 'POST', `/cases/${reference}/${path}`, body())).toEqual([409, 'CASE_ENDED']);
  });

  it('refuses a review of the next day and a letter of its status, and takes what was shared with whom', async () => {
    const { reference, placementId } = await moved();
    test.setNow('2026-10-21 12:00');
    const review = { heldOn: '2026-10-21', attended: ['key-worker'], feelsSafe: 'yes', present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good' };
    expect(await api.refusal('keyWorker', 'POST', `/cases/${reference}/placements/${placementId}/reviews`, review)).toEqual([409, 'CASE_ENDED']);
    const disclosure = { happenedOn: '2026-10-21', toWhom: 'Ola Berg, Wolverhampton', basis: 'consent', what: 'The plan', reason: 'They have taken over' };
    expect((await api.post('keyWorker', `/cases/${reference}/records/disclosure`, disclosure)).status).toBe(201);
    expect(await api.refusal('keyWorker', 'POST', `/cases/${reference}/status-letters`, LETTER)).toEqual([409, 'NOT_TRUE_ANY_MORE']);
  });

  it('refuses to write in the plan from the next day on', async () => {
    const { reference, placementId } = await moved();
    test.setNow('2026-10-21 12:00');
    expect(await api.refusal('keyWorker', 'PUT', `/cases/${reference}/placements/${placementId}/plan/sections/goals`, { text: 'A workshop of his own' })).toEqual([409, 'CASE_ENDED']);
  });

  it('says so, since when, why and who took over, to those who read it and in the list', async () => {
    const { reference } = await moved();
    const { body } = await api.get<{ ended: object }>('keyContact', `/cases/${reference}`);
    expect(body.ended).toEqual({ on: '2026-10-20', because: 'another authority has taken over responsibility (Tuesday 20 October 2026)', takenOverBy: WOLVERHAMPTON, mistaken: false, rightCase: null });
    expect((await api.get('neighbourContact', `/cases/${reference}`)).body).toMatchObject({ limited: true, endedOn: '2026-10-20' });
    const listed = async () => (await api.get<{ items: { reference: string; endedOn: string | null }[] }>('keyContact', '/cases?limit=100')).body.items.find((one) => one.reference === reference)?.endedOn;
    expect(await listed()).toBe('2026-10-20');
    const page = await pageAs(test, 'keyContact', `/cases/${reference}`);
    expect(page).toMatch(/This case ended on Tuesday 20 October 2026:[\s\S]*Tell Wolverhampton, Ola Berg/);
    expect(page).toContain('This case has ended');
    expect(page).not.toContain('Raise an emergency');
    expect(await pageAs(test, 'keyContact', '/cases')).toContain('Ended 20 Oct 2026');
  });

  it('cannot end so without saying who has taken over', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-20 12:00');
    expect(await api.refusal('keyContact', 'POST', `/cases/${reference}/records/case-closing`, { happenedOn: '2026-10-20', cause: 'moved-authority', notes: 'Gone' })).toEqual([422, 'INVALID', 'takenOverBy: REQUIRED']);
  });
});

describe('a case that was registered by mistake, said on Tue 20 Oct 2026', () => {
  const say = (reference: string, more: object = {}, who: 'manager' | 'keyContact' | 'keyWorker' | 'head' = 'manager') =>
    api.post<{ id: number }>(who, `/cases/${reference}/records/case-closing`, { happenedOn: '2026-10-20', cause: 'registered-by-mistake', notes: 'Registered twice', ...more });
  const takenBack = (reference: string, id: number) => api.post('manager', `/cases/${reference}/facts/case-closing/${id}/corrections`, { takeBack: true, reason: 'It was the right case' });
  const found = async (search = '') => (await api.get<{ items: { reference: string }[] }>('keyContact', `/cases?limit=100${search && `&search=${search}`}`)).body.items.map(({ reference }) => reference);
  const duties = async (reference: string) => test.dataSource.query<{ key: string; outcome: string; because: string | null; late: boolean | null }[]>(
    'SELECT key, outcome, because, late FROM duty WHERE case_id = (SELECT id FROM young_person WHERE reference = $1) ORDER BY key', [reference]);
  const told = async () => (await test.dataSource.query<{ count: number }[]>('SELECT count(*)::int AS count FROM message WHERE mistaken_case_id IS NULL'))[0]?.count;

  it('owes nothing, late for nobody, until that is taken back; then all is as it was, and nobody is told twice', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-20 12:00');
    await test.runJobs();
    const [before, messages] = [await duties(reference), await told()];
    const { status, body } = await say(reference);
    expect(status).toBe(201);
    await test.runJobs();
    const after = await duties(reference);
    expect(before.some(({ outcome }) => outcome === 'open')).toBe(true);
    expect(after.map(({ outcome }) => outcome)).toEqual(before.map(({ outcome }) => (outcome === 'open' ? 'no longer owed' : outcome)));
    expect(new Set(after.filter(({ outcome }) => outcome === 'no longer owed').map(({ because, late }) => `${because} ${late}`))).toEqual(new Set(['the case was registered by mistake (Tuesday 20 October 2026) false']));
    expect((await api.get<{ items: { caseReference?: string; reference?: string }[] }>('keyContact', '/escalations')).body.items.filter((one) => [one.caseReference, one.reference].includes(reference))).toEqual([]);
    await takenBack(reference, body.id);
    await test.runJobs();
    expect(await duties(reference)).toEqual(before);
    expect(await told()).toBe(messages);
  });

  it('is told at once to the Virtual Head, on whose first page it stands until they have opened the case; by somebody else where they said so themselves', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-20 10:00');
    await test.runJobs();
    const newest = async () => (await test.dataSource.query<{ id: number }[]>('SELECT max(id) AS id FROM message'))[0]?.id ?? 0;
    const told = async (after: number) => {
      await test.runJobs();
      return test.dataSource.query<{ name: string; subject: string; text: string }[]>(`SELECT n.name, m.subject, m.text FROM message m JOIN person n ON n.id = m.person_id WHERE m.id > $1 AND m.subject LIKE '%by mistake' AND m.state = 'kept' ORDER BY m.id`, [after]);
    };
    const onHome = async (who: 'head' | 'keyContact' | 'manager') => (await api.get<{ decisions: { kind: string; count: number }[] }>(who, '/home')).body.decisions.filter(({ kind }) => kind === 'mistaken-case');
    const listed = async (who: 'head' | 'keyContact' | 'manager') => (await api.get<{ items: { reference: string; opened: boolean; saidBy: string }[] }>(who, '/mistaken-cases')).body.items.filter((one) => one.reference === reference);
    const before = await newest();
    const { id } = (await say(reference)).body;
    const mails = await told(before);
    expect(mails.map(({ name, subject }) => [name, subject])).toEqual([['Hugh Farrow', 'Birmingham: a case was said to be registered by mistake']]);
    expect(mails[0]?.text).toContain('/mistaken-cases');
    expect(mails[0]?.text).not.toMatch(/LS-|Zebedee|Marta/);
    test.setNow('2026-10-20 10:30');
    expect([await onHome('head'), await onHome('keyContact'), await listed('manager')]).toEqual([[{ kind: 'mistaken-case', count: 1, firstOn: null }], [], []]);
    expect(await listed('head')).toEqual([expect.objectContaining({ reference, opened: false, saidBy: 'Marta Nowak' })]);
    expect(await pageAs(test, 'head', '/')).toMatch(/href="\/mistaken-cases">1 case<\/a> said to be registered by mistake/);
    expect(await pageAs(test, 'head', '/mistaken-cases')).toContain(`href="/cases/${reference}"`);
    await api.get('head', `/cases/${reference}`);
    expect([await onHome('head'), (await listed('head'))[0]?.opened, await told(before)]).toEqual([[], true, mails]);
    await api.post('head', `/cases/${reference}/facts/case-closing/${id}/corrections`, { takeBack: true, reason: 'It is another young person' });
    expect(await listed('head')).toEqual([]);
    // Whoever said so is not the one who looks.
    const again = await newest();
    await say(reference, {}, 'head');
    expect((await told(again)).map(({ name }) => name)).toEqual(['Priya Shah']);
    test.setNow('2026-10-20 11:00');
    expect([await onHome('head'), await onHome('keyContact')]).toEqual([[], [{ kind: 'mistaken-case', count: 1, firstOn: null }]]);
  });

  it('is told of a restricted case to the Virtual Head and whom it admits alone', async () => {
    const { reference } = await planAgreed(test);
    await api.post('head', `/cases/${reference}/restriction`, { because: 'must-not-be-found' });
    const told = async () => {
      await test.runJobs();
      return (await test.dataSource.query<{ name: string }[]>(`SELECT n.name FROM mistake_alert a JOIN young_person y ON y.id = a.case_id JOIN person n ON n.id = a.person_id WHERE y.reference = $1 ORDER BY a.written_at`, [reference])).map(({ name }) => name);
    };
    test.setNow('2026-10-20 12:00');
    const { id } = (await say(reference, {}, 'head')).body;
    expect(await told()).toEqual([]);
    await api.post('head', `/cases/${reference}/facts/case-closing/${id}/corrections`, { takeBack: true, reason: 'It is another young person' });
    expect((await api.post('head', `/cases/${reference}/admissions`, { admittedPersonId: test.region.people.keyContact })).status).toBeLessThan(300);
    await say(reference, {}, 'head');
    expect(await told()).toEqual(['Priya Shah']);
  });

  it('is in no ordinary list, is found by its reference, and opens with the right case beside it', async () => {
    const [{ reference }, right] = [await planAgreed(test), await planAgreed(test)];
    test.setNow('2026-10-20 12:00');
    expect(await found()).toEqual(expect.arrayContaining([reference, right.reference]));
    const locals = async () => (await api.get<{ items: { reference: string }[] }>('neighbourContact', '/local-cases?limit=200')).body.items.map((one) => one.reference);
    expect(await locals()).toContain(reference);
    expect(await pageAs(test, 'manager', `/cases/${reference}/records/case-closing/new`)).toMatch(/The case was registered by mistake[\s\S]*the reference of the right case/);
    const handedOver = async () => (await api.get<{ keyWorkerOf: { reference: string }[] }>('manager', `/people/${test.region.people.keyWorker}/handover`)).body.keyWorkerOf.map((one) => one.reference);
    const counted = async () => {
      const { body: coverage } = await api.get<{ items: { clause: string; inTime: number }[] }>('keyContact', '/coverage');
      return coverage.items.find(({ clause }) => clause === 'KW3');
    };
    const before = await counted();
    expect(await handedOver()).toContain(reference);
    const { body } = await say(reference, { rightCase: right.reference });
    expect((await handedOver()).filter((one) => [reference, right.reference].includes(one))).toEqual([right.reference]);
    expect((await counted())?.inTime).toBe((before?.inTime ?? 0) - 1);
    expect(await found()).toContain(right.reference);
    expect(await found()).not.toContain(reference);
    expect(await locals()).not.toContain(reference);
    expect(await found(reference.toLowerCase())).toEqual([reference]);
    expect((await api.get('keyContact', `/cases/${reference}`)).body).toMatchObject({ ended: { on: '2026-10-20', mistaken: true, rightCase: right.reference } });
    const page = await pageAs(test, 'keyContact', `/cases/${reference}`);
    expect(page).toMatch(new RegExp(`This case was registered by mistake[\\s\\S]*href="/cases/${right.reference}"`));
    await takenBack(reference, body.id);
    expect(await found()).toContain(reference);
  });

  it('takes nothing more, of whatever day, but answers; and no file changes it', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-20 12:00');
    await say(reference);
    const emergency = { whatHappened: 'Missing', raisedAt: '2026-10-19T10:00' };
    expect(await api.refusal('keyWorker', 'POST', `/cases/${reference}/emergencies`, emergency)).toEqual([409, 'CASE_ENDED']);
    const [row] = await test.dataSource.query<{ local_id: string }[]>('SELECT local_id FROM young_person WHERE reference = $1', [reference]);
    // The same young person again; somebody else with this number is another case.
    const file = `authority_code,local_id,legal_name,date_of_birth,care_status\nE08000025,${row?.local_id},Zebedee Quill,2010-03-14,in-care`;
    const { body } = await api.post<{ errors: { code: string; message: string }[] }>('administrator', '/imports/young-people', file, { 'content-type': 'text/csv' });
    expect(body.errors.map(({ code }) => code)).toEqual(['REGISTERED_BY_MISTAKE']);
    expect(body.errors[0]?.message).toContain(reference);
  });

  it('cannot be said while something urgent is open, which nobody would act on then', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-20 12:00');
    const refused = () => api.refusal('manager', 'POST', `/cases/${reference}/records/case-closing`, { happenedOn: '2026-10-20', cause: 'registered-by-mistake', notes: 'Twice' });
    const { body } = await api.post<{ id: number }>('keyWorker', `/cases/${reference}/emergencies`, { whatHappened: 'Missing' });
    expect(await refused()).toEqual([409, 'URGENT_OPEN']);
    await api.post('keyWorker', `/cases/${reference}/emergencies/${body.id}/response`, { response: 'Found, and raised in the right case' });
    await api.post('designatedPerson', `/cases/${reference}/risk-notices`, { placementId, kind: 'suspended', whatHappened: 'A fight' });
    expect(await refused()).toEqual([409, 'URGENT_OPEN']);
    // What is answered stands against nothing.
    const answered = await planAgreed(test);
    test.setNow('2026-10-20 12:00');
    const call = await api.post<{ id: number }>('keyWorker', `/cases/${answered.reference}/emergencies`, { whatHappened: 'Missing' });
    await api.post('keyWorker', `/cases/${answered.reference}/emergencies/${call.body.id}/response`, { response: 'Found, and raised in the right case' });
    expect((await say(answered.reference)).status).toBe(201);
  });

  it('writes no letter, and is not said by a correction', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-20 12:00');
    const { body } = await api.post<{ id: number }>('manager', `/cases/${reference}/records/case-closing`, { happenedOn: '2026-10-20', cause: 'died', notes: 'Told by phone' });
    const correct = (corrections: object) => api.refusal('manager', 'POST', `/cases/${reference}/facts/case-closing/${body.id}/corrections`, { ...corrections, reason: 'Typed wrongly' });
    expect(await correct({ values: { cause: 'registered-by-mistake' } })).toEqual([422, 'INVALID', 'cause: RECORD_ANEW']);
    const written = () => api.refusal('keyWorker', 'POST', `/cases/${reference}/status-letters`, LETTER);
    expect(await written()).toEqual([409, 'NOT_TRUE_ANY_MORE']);
    await takenBack(reference, body.id);
    const { body: said } = await say(reference);
    expect(await written()).toEqual([409, 'NOT_TRUE_ANY_MORE']);
    const right = await planAgreed(test);
    test.setNow('2026-10-20 12:00');
    expect(await api.refusal('manager', 'POST', `/cases/${reference}/facts/case-closing/${said.id}/corrections`, { values: { rightCase: right.reference }, reason: 'Typed wrongly' })).toEqual([422, 'INVALID', 'rightCase: RECORD_ANEW']);
  });

  it('is said by those who register cases alone, once, also of a case that has ended, and names another case that they read', async () => {
    const { reference } = await moved();
    const other = await planAgreed(test);
    test.setNow('2026-10-21 12:00');
    const refused = (more: object) => api.refusal('manager', 'POST', `/cases/${reference}/records/case-closing`, { happenedOn: '2026-10-21', cause: 'registered-by-mistake', notes: 'Twice', ...more });
    expect((await say(reference, {}, 'keyWorker')).status).toBe(403);
    expect(await refused({ rightCase: reference })).toEqual([422, 'INVALID', 'rightCase: SAME_CASE']);
    expect(await refused({ rightCase: 'LS-222222' })).toEqual([422, 'INVALID', 'rightCase: UNKNOWN_CASE']);
    expect(await refused({ cause: 'died', rightCase: other.reference })).toEqual([409, 'CASE_ENDED']);
    await say(other.reference, { happenedOn: '2026-10-21' });
    expect(await refused({ rightCase: other.reference })).toEqual([422, 'INVALID', 'rightCase: MISTAKEN_ITSELF']);
    expect((await say(reference, { happenedOn: '2026-10-21' })).status).toBe(201);
    expect(await refused({})).toEqual([422, 'INVALID', 'cause: ALREADY_SAID']);
  });
});

it('a case ends on the 25th birthday by itself, and is listed so', async () => {
  const { reference } = await planAgreed(test);
  const endedOn = async () => (await api.get<{ items: { reference: string; endedOn: string | null }[] }>('keyContact', '/cases?limit=100')).body.items.find((one) => one.reference === reference)?.endedOn;
  test.setNow('2035-03-13 23:00');
  expect(await endedOn()).toBeNull();
  test.setNow('2035-03-14 09:00');
  expect(await endedOn()).toBe('2035-03-14');
  expect(await api.refusal('keyWorker', 'POST', `/cases/${reference}/emergencies`, { whatHappened: 'Missing' })).toEqual([409, 'CASE_ENDED']);
});
