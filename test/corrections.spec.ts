import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { correcting, MISTAKE, REASON, type Case, type Duty } from './support/correcting.js';
import { emergencyRaised, keyWorkerAssigned, placementAgreed, planAgreed, planMissed, reviewHeld, suspension } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
let on: ReturnType<typeof correcting>;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  on = correcting(test, api);
});
afterAll(() => test.close());

const duty = async (reference: string, key: string): Promise<Duty | undefined> => (await on.read(reference)).duties.find((one) => one.key === key);

describe('a corrected date', () => {
  it('moves the duty that is counted from it: a start on 14 September 2026 instead of the 7th, the plan by 14 October', async () => {
    const { reference, placementId } = await placementAgreed(test);
    expect(await duty(reference, `KW3/placement-${placementId}`)).toMatchObject({ dueOn: '2026-10-07' });
    const { status, body, headers } = await on.correct('keyWorker', reference, `placement/${placementId}`, { reason: REASON, values: { startsOn: '2026-09-14' } });
    expect([status, body]).toEqual([201, expect.objectContaining({ fact: 'placement', takenBack: false, correctedByName: 'Kofi Mensah' })]);
    expect(headers.etag).toBe((await api.get('keyWorker', `/cases/${reference}`)).headers.etag);
    expect(await duty(reference, `KW3/placement-${placementId}`)).toMatchObject({ dueOn: '2026-10-14' });
    await on.expectNothingStale(reference);
  });

  it('is kept with what was said before, by whom, when and why; the trail names the field', async () => {
    const { reference, placementId } = await placementAgreed(test);
    test.setNow('2026-05-21 11:00');
    await on.correct('keyContact', reference, `placement/${placementId}`, { reason: REASON, values: { startsOn: '2026-09-14', level: 3 } });
    const { body } = await api.get<{ items: object[] }>('keyWorker', `/cases/${reference}/corrections`);
    expect(body.items).toEqual([{
      id: expect.any(Number), fact: 'placement', factId: placementId, name: 'placement', takenBack: false, reason: REASON, correctedByName: 'Priya Shah', correctedAt: '2026-05-21T10:00:00Z',
      changes: expect.arrayContaining([
        { field: 'startsOn', label: 'When does it start?', before: 'Monday 7 September 2026', after: 'Monday 14 September 2026' },
        { field: 'level', label: 'Level', before: '2', after: '3' },
      ]),
    }]);
    const { body: trail } = await api.get<{ items: { event: string; subject: string; fields: string[] }[] }>('keyWorker', `/cases/${reference}/timeline?kind=changes`);
    expect(trail.items[0]).toMatchObject({ event: 'fact.correct', subject: `placement-${placementId}`, fields: ['startsOn', 'level'] });
    await expect(test.dataSource.query('UPDATE correction SET reason = $1', ['another'])).rejects.toThrow('insert only');
  });

  it('of a review moves the next one: held on 6 October 2026, the next by 6 April 2027', async () => {
    const { reference, placementId, reviewId } = await reviewHeld(test);
    const key = `KW4/placement-${placementId}/after-review-${reviewId}`;
    expect(await duty(reference, key)).toMatchObject({ dueOn: '2027-04-20' });
    await on.correct('keyWorker', reference, `review/${reviewId}`, { reason: REASON, values: { heldOn: '2026-10-06' } });
    expect(await duty(reference, key)).toMatchObject({ dueOn: '2027-04-06' });
  });

  it('of an agreement to the plan makes it late', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-20 09:00');
    const [agreement] = (await on.read(reference)).placements[0]?.plans[0]?.agreements ?? [];
    await on.correct('keyWorker', reference, `plan-agreement/${agreement?.id}`, { reason: REASON, values: { agreedAt: '2026-10-15T10:00' } });
    expect(await duty(reference, `KW3/placement-${placementId}`)).toMatchObject({ outcome: 'met', late: true });
    await on.correct('keyWorker', reference, `plan-agreement/${agreement?.id}`, { reason: REASON, values: { witness: 'Sally Webb' } });
    await on.correct('keyWorker', reference, `plan-agreement/${agreement?.id}`, MISTAKE);
    expect(await duty(reference, `KW3/placement-${placementId}`)).toMatchObject({ outcome: 'open' });
    expect((await api.post('keyWorker', `/cases/${reference}/placements/${placementId}/plan/agreements`, { party: agreement?.party, reasonAfterStart: 'Found late' })).status).toBe(201);
    await on.expectNothingStale(reference);
  });

  it("of a young person's birth moves the end of Year 11", async () => {
    const { reference } = await keyWorkerAssigned(test);
    const { body } = await api.get<{ id: number }>('manager', `/cases/${reference}`);
    await on.correct('manager', reference, `young-person/${body.id}`, { reason: REASON, values: { bornOn: '2009-03-14' } });
    expect((await api.get('manager', `/cases/${reference}`)).body).toMatchObject({ bornOn: '2009-03-14', age: 17 });
    await on.expectNothingStale(reference);
  });
});

