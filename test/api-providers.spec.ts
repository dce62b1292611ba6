import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

interface Read {
  placements: { id: number; provider: { name: string }; plans: object[]; reviews: object[]; designatedPeople: object[]; allowed: string[] }[];
  riskNotices: { placementId: number }[];
  emergencies: { placementId: number }[];
  duties: { placementId: number | null }[];
  allowed: string[];
}

const RISK = { kind: 'suspended', whatHappened: 'A fight in the canteen' };
const SECTION = { text: 'Not to be told at Ashgrove' };
const REVIEW = { heldOn: '2026-10-30', attended: ['key-worker'], feelsSafe: 'yes', present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good' };
const CALL = { to: 'key-worker', outcome: 'spoke' };
const MEETING = { heldOn: '2026-10-30', present: 'All', outcome: 'stays', notes: 'Back on Monday' };

/** He leaves Ashgrove on 18 August 2026 for Elmfield, which suspends him at 16:00 on Friday 30 October, 73 days later. */
async function movedToElmfield() {
  const { reference, placementId: former, keyWorkerId } = await planAgreed(test);
  test.setNow('2026-08-18 10:00');
  await api.post('keyWorker', `/cases/${reference}/placements/${former}/ending`, { kind: 'transferred' });
  const input = { providerId: test.region.providers.elmfield, course: 'A levels', level: 3, startsOn: '2026-09-07' };
  const { id: placementId } = (await api.post<{ id: number }>('keyWorker', `/cases/${reference}/placements`, input)).body;
  await api.put('keyWorker', `/cases/${reference}/placements/${placementId}/plan/sections/safeguarding`, SECTION);
  test.setNow('2026-10-30 16:00');
  await api.post('otherDesignatedPerson', `/cases/${reference}/emergencies`, { whatHappened: 'Missing', placementId });
  const { id: noticeId } = (await api.post<{ id: number }>('otherDesignatedPerson', `/cases/${reference}/risk-notices`, { placementId, ...RISK })).body;
  return { base: `/cases/${reference}`, former, placementId, noticeId, keyWorkerId };
}

/** What is owed for a time before the end, or to somebody who asked before it. */
const RETURNS_AND_ANSWERS = [
  'view-answer.record', 'good-enough-answer.record', 'joint-action-done.record', 'attendance-return.record', 'term-return.record', 'outcome-return.record', 'challenge-answer.record',
];

describe("a designated person of a former provider", () => {
  it("does nothing about another provider's placement, and about their own nothing of a day after its end", async () => {
    const { base, former, placementId, noticeId, keyWorkerId } = await movedToElmfield();
    const acts = (id: number): ['POST' | 'PUT', string, object][] => [
      ['POST', `${base}/placements/${id}/ending`, { kind: 'left-early' }],
      ['PUT', `${base}/placements/${id}/plan/sections/safeguarding`, SECTION],
      ['POST', `${base}/placements/${id}/plan/agreements`, { party: 'designated-person', witness: 'Priya Shah' }],
      ['POST', `${base}/placements/${id}/reviews`, REVIEW],
      ['POST', `${base}/placements/${id}/key-worker-acknowledgements`, { keyWorkerId }],
      ['POST', `${base}/risk-notices`, { placementId: id, ...RISK }],
      ['POST', `${base}/emergencies`, { placementId: id, whatHappened: 'Missing' }],
    ];
    const onNotice: ['POST', string, object][] = [['POST', `${base}/risk-notices/${noticeId}/calls`, CALL], ['POST', `${base}/risk-notices/${noticeId}/meetings`, MEETING]];
    for (const [method, path, body] of acts(placementId)) {
      expect([path, ...(await api.refusal('designatedPerson', method, path, body))]).toEqual([path, 403, 'NOT_ALLOWED']);
    }
    // Of their own what happened before the end would still be taken; none of these did.
    const answers: unknown[] = [];
    for (const [method, path, body] of acts(former).slice(0, -1)) answers.push((await api.refusal('designatedPerson', method, path, body)).slice(0, 2));
    expect(answers).toEqual([[403, 'NOT_ALLOWED'], [403, 'NOT_ALLOWED'], [409, 'ALREADY_AGREED'], [409, 'PLACEMENT_ENDED'], [403, 'NOT_ALLOWED'], [409, 'PLACEMENT_ENDED']]);
    // But an emergency is raised by whoever learns of it.
    expect((await api.post('designatedPerson', `${base}/emergencies`, { placementId: former, whatHappened: 'Missing' })).status).toBe(201);
    for (const [method, path, body] of onNotice) expect([path, ...(await api.refusal('designatedPerson', method, path, body))]).toEqual([path, 404, 'NOT_FOUND']);
    expect((await api.post('otherDesignatedPerson', `${base}/risk-notices/${noticeId}/calls`, CALL)).status).toBe(201);
  });

  it("reads of another provider's placement that there is one, and its dates; the key worker reads all of it", async () => {
    const { base, former, placementId, noticeId } = await movedToElmfield();
    const { body } = await api.get<Read>('designatedPerson', base);
    // What they may still record is of before the end of their own.
    for (const action of ['placement.end', 'plan.write', 'key-worker-notice.acknowledge']) expect(body.allowed).not.toContain(action);
    expect(body.allowed).toEqual(expect.arrayContaining(['risk-call.record', 'professionals-meeting.record', 'emergency.raise', ...RETURNS_AND_ANSWERS, 'fact.correct']));
    expect(body.placements.map(({ id, plans }) => [id, plans.length])).toEqual([[placementId, 0], [former, 1]]);
    expect(body.placements[0]).toMatchObject({ provider: { name: 'Elmfield Sixth Form' }, reviews: [], designatedPeople: [], allowed: [] });
    expect([body.riskNotices, body.emergencies]).toEqual([[], []]);
    expect(body.duties.filter((duty) => duty.placementId === placementId)).toEqual([]);
    const { items } = (await api.get<{ items: { caseReference: string }[] }>('designatedPerson', '/duties?limit=100')).body;
    expect(items.filter(({ caseReference }) => base.endsWith(caseReference))).toEqual([]);
    expect(JSON.stringify(body)).not.toContain(SECTION.text);
    expect(await api.refusal('designatedPerson', 'GET', `${base}/risk-notices/${noticeId}`)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('designatedPerson', 'GET', `${base}/placements/${placementId}/plan`)).toEqual([404, 'NOT_FOUND']);
    const all = (await api.get<Read>('keyWorker', base)).body;
    expect([all.placements.map(({ plans }) => plans.length), all.riskNotices.length, all.emergencies.length]).toEqual([[1, 1], 1, 1]);
  });
});

describe('an ending by the provider', () => {
  it('on 1 October is a breach, although the procedure was followed on 15 October, before it was recorded', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-15 16:00');
    const { id } = (await api.post<{ id: number }>('designatedPerson', `/cases/${reference}/risk-notices`, { placementId, ...RISK })).body;
    await test.runJobs();
    for (const to of ['key-worker', 'key-contact']) await api.post('designatedPerson', `/cases/${reference}/risk-notices/${id}/calls`, { to, outcome: 'spoke' });
    await api.post('designatedPerson', `/cases/${reference}/risk-notices/${id}/meetings`, { ...MEETING, heldOn: '2026-10-15' });
    const path = `/cases/${reference}/placements/${placementId}/ending`;
    const late = { kind: 'permanently-excluded', endedOn: '2026-10-01' };
    expect(await api.refusal('designatedPerson', 'POST', path, late)).toEqual([409, 'PROCEDURE_NOT_FOLLOWED', ': NO_RISK_NOTICE']);
    const { body } = await api.post('designatedPerson', path, { ...late, alreadyHappened: true });
    expect(body).toMatchObject({ ending: { breach: true, endedOn: '2026-10-01' } });
  });
});

describe('the limited view', () => {
  it("opens none of the full view's questions to another authority's Virtual School", async () => {
    const { base } = await movedToElmfield();
    expect(await api.refusal('neighbourContact', 'GET', `${base}/messages`)).toEqual([403, 'NOT_ALLOWED']);
  });
});
