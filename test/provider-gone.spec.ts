import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roleHolders, roleKey } from '../src/notifications/role-holders.js';
import { ApiCalls, type Problem } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

/** The placement is completed on Friday 25 June 2027; it is Wednesday 29 September, and its provider sees it no more since the 24th. */
async function gone(endedOn = '2027-06-25') {
  const { reference, placementId } = await planAgreed(test);
  test.setNow('2027-07-05 09:00');
  await api.post('designatedPerson', `/cases/${reference}/placements/${placementId}/ending`, { kind: 'completed', endedOn });
  test.setNow('2027-09-29 09:00');
  return { reference, records: `/cases/${reference}/records`, placementId };
}

const OUTCOME = { year: '2026-27', achieved: 'yes', qualification: 'Diploma in Carpentry', level: 2, progression: 'next level', valueAdded: 'positive' };

describe('once a provider no longer sees a placement', () => {
  it('the key contact records the return that it owes, in its place (EP15)', async () => {
    const { reference, records, placementId } = await gone();
    const body = { placementId, happenedOn: '2027-09-29', ...OUTCOME };
    expect((await api.refusal('designatedPerson', 'POST', `${records}/outcome-return`, body))[0]).toBe(404);
    expect((await api.refusal('keyWorker', 'POST', `${records}/outcome-return`, body)).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.post('keyContact', `${records}/outcome-return`, body)).toMatchObject({ status: 201, body: { details: { onBehalfOf: 'designated-person' } } });
    const duties = await api.get<{ items: { key: string; status: string }[] }>('keyContact', `/cases/${reference}/duties`);
    expect(duties.body.items.find(({ key }) => key.endsWith('/outcomes-2026-27'))?.status).toBe('met');
  });

  it('the key contact is reminded of it, not who can open it no more; as long as the provider sees the placement, its designated person', async () => {
    const told = async (placementId: number) => (await test.dataSource.query<{ name: string }[]>(
      `SELECT DISTINCT p.name FROM notice n JOIN duty d ON d.id = n.duty_id JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id JOIN person p ON p.id = m.person_id
       WHERE d.key LIKE $1 AND m.written_at > $2`, [`EP15/placement-${placementId}/%outcomes-2026-27`, '2027-09-01'])).map(({ name }) => name);
    // Ended on 2 July it is seen until 30 September.
    const { placementId } = await gone('2027-07-02');
    await test.runJobs();
    test.setNow('2027-09-30 09:00');
    await test.runJobs();
    expect(await told(placementId)).toEqual(['Dan Pike']);
    const after = await gone();
    await test.runJobs();
    test.setNow('2027-09-30 09:00');
    await test.runJobs();
    expect(await told(after.placementId)).toEqual(['Priya Shah']);
    const [mail] = await test.dataSource.query<{ text: string }[]>('SELECT text FROM message WHERE person_id = $1 ORDER BY id DESC LIMIT 1', [test.region.people.keyContact]);
    expect(mail?.text).toContain('Virtual School key contact, in the place of the designated person');
  });

  it('the key contact answers a view that was put to it before, in its place (EP5); nobody else, and not while the provider sees it', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2027-06-21 09:00');
    const records = `/cases/${reference}/records`;
    const { body: view } = await api.post<{ id: number }>('keyWorker', `${records}/view`, { placementId, happenedOn: '2027-06-21', addressedTo: 'designated-person', ownWords: 'Nobody listened' });
    test.setNow('2027-06-28 09:00');
    await api.post('designatedPerson', `/cases/${reference}/placements/${placementId}/ending`, { kind: 'completed', endedOn: '2027-06-25' });
    const answer = (happenedOn: string) => ({ aboutId: view.id, happenedOn, howTold: 'phone', whatWasDone: 'We listened' });
    test.setNow('2027-09-23 09:00');
    expect((await api.refusal('keyContact', 'POST', `${records}/view-answer`, answer('2027-09-23'))).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
    test.setNow('2027-09-29 09:00');
    for (const who of ['keyWorker', 'manager'] as const) expect((await api.refusal(who, 'POST', `${records}/view-answer`, answer('2027-09-29'))).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.post('keyContact', `${records}/view-answer`, answer('2027-09-29'))).toMatchObject({ status: 201, body: { details: { onBehalfOf: 'designated-person' } } });
    const duties = await api.get<{ items: { key: string; status: string }[] }>('keyContact', `/cases/${reference}/duties`);
    expect(duties.body.items.find(({ key }) => key === `EP5/view-${view.id}`)?.status).toMatch(/^met/);
  });

  it('nobody records it in the place of a provider that still sees the placement', async () => {
    const { records, placementId } = await gone();
    test.setNow('2027-09-23 09:00');
    const body = { placementId, happenedOn: '2027-09-23', ...OUTCOME };
    expect((await api.refusal('keyContact', 'POST', `${records}/outcome-return`, body)).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.post('designatedPerson', `${records}/outcome-return`, body)).toMatchObject({ status: 201 });
  });

  it.each([
    ['view', 'keyWorker', { addressedTo: 'designated-person', ownWords: 'Nobody listened' }],
    ['challenge', 'keyContact', { to: 'designated-person', what: 'Why?' }],
    ['challenge', 'keyContact', { to: 'signatory', what: 'Why?' }],
    ['joint-action', 'keyContact', { owner: 'designated-person', dueOn: '2027-10-10', what: 'Send the certificate' }],
  ] as const)('a %s by %s is not put to it: it says whom to ask instead', async (kind, who, body) => {
    const { records, placementId } = await gone();
    const { body: refused } = await api.post<Problem>(who, `${records}/${kind}`, { placementId, happenedOn: '2027-09-29', ...body });
    expect([refused.status, refused.code, refused.detail]).toEqual([409, 'PROVIDER_GONE', expect.stringMatching(/key contact.*under the agreement/)]);
  });
});