describe('a fact taken back', () => {
  it('that was the end of a placement reopens it, with everything that was owed', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-01 10:00');
    await api.post('keyWorker', `/cases/${reference}/placements/${placementId}/ending`, { kind: 'left-early' });
    const { ending } = (await on.read(reference)).placements[0] ?? {};
    expect((await on.read(reference)).duties.filter(({ key, outcome }) => key.startsWith('KW4') && outcome === 'open')).toEqual([]);
    await on.correct('keyWorker', reference, `placement-ending/${ending?.id}`, MISTAKE);
    const reopened = await on.read(reference);
    expect(reopened.placements[0]?.ending).toBeNull();
    expect(reopened.duties.filter(({ key, outcome }) => key.startsWith('KW4') && outcome === 'open')).toHaveLength(1);
    await on.expectNothingStale(reference);
    expect((await api.post('keyWorker', `/cases/${reference}/placements/${placementId}/ending`, { kind: 'transferred' })).status).toBe(201);
  });

  it('that was a risk notice closes its duties, which say so; calls and meetings have to be taken back before it', async () => {
    const { reference, noticeId } = await suspension(test);
    await api.post('designatedPerson', `/cases/${reference}/risk-notices/${noticeId}/calls`, { to: 'key-worker', outcome: 'spoke' });
    expect(await on.refused('designatedPerson', reference, `risk-notice/${noticeId}`, MISTAKE)).toEqual([409, 'HAS_FACTS', ': HANGS_ON_IT']);
    const [call] = (await on.read(reference)).riskNotices[0]?.calls ?? [];
    await on.correct('designatedPerson', reference, `risk-call/${call?.id}`, MISTAKE);
    await on.correct('designatedPerson', reference, `risk-notice/${noticeId}`, MISTAKE);
    const after = await on.read(reference);
    expect(after.riskNotices).toEqual([]);
    expect(after.duties.filter(({ key }) => key.startsWith(`EP11/notice-${noticeId}/`)).map(({ outcome, because }) => `${outcome}: ${because}`)).toEqual(
      Array(4).fill('no longer owed: the fact it came from was taken back'),
    );
    expect(await api.refusal('designatedPerson', 'GET', `/cases/${reference}/risk-notices/${noticeId}`)).toEqual([404, 'NOT_FOUND']);
    expect(await on.refused('designatedPerson', reference, `risk-notice/${noticeId}`, MISTAKE)).toEqual([404, 'NOT_FOUND']);
  });

  it('that was a placement is gone for its provider, from the list of cases too', async () => {
    const { reference, placementId } = await placementAgreed(test);
    const listed = async () => (await api.get<{ items: { reference: string }[] }>('designatedPerson', '/cases?limit=100')).body.items.some((one) => one.reference === reference);
    expect(await listed()).toBe(true);
    await on.correct('keyWorker', reference, `placement/${placementId}`, MISTAKE);
    expect(await listed()).toBe(false);
    expect(await api.refusal('designatedPerson', 'GET', `/cases/${reference}`)).toEqual([404, 'NOT_FOUND']);
    expect((await on.read(reference)).placements).toEqual([]);
    expect((await api.get<{ items: { reference: string; providerNames: string[] }[] }>('keyWorker', '/cases?limit=100')).body.items.find((one) => one.reference === reference)).toMatchObject({ providerNames: [] });
    await on.expectNothingStale(reference);
  });

  it('that was a review may be recorded again on the same day', async () => {
    const { reference, placementId, reviewId } = await reviewHeld(test);
    const review = { heldOn: '2026-10-20', attended: ['key-worker'], feelsSafe: 'yes', present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good' };
    expect(await on.refused('keyWorker', reference, `placement/${placementId}`, MISTAKE)).toEqual([409, 'HAS_FACTS', ': HANGS_ON_IT']);
    await on.correct('keyWorker', reference, `review/${reviewId}`, MISTAKE);
    expect((await on.read(reference)).placements[0]?.reviews).toEqual([]);
    expect((await api.post('keyWorker', `/cases/${reference}/placements/${placementId}/reviews`, review)).status).toBe(201);
  });

  it("that was the response to an emergency opens it again, and the emergency's own goes after it", async () => {
    const { reference, emergencyId } = await emergencyRaised(test);
    const key = `KW8/emergency-${emergencyId}`;
    await api.post('keyWorker', `/cases/${reference}/emergencies/${emergencyId}/response`, { response: 'Found' });
    expect(await on.refused('keyWorker', reference, `emergency/${emergencyId}`, MISTAKE)).toEqual([409, 'HAS_FACTS', ': HANGS_ON_IT']);
    await on.correct('keyWorker', reference, `emergency-response/${emergencyId}`, MISTAKE);
    expect(await duty(reference, key)).toMatchObject({ outcome: 'open' });
    await on.correct('keyWorker', reference, `emergency/${emergencyId}`, MISTAKE);
    expect(await duty(reference, key)).toMatchObject({ outcome: 'no longer owed' });
    expect((await on.read(reference)).emergencies).toEqual([]);
  });

  it("that was a key worker's time leaves the case to nobody: they see it no more", async () => {
    const { reference, keyWorkerId } = await keyWorkerAssigned(test);
    expect((await on.correct('keyWorker', reference, `key-worker/${keyWorkerId}`, MISTAKE)).status).toBe(201);
    expect(await api.refusal('keyWorker', 'GET', `/cases/${reference}`)).toEqual([404, 'NOT_FOUND']);
    const { body } = await api.get<Case>('manager', `/cases/${reference}`);
    expect(body.keyWorkers).toEqual([]);
    expect(body.duties.filter(({ key, outcome }) => key.startsWith('SC1') && outcome === 'open')).toHaveLength(1);
  });

  it('that was a reason why a duty is no longer owed puts it back into the queue', async () => {
    const { reference, placementId, escalationId } = await planMissed(test);
    await api.post('keyContact', `/escalations/${escalationId}/resolve`, { reason: 'It never began' });
    const released = await duty(reference, `KW3/placement-${placementId}`);
    expect(released).toMatchObject({ outcome: 'no longer owed', because: 'It never began' });
    await on.correct('keyContact', reference, `duty-release/${released?.releaseId}`, MISTAKE);
    expect(await duty(reference, `KW3/placement-${placementId}`)).toMatchObject({ outcome: 'open', escalationId, releaseId: null });
  });
});

