import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