/** The view of 21 September 2026 that is put to the designated person; the case is restricted, and the placement ends on Friday 2 October. It is Monday the 5th. */
async function endedWhileRestricted() {
  const { reference, placementId } = await planAgreed(test);
  const base = `/cases/${reference}`;
  test.setNow('2026-09-21 09:00');
  const { body: view } = await api.post<{ id: number }>('keyWorker', `${base}/records/view`, { placementId, happenedOn: '2026-09-21', addressedTo: 'designated-person', ownWords: 'Nobody listened' });
  expect((await api.post('head', `${base}/restriction`, { because: 'other' })).status).toBe(204);
  test.setNow('2026-10-02 09:00');
  const RETURN = { placementId, happenedOn: '2026-10-02', month: '2026-09', possible: 40, attended: 38, authorised: 1 };
  expect((await api.refusal('head', 'POST', `${base}/records/attendance-return`, RETURN)).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
  await api.post('keyWorker', `${base}/placements/${placementId}/ending`, { kind: 'completed', endedOn: '2026-10-02' });
  test.setNow('2026-10-05 09:00');
  return { reference, base, placementId, RETURN, answer: { aboutId: view.id, happenedOn: '2026-10-05', howTold: 'phone', whatWasDone: 'We listened' } };
}

const holdersOf = async (reference: string, placementId: number) => {
  const [{ id: caseId } = { id: 0 }] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
  const wanted = { caseId, placementId, role: 'designated-person' } as const;
  return (await roleHolders(test.dataSource.manager, [wanted], new Date('2026-10-05T08:00:00Z'))).get(roleKey(wanted))?.map(({ name, role, providerGone }) => [name, role, providerGone]);
};

describe('in a restricted case, whose provider sees the placement until its end', () => {
  it('the Virtual Head does what it still owes from then on, or the key contact whom the case admits', async () => {
    const { reference, base, placementId, RETURN, answer } = await endedWhileRestricted();
    expect(await holdersOf(reference, placementId)).toEqual([['Hugh Farrow', 'virtual-head', true]]);
    for (const who of ['designatedPerson', 'keyContact'] as const) expect((await api.refusal(who, 'POST', `${base}/records/attendance-return`, RETURN))[0]).toBe(404);
    expect((await api.refusal('keyWorker', 'POST', `${base}/records/attendance-return`, RETURN)).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.post('head', `${base}/records/attendance-return`, RETURN)).toMatchObject({ status: 201, body: { details: { onBehalfOf: 'designated-person' } } });
    expect((await api.post('head', `${base}/admissions`, { admittedPersonId: test.region.people.keyContact })).status).toBe(204);
    expect(await holdersOf(reference, placementId)).toEqual([['Priya Shah', 'key-contact', true]]);
    expect(await api.post('keyContact', `${base}/records/view-answer`, answer)).toMatchObject({ status: 201, body: { details: { onBehalfOf: 'designated-person' } } });
  });

  it('nothing new is put to it', async () => {
    const { base, placementId } = await endedWhileRestricted();
    const view = { placementId, happenedOn: '2026-10-05', addressedTo: 'designated-person', ownWords: 'Nobody listened' };
    expect((await api.refusal('keyWorker', 'POST', `${base}/records/view`, view)).slice(0, 2)).toEqual([409, 'PROVIDER_GONE']);
  });

  it('where its designated person is admitted, it sees the placement for 90 days, and does it itself', async () => {
    const { reference, base, placementId, RETURN } = await endedWhileRestricted();
    expect((await api.post('head', `${base}/admissions`, { admittedPersonId: test.region.people.designatedPerson })).status).toBe(204);
    expect(await holdersOf(reference, placementId)).toEqual([['Dan Pike', 'designated-person', undefined]]);
    expect((await api.refusal('head', 'POST', `${base}/records/attendance-return`, RETURN)).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.post('designatedPerson', `${base}/records/attendance-return`, RETURN)).status).toBe(201);
  });
});