describe("a provider's procedure that is corrected", () => {
  it('makes its ending a breach when the call was a mistake, and no breach once it is the young person who left', async () => {
    const { reference, placementId, noticeId } = await suspension(test);
    await test.runJobs();
    for (const to of ['key-worker', 'key-contact']) await api.post('designatedPerson', `/cases/${reference}/risk-notices/${noticeId}/calls`, { to, outcome: 'spoke' });
    await api.post('designatedPerson', `/cases/${reference}/risk-notices/${noticeId}/meetings`, { heldOn: '2026-10-30', present: 'All', outcome: 'ends', notes: 'All was tried' });
    await api.post('designatedPerson', `/cases/${reference}/placements/${placementId}/ending`, { kind: 'ended-by-provider' });
    const ending = async () => (await on.read(reference)).placements[0]?.ending;
    expect(await ending()).toMatchObject({ breach: false });
    const [call] = (await on.read(reference)).riskNotices[0]?.calls ?? [];
    await on.correct('designatedPerson', reference, `risk-call/${call?.id}`, MISTAKE);
    expect(await ending()).toMatchObject({ breach: true, breachReasons: [expect.objectContaining({ code: 'LEG_OPEN' })] });
    await on.correct('keyWorker', reference, `placement-ending/${(await ending())?.id}`, { reason: REASON, values: { kind: 'left-early' } });
    expect(await ending()).toMatchObject({ breach: false, kind: 'left-early' });
    await on.expectNothingStale(reference);
  });
});

