import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls, type Problem } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM } from './support/region.js';
import { caseRegistered, placementAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const cardOf = (reference: string) => `/cases/${reference}/records/contact-card-acknowledged`;
const card = (placementId: number, happenedOn: string) => ({ placementId, happenedOn, keyContactNamed: true });
const dutiesOf = async (reference: string) => {
  const { body } = await api.get<{ items: { clause: string; status: string }[] }>('keyContact', `/cases/${reference}/duties`);
  return body.items.filter(({ clause }) => clause === 'KW2' || clause === 'EP7').map(({ clause, status }) => `${clause} ${status}`).sort();
};

/** At 10:00 on Tuesday 12 May 2026: a placement is agreed for somebody whom no key worker looks after yet. */
async function withoutKeyWorker(): Promise<{ reference: string; placementId: number }> {
  const { reference } = await caseRegistered(test);
  test.setNow('2026-05-12 10:00');
  const { body } = await api.post<{ id: number }>('manager', `/cases/${reference}/placements`, { providerId: test.region.providers.ashgrove, course: 'Joinery', level: 2, startsOn: '2026-09-07' });
  return { reference, placementId: body.id };
}

describe('the contact card names a key worker and a key contact (KW2, EP7)', () => {
  it('is not acknowledged while nobody is key worker; says who was told; and is, once the first key worker is there', async () => {
    const { reference, placementId } = await withoutKeyWorker();
    expect(await pageAs(test, 'designatedPerson', `${cardOf(reference)}/new`)).toMatch(/Key worker<\/p>\s*<p class="app-contact__name">Nobody now/);
    const { body } = await api.post<Problem>('designatedPerson', cardOf(reference), card(placementId, '2026-05-12'));
    expect([body.status, body.code, body.reasons.map(({ code }) => code)]).toEqual([409, 'NOBODY_NAMED', ['NO_KEY_WORKER']]);
    expect(body.detail).toMatch(/team manager.*\(SC1\)/);
    test.setNow('2026-06-20 10:00');
    await api.post('manager', `/cases/${reference}/key-worker`, { personId: test.region.people.keyWorker, kind: 'social-worker', authorityToActConfirmed: true });
    expect(await dutiesOf(reference)).toEqual(['EP7 open', 'KW2 open']);
    expect(await api.refusal('designatedPerson', 'POST', cardOf(reference), card(placementId, '2026-06-19'))).toEqual([409, 'NOBODY_NAMED', ': NO_KEY_WORKER']);
    expect(await api.post('designatedPerson', cardOf(reference), card(placementId, '2026-06-20'))).toMatchObject({ status: 201 });
    expect(await dutiesOf(reference)).toEqual(['EP7 met', 'KW2 met']);
  });

  it('reminds the designated person of what waits for them before the start', async () => {
    const { reference } = await withoutKeyWorker();
    test.setNow('2026-09-06 09:00');
    await api.post('manager', `/cases/${reference}/key-worker`, { personId: test.region.people.keyWorker, kind: 'social-worker', authorityToActConfirmed: true });
    await test.runJobs();
    const told = await test.dataSource.query<{ name: string }[]>(
      `SELECT DISTINCT p.name FROM notice n JOIN duty d ON d.id = n.duty_id JOIN young_person y ON y.id = d.case_id JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id JOIN person p ON p.id = m.person_id WHERE d.clause = 'EP7' AND y.reference = $1`, [reference]); // prettier-ignore
    expect(told).toEqual([{ name: 'Dan Pike' }]);
  });

  it('keeps nothing any more once it turns out that nobody was key worker that day', async () => {
    const { reference, placementId, keyWorkerId } = await placementAgreed(test);
    await api.post('designatedPerson', cardOf(reference), card(placementId, '2026-05-20'));
    expect(await dutiesOf(reference)).toEqual(['EP7 met', 'KW2 met']);
    await api.post('manager', `/cases/${reference}/facts/key-worker/${keyWorkerId}/corrections`, { takeBack: true, reason: 'Another case' });
    expect(await dutiesOf(reference)).toEqual(['EP7 open', 'KW2 open']);
  });

  it('is not acknowledged while the Virtual School has no key contact', async () => {
    const { reference, placementId } = await placementAgreed(test);
    const posts = await api.get<{ items: { id: number; post: string }[] }>('head', `/posts?authority=${BIRMINGHAM}`);
    const held = posts.body.items.find(({ post }) => post === 'key-contact');
    test.setNow('2026-05-21 10:00');
    expect(await api.post('head', `/posts/${held?.id}/ending`, { lastOn: '2026-05-20' })).toMatchObject({ status: 204 });
    const { body } = await api.post<Problem>('designatedPerson', cardOf(reference), card(placementId, '2026-05-21'));
    expect([body.status, body.code, body.reasons.map(({ code }) => code)]).toEqual([409, 'NOBODY_NAMED', ['NO_KEY_CONTACT']]);
    expect(body.detail).toMatch(/Virtual Head.*\(VS1\)/);
  });
});