describe('once a provider is gone, the Virtual Head stands in for the key contact', () => {
  it('where nobody holds that post: records the return, and the mail says why it is theirs', async () => {
    const { records, placementId } = await gone();
    await test.dataSource.query(`UPDATE post_holding SET until_on = '2027-09-01' WHERE post = 'key-contact' AND person_id = $1`, [test.region.people.keyContact]);
    await test.runJobs();
    test.setNow('2027-09-30 09:00');
    await test.runJobs();
    const [mail] = await test.dataSource.query<{ text: string }[]>(`SELECT text FROM message WHERE person_id = $1 AND text LIKE '%in the place of%' ORDER BY id DESC LIMIT 1`, [test.region.people.head]);
    expect(mail?.text).toContain('Virtual Head, in the place of the designated person, who no longer sees this young person, and nobody is Virtual School key contact here now');
    expect(mail?.text).not.toContain('nobody is designated person');
    expect(await api.post('head', `${records}/outcome-return`, { placementId, happenedOn: '2027-09-30', ...OUTCOME })).toMatchObject({ status: 201, body: { details: { onBehalfOf: 'designated-person' } } });
    await test.dataSource.query(`UPDATE post_holding SET until_on = NULL WHERE post = 'key-contact' AND person_id = $1`, [test.region.people.keyContact]);
  });

  it('where the key contact asked it themselves: nobody answers their own question (P2)', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2027-06-21 09:00');
    const records = `/cases/${reference}/records`;
    const { body: question } = await api.post<{ id: number }>('keyContact', `${records}/good-enough-question`, { placementId, happenedOn: '2027-06-21', askedBy: 'somebody in the case', addressedTo: 'designated-person', decision: 'No laptop' });
    test.setNow('2027-06-28 09:00');
    await api.post('designatedPerson', `/cases/${reference}/placements/${placementId}/ending`, { kind: 'completed', endedOn: '2027-06-25' });
    test.setNow('2027-09-29 09:00');
    const answer = { aboutId: question.id, happenedOn: '2027-09-29', changed: 'yes', howTold: 'phone', answer: 'They got one' };
    expect((await api.refusal('keyContact', 'POST', `${records}/good-enough-answer`, answer)).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.post('head', `${records}/good-enough-answer`, answer)).toMatchObject({ status: 201, body: { details: { onBehalfOf: 'designated-person' } } });
  });
});

describe('after a breach', () => {
  it.each(['keyContact', 'head'] as const)('the calls and the meeting that the provider still owes are recorded in its place, by %s (EP11, EP11M)', async (who) => {
    const { reference, placementId } = await planAgreed(test);
    const base = `/cases/${reference}`;
    test.setNow('2026-10-05 09:00');
    const { body: notice } = await api.post<{ id: number }>('designatedPerson', `${base}/risk-notices`, { placementId, kind: 'at-risk', whatHappened: 'A fight' });
    await api.post('designatedPerson', `${base}/placements/${placementId}/ending`, { kind: 'permanently-excluded', endedOn: '2026-10-05', alreadyHappened: true });
    const [call, meeting] = [{ to: 'key-worker', outcome: 'spoke', spokeTo: 'Kofi Mensah' }, { heldOn: '2026-10-12', present: 'All', outcome: 'ends', notes: 'Where they go on' }];
    const at = `${base}/risk-notices/${notice.id}`;
    test.setNow('2026-12-01 09:00');
    expect((await api.refusal(who, 'POST', `${at}/calls`, call)).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
    test.setNow('2027-01-11 09:00');
    expect((await api.refusal('designatedPerson', 'POST', `${at}/calls`, call))[0]).toBe(404);
    expect((await api.refusal('keyWorker', 'POST', `${at}/meetings`, meeting)).slice(0, 2)).toEqual([403, 'NOT_ALLOWED']);
    expect([(await api.post(who, `${at}/calls`, call)).status, (await api.post(who, `${at}/meetings`, meeting)).status]).toEqual([201, 201]);
    const duties = await api.get<{ items: { key: string; status: string }[] }>(who, `${base}/duties`);
    expect(duties.body.items.filter(({ key }) => [`EP11/notice-${notice.id}/phone/key-worker`, `EP11M/notice-${notice.id}`].includes(key)).map(({ status }) => status)).toEqual(['met late', 'met']);
  });
});