describe('what else can be put right', () => {
  it('the acknowledgements of a risk notice: a voicemail then counts no more', async () => {
    const { reference, noticeId } = await suspension(test);
    const path = `/cases/${reference}/risk-notices/${noticeId}`;
    await api.post('designatedPerson', `${path}/calls`, { to: 'key-worker', outcome: 'voicemail' });
    test.setNow('2026-10-30 17:00');
    const { body } = await api.post<{ acknowledgements: { id: number }[] }>('keyWorker', `${path}/acknowledgements`);
    const leg = () => duty(reference, `EP11/notice-${noticeId}/phone/key-worker`);
    expect(await leg()).toMatchObject({ outcome: 'met' });
    const fact = `risk-acknowledgement/${body.acknowledgements[0]?.id}`;
    expect(await on.refused('keyWorker', reference, fact, { reason: REASON, values: { acknowledgedAt: '2026-10-30T15:59' } })).toEqual([422, 'INVALID', 'acknowledgedAt: TOO_EARLY']);
    await on.correct('keyWorker', reference, fact, MISTAKE);
    expect(await leg()).toMatchObject({ outcome: 'open' });
    expect((await api.post('keyWorker', `${path}/acknowledgements`)).status).toBe(201);
    await on.expectNothingStale(reference);
  });

  it('of a new key worker (SC2)', async () => {
    const { reference, placementId } = await placementAgreed(test);
    test.setNow('2026-06-01 10:00');
    await api.post('manager', `/cases/${reference}/key-worker`, { personId: test.region.people.successor, kind: 'social-worker', authorityToActConfirmed: true });
    await test.runJobs();
    const [change] = (await api.get<Case>('manager', `/cases/${reference}`)).body.keyWorkers;
    const path = `/cases/${reference}/placements/${placementId}/key-worker-acknowledgements`;
    await api.post('designatedPerson', path, { keyWorkerId: change?.id });
    const key = `SC2/placement-${placementId}/key-worker-${change?.id}`;
    const of = async (who: 'manager' | 'designatedPerson') => (await api.get<Case & { keyWorkers: { acknowledgements: { id: number }[] }[] }>(who, `/cases/${reference}`)).body;
    expect((await of('manager')).duties.find((one) => one.key === key)).toMatchObject({ outcome: 'met' });
    const [acknowledged] = (await of('designatedPerson')).keyWorkers[0]?.acknowledgements ?? [];
    expect(await on.refused('designatedPerson', reference, `key-worker-notice/${acknowledged?.id}`, { reason: REASON, values: { acknowledgedAt: '2026-06-01T09:59' } })).toEqual([422, 'INVALID', 'acknowledgedAt: TOO_EARLY']);
    expect((await on.correct('designatedPerson', reference, `key-worker-notice/${acknowledged?.id}`, MISTAKE)).status).toBe(201);
    expect((await of('manager')).duties.find((one) => one.key === key)).toMatchObject({ outcome: 'open' });
    expect((await api.post('designatedPerson', path, { keyWorkerId: change?.id })).status).toBe(201);
  });

  it('of an emergency: who took it in hand, whether it is quiet, how to reach the young person and which placement it is about', async () => {
    const { reference, emergencyId, placementId } = await emergencyRaised(test);
    test.setNow('2026-10-24 22:30');
    await api.post('keyWorker', `/cases/${reference}/emergencies/${emergencyId}/acknowledgement`);
    const wrong = (values: object) => on.refused('keyWorker', reference, `emergency-acknowledgement/${emergencyId}`, { reason: REASON, values });
    expect([await wrong({ acknowledgedAt: '2026-10-24T21:59' }), await wrong({ acknowledgedAt: '2026-10-24T22:31' })]).toEqual([[422, 'INVALID', 'acknowledgedAt: TOO_EARLY'], [422, 'INVALID', 'acknowledgedAt: IN_THE_FUTURE']]);
    await on.correct('keyWorker', reference, `emergency-acknowledgement/${emergencyId}`, MISTAKE);
    expect((await api.post('manager', `/cases/${reference}/emergencies/${emergencyId}/acknowledgement`)).body).toMatchObject({ acknowledgedByName: 'Marta Nowak' });
    expect(await on.refused('keyWorker', reference, `emergency/${emergencyId}`, { reason: REASON, values: { placementId: 999_999 } })).toEqual([422, 'INVALID', 'placementId: UNKNOWN_PLACEMENT']);
    await on.correct('keyWorker', reference, `emergency/${emergencyId}`, { reason: REASON, values: { quiet: true, howToReach: 'Text only', placementId: null } });
    expect((await api.get('keyWorker', `/cases/${reference}/emergencies/${emergencyId}`)).body).toMatchObject({ quiet: true, howToReach: 'Text only', placementId: null });
    const { items } = (await api.get<{ items: { fact: string; changes: object[] }[] }>('keyWorker', `/cases/${reference}/corrections`)).body;
    expect(items.find(({ fact }) => fact === 'emergency')?.changes).toContainEqual({ field: 'placementId', label: 'About which placement?', before: 'Ashgrove College, Joinery', after: null });
    expect(placementId).toBeGreaterThan(0);
    await on.expectNothingStale(reference);
  });

  it("of a placement its provider, while nothing hangs on it, and of a case the time of its registration", async () => {
    const { reference, placementId } = await placementAgreed(test);
    const { elmfield } = test.region.providers;
    const moved = { reason: REASON, values: { providerId: elmfield } };
    expect(await on.refused('keyWorker', reference, `placement/${placementId}`, { reason: REASON, values: { providerId: 999_999 } })).toEqual([422, 'INVALID', 'providerId: UNKNOWN_PROVIDER']);
    const { body: corrected } = await on.correct('keyWorker', reference, `placement/${placementId}`, moved);
    expect(corrected.changes).toEqual([{ field: 'providerId', label: 'At which provider?', before: 'Ashgrove College', after: 'Elmfield Sixth Form' }]);
    expect((await on.read(reference)).placements).toEqual([expect.objectContaining({ provider: expect.objectContaining({ id: elmfield }) })]);
    expect(await api.refusal('designatedPerson', 'GET', `/cases/${reference}`)).toEqual([404, 'NOT_FOUND']);
    const { items } = (await api.get<{ items: { changes: object[] }[] }>('keyWorker', `/cases/${reference}/corrections`)).body;
    expect(items[0]?.changes).toEqual([{ field: 'providerId', label: 'At which provider?', before: 'Ashgrove College', after: 'Elmfield Sixth Form' }]);
    const held = await reviewHeld(test);
    expect(await on.refused('keyWorker', held.reference, `placement/${held.placementId}`, moved)).toEqual([422, 'INVALID', 'providerId: HAS_FACTS']);
    const { body } = await api.get<{ id: number }>('manager', `/cases/${reference}`);
    const registered = (registeredAt: string) => ({ reason: REASON, values: { registeredAt } });
    expect(await on.refused('manager', reference, `young-person/${body.id}`, registered('2027-01-01T09:00'))).toEqual([422, 'INVALID', 'registeredAt: IN_THE_FUTURE']);
    await on.correct('manager', reference, `young-person/${body.id}`, registered('2026-05-04T09:00'));
    expect(await duty(reference, `VS5/young-person-${body.id}/2025-26-summer`)).toMatchObject({ opensAt: '2026-05-03T23:00:00Z' });
    await on.expectNothingStale(reference);
  });
});

describe('a correction is refused', () => {
  it.each([
    ['of a start before the day of the agreement', { startsOn: '2026-05-19' }, ['startsOn: TOO_EARLY']],
    ['of an end before the start', { endsOn: '2026-09-06' }, ['endsOn: TOO_EARLY']],
    ['of a day of agreement that is to come', { agreedOn: '2026-05-21' }, ['agreedOn: IN_THE_FUTURE']],
    ['of a level of 9', { level: 9 }, ['level: TOO_LARGE']],
    ['of a day that is none', { startsOn: '2026-02-30' }, ['startsOn: NOT_A_DATE']],
    ['of a course with no name', { course: ' ' }, ['course: REQUIRED']],
    ['of what is no field', { caseId: 7 }, ['caseId: UNKNOWN_FIELD']],
  ])('%s', async (_what, values, reasons) => {
    const { reference, placementId } = await placementAgreed(test);
    expect(await on.refused('keyWorker', reference, `placement/${placementId}`, { reason: REASON, values })).toEqual([422, 'INVALID', ...reasons]);
  });

  it('that changes nothing, without a reason of ten characters, of a fact that is none, or of another case', async () => {
    const { reference, placementId } = await placementAgreed(test);
    const other = await placementAgreed(test);
    const fact = `placement/${placementId}`;
    expect(await on.refused('keyWorker', reference, fact, { reason: REASON, values: { startsOn: '2026-09-07' } })).toEqual([409, 'NOTHING_CHANGED']);
    expect(await on.refused('keyWorker', reference, fact, { reason: 'Wrong day', values: { level: 3 } })).toEqual([422, 'INVALID', 'reason: TOO_SHORT']);
    expect(await on.refused('keyWorker', reference, `constructor/${placementId}`, MISTAKE)).toEqual([404, 'NOT_FOUND']);
    expect(await on.refused('keyWorker', other.reference, fact, MISTAKE)).toEqual([404, 'NOT_FOUND']);
  });

  it('of a placement that would then be there twice', async () => {
    const { reference, placementId } = await placementAgreed(test);
    await api.post('keyWorker', `/cases/${reference}/placements`, { providerId: test.region.providers.ashgrove, course: 'Joinery', level: 2, startsOn: '2026-09-14' });
    expect(await on.refused('keyWorker', reference, `placement/${placementId}`, { reason: REASON, values: { startsOn: '2026-09-14' } })).toEqual([409, 'ALREADY_RECORDED']);
  });

  it('of an emergency raised after it was answered', async () => {
    const { reference, emergencyId } = await emergencyRaised(test);
    test.setNow('2026-10-24 23:00');
    await api.post('keyWorker', `/cases/${reference}/emergencies/${emergencyId}/response`, { response: 'Found', respondedAt: '2026-10-24T22:30' });
    expect(await on.refused('keyWorker', reference, `emergency/${emergencyId}`, { reason: REASON, values: { raisedAt: '2026-10-24T22:45' } })).toEqual([422, 'INVALID', 'raisedAt: TOO_EARLY']);
  });
});

describe('a provider', () => {
  it('corrects what it recorded, and nothing that the home authority recorded', async () => {
    const { reference, placementId, noticeId } = await suspension(test);
    expect((await on.correct('designatedPerson', reference, `risk-notice/${noticeId}`, { reason: REASON, values: { kind: 'at-risk' } })).status).toBe(201);
    const [agreement] = (await on.read(reference)).placements[0]?.plans[0]?.agreements ?? [];
    expect(await on.refused('designatedPerson', reference, `plan-agreement/${agreement?.id}`, { reason: REASON, values: { agreedAt: '2026-06-15T12:00' } })).toEqual([403, 'NOT_ALLOWED']);
    expect(await on.refused('designatedPerson', reference, `placement/${placementId}`, { reason: REASON, values: { level: 3 } })).toEqual([403, 'NOT_ALLOWED']);
  });

  it("neither corrects nor sees what is another provider's", async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-08-18 10:00');
    const input = { providerId: test.region.providers.elmfield, course: 'A levels', level: 3, startsOn: '2026-09-07' };
    const { id } = (await api.post<{ id: number }>('keyWorker', `/cases/${reference}/placements`, input)).body;
    test.setNow('2026-09-18 10:00');
    const notice = { placementId: id, kind: 'suspended', whatHappened: 'A fight in the canteen' };
    const { id: noticeId } = (await api.post<{ id: number }>('otherDesignatedPerson', `/cases/${reference}/risk-notices`, notice)).body;
    expect(await on.refused('designatedPerson', reference, `risk-notice/${noticeId}`, MISTAKE)).toEqual([404, 'NOT_FOUND']);
    expect((await on.correct('otherDesignatedPerson', reference, `risk-notice/${noticeId}`, { reason: REASON, values: { whatHappened: 'A row in the canteen' } })).status).toBe(201);
    const seenBy = async (who: 'designatedPerson' | 'otherDesignatedPerson' | 'head') => (await api.get<{ total: number }>(who, `/cases/${reference}/corrections`)).body.total;
    expect([await seenBy('designatedPerson'), await seenBy('otherDesignatedPerson'), await seenBy('head')]).toEqual([0, 1, 1]);
  });
});

describe('a record', () => {
  const recorded = async (who: 'keyWorker' | 'designatedPerson', reference: string, kind: string, body: object) => (await api.post<{ id: number }>(who, `/cases/${reference}/records/${kind}`, body)).body.id;
  const month = { month: '2026-09', possible: 40, attended: 38, authorised: 1, happenedOn: '2026-10-05' };

  it('is corrected by the fields of its kind: a view of 14 September 2026 instead of the 1st, answered by the 28th', async () => {
    const { reference } = await placementAgreed(test);
    test.setNow('2026-09-20 10:00');
    const id = await recorded('keyWorker', reference, 'view', { addressedTo: 'key-worker', ownWords: 'I want a quieter room', happenedOn: '2026-09-01' });
    expect(await duty(reference, `KW5/view-${id}`)).toMatchObject({ dueOn: '2026-09-15' });
    await on.correct('keyWorker', reference, `view/${id}`, { reason: REASON, values: { happenedOn: '2026-09-14', ownWords: 'I want a quiet room' } });
    expect(await duty(reference, `KW5/view-${id}`)).toMatchObject({ dueOn: '2026-09-28' });
    const { body } = await api.get<{ items: { id: number; words: object }[] }>('keyWorker', `/cases/${reference}/records`);
    expect(body.items.find((one) => one.id === id)).toMatchObject({ happenedOn: '2026-09-14', words: { ownWords: 'I want a quiet room' } });
    await on.expectNothingStale(reference);
  });

  it('is taken back, and is gone from the records of the case', async () => {
    const { reference } = await placementAgreed(test);
    test.setNow('2026-09-20 10:00');
    const id = await recorded('keyWorker', reference, 'view', { addressedTo: 'key-worker', ownWords: 'I want a quieter room', happenedOn: '2026-09-01' });
    const answer = await recorded('keyWorker', reference, 'view-answer', { aboutId: id, howTold: 'letter', whatWasDone: 'A room was found', happenedOn: '2026-09-10' });
    expect(await on.refused('keyWorker', reference, `view/${id}`, MISTAKE)).toEqual([409, 'HAS_FACTS', ': HANGS_ON_IT']);
    await on.correct('keyWorker', reference, `view-answer/${answer}`, MISTAKE);
    expect(await duty(reference, `KW5/view-${id}`)).toMatchObject({ outcome: 'open' });
    await on.correct('keyWorker', reference, `view/${id}`, MISTAKE);
    expect((await api.get<{ total: number }>('keyWorker', `/cases/${reference}/records`)).body.total).toBe(0);
  });

  it('is held against what its kind allows: no second return for October, no more sessions attended than possible', async () => {
    const { reference, placementId } = await placementAgreed(test);
    test.setNow('2026-11-05 10:00');
    const id = await recorded('designatedPerson', reference, 'attendance-return', { ...month, placementId });
    await recorded('designatedPerson', reference, 'attendance-return', { ...month, placementId, month: '2026-10', happenedOn: '2026-11-02' });
    const values = (changed: object) => on.refused('designatedPerson', reference, `attendance-return/${id}`, { reason: REASON, values: changed });
    expect(await values({ month: '2026-10', happenedOn: '2026-11-02' })).toEqual([422, 'INVALID', 'month: ALREADY_RECORDED']);
    // It was sent on 5 October, when that month had just begun.
    expect(await values({ month: '2026-10' })).toEqual([422, 'INVALID', 'month: IN_THE_FUTURE', 'month: ALREADY_RECORDED']);
    expect(await values({ attended: 41 })).toEqual([422, 'INVALID', 'attended: TOO_LARGE', 'authorised: TOO_LARGE']);
    expect((await on.correct('designatedPerson', reference, `attendance-return/${id}`, { reason: REASON, values: { attended: 39 } })).status).toBe(201);
    expect(await on.refused('designatedPerson', reference, `visit/${id}`, MISTAKE)).toEqual([404, 'NOT_FOUND']);
  });
});
