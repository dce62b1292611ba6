import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, emailOf, nameOf, type Who } from './support/region.js';
import { placementAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

describe('a new designated person', () => {
  let holdingId = 0;

  it('is named by the signatory, and takes the place of the one before', async () => {
    await placementAgreed(test); // Wednesday 20 May 2026
    const held = await api.get<{ items: { id: number; name: string }[] }>('signatory', `/posts?provider=${test.region.providers.ashgrove}`);
    const before = held.body.items.find(({ name }) => name === nameOf('designatedPerson'));
    test.setNow('2026-06-01 09:00');
    const appointed = await api.post<{ id: number }>('signatory', `/posts?provider=${test.region.providers.ashgrove}`, {
      post: 'designated-person', name: 'Dora Finch', email: 'Dora.Finch@ashgrove.example', phone: '07700 900871', fromOn: '2026-06-01',
    });
    expect([appointed.status, appointed.body]).toEqual([201, expect.objectContaining({ name: 'Dora Finch', email: 'dora.finch@ashgrove.example', untilOn: null })]);
    holdingId = appointed.body.id;
    expect((await api.post('signatory', `/posts/${before?.id}/ending`, { lastOn: '2026-05-31' })).status).toBe(204);
  });

  it('is made known by e-mail, once each, to those with a placement there in common, who acknowledge it (EP2)', async () => {
    await test.runJobs();
    const told = await test.dataSource.query<{ email: string; count: number }[]>(
      `SELECT p.email, count(*)::int AS count FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice' JOIN message_notice mn ON mn.notice_id = n.id
       JOIN message m ON m.id = mn.message_id JOIN person p ON p.id = m.person_id WHERE d.key = $1 GROUP BY 1 ORDER BY 1`, [`EP2/holding-${holdingId}`],
    );
    expect(told).toEqual([{ email: emailOf('keyWorker'), count: 1 }, { email: emailOf('keyContact'), count: 1 }].sort((a, b) => a.email.localeCompare(b.email)));
    const news = await api.get('keyWorker', `/designated-people/${holdingId}`);
    expect(news.body).toMatchObject({ name: 'Dora Finch', phone: '07700 900871', wasTold: true, acknowledgedAt: null });
    expect((await api.get('otherDesignatedPerson', `/designated-people/${holdingId}`)).status).toBe(404);
    const awaiting = async (who: Who) => (await api.get<{ items: { holdingId: number }[] }>(who, '/designated-people')).body.items.map((one) => one.holdingId);
    expect([await awaiting('keyWorker'), await awaiting('keyContact'), await awaiting('successor'), await awaiting('signatory')]).toEqual([[holdingId], [holdingId], [], []]);
    const { keyContact, manager, successor } = test.region.people;
    await api.post('keyContact', '/absences', { personId: keyContact, coverPersonId: manager, fromOn: '2026-06-01', untilOn: '2026-06-05' });
    expect([await awaiting('manager'), await awaiting('successor')]).toEqual([[holdingId], []]);
    await api.post('manager', '/absences', { personId: manager, coverPersonId: successor, fromOn: '2026-06-01', untilOn: '2026-06-02' });
    expect(await awaiting('successor')).toEqual([holdingId]);
    await test.dataSource.query('DELETE FROM absence');
    expect((await api.post('keyContact', `/designated-people/${holdingId}/acknowledgement`)).status).toBe(200);
    expect(await api.refusal('successor', 'POST', `/designated-people/${holdingId}/acknowledgement`)).toEqual([404, 'NOT_FOUND']);
    // Who was told leaves: it is for whoever has the case now.
    await test.dataSource.query(
      `INSERT INTO key_worker_assignment (case_id, person_id, kind, from_at, authority_to_act_confirmed_at) SELECT case_id, $2, kind, $3::timestamptz, $3::timestamptz FROM key_worker_assignment WHERE person_id = $1 AND until_at IS NULL AND taken_back_at IS NULL`,
      [test.region.people.keyWorker, test.region.people.successor, new Date('2026-06-01T07:30:00Z')],
    );
    await test.dataSource.query('UPDATE key_worker_assignment SET until_at = $2 WHERE person_id = $1 AND until_at IS NULL', [test.region.people.keyWorker, new Date('2026-06-01T07:30:00Z')]);
    expect(await awaiting('successor')).toEqual([holdingId]);
    expect((await api.get('successor', `/designated-people/${holdingId}`)).body).toMatchObject({ name: 'Dora Finch', wasTold: true, acknowledgedAt: null });
    expect((await api.post('successor', `/designated-people/${holdingId}/acknowledgement`)).body).toMatchObject({ acknowledgedAt: '2026-06-01T08:00:00Z' });
    expect([await awaiting('keyWorker'), await awaiting('successor')]).toEqual([[], []]);
    const { body: provider } = await api.get<{ partnersTold: object[] }>('signatory', `/providers/${test.region.providers.ashgrove}`);
    expect(provider.partnersTold).toEqual([expect.objectContaining({
      holdingId, name: 'Dora Finch', fromOn: '2026-06-01',
      told: [
        expect.objectContaining({ name: nameOf('keyWorker'), acknowledgedAt: '2026-06-01T08:00:00Z', acknowledgedByName: nameOf('successor') }),
        expect.objectContaining({ name: nameOf('keyContact'), organisationName: 'Birmingham', acknowledgedByName: nameOf('keyContact') }),
      ],
    })]);
    expect(await pageAs(test, 'signatory', `/providers/${test.region.providers.ashgrove}`)).toContain(`by ${nameOf('successor')}`);
    const [duty] = await test.dataSource.query<{ outcome: string; late: boolean }[]>('SELECT outcome, late FROM duty WHERE key = $1', [`EP2/holding-${holdingId}`]);
    expect(duty).toEqual({ outcome: 'met', late: false });
  });

  it('is named for a day to come, and begins then; called off before it, they never were in post', async () => {
    const path = `/posts?provider=${test.region.providers.ashgrove}`;
    const body = { post: 'designated-person', name: 'Gil Oak', email: 'gil.oak@ashgrove.example', phone: '07700 900873', fromOn: '2026-09-01' };
    test.setNow('2026-06-02 09:00');
    expect(await api.refusal('signatory', 'POST', path, { ...body, fromOn: '2027-06-04' })).toEqual([422, 'INVALID', 'fromOn: TOO_FAR']);
    const { body: named } = await api.post<{ id: number; personId: number; fromOn: string }>('signatory', path, body);
    expect(named.fromOn).toBe('2026-09-01');
    const people = async () => (await api.get<{ people: { name: string }[] }>('signatory', `/providers/${test.region.providers.ashgrove}`)).body.people.map(({ name }) => name);
    expect(await people()).not.toContain('Gil Oak');
    test.setNow('2026-09-01 00:00');
    expect(await people()).toContain('Gil Oak');
    test.setNow('2026-08-30 09:00');
    expect(await api.refusal('signatory', 'POST', `/posts/${named.id}/ending`, { lastOn: '2026-08-30' })).toEqual([422, 'INVALID', 'lastOn: TOO_EARLY']);
    expect((await api.post('signatory', `/posts/${named.id}/ending`, { lastOn: '2026-08-31' })).status).toBe(204);
    expect(await api.refusal('signatory', 'POST', `/posts/${named.id}/ending`, { lastOn: '2026-08-31' })).toEqual([409, 'ALREADY_ENDED']);
    expect((await api.get<{ items: { name: string }[] }>('signatory', path)).body.items.map(({ name }) => name)).not.toContain('Gil Oak');
    const sooner = await api.post<{ id: number }>('signatory', path, { ...body, fromOn: '2026-08-31' });
    expect(sooner.status).toBe(201);
    expect((await api.post('signatory', `/posts/${sooner.body.id}/ending`, { lastOn: '2026-08-30' })).status).toBe(204);
    test.setNow('2026-09-02 09:00');
    expect(await people()).not.toContain('Gil Oak');
  });

  it('whose end was recorded wrongly is in post again, with a reason; both sides are kept, and duties follow (EP1)', async () => {
    test.setNow('2026-06-03 09:00');
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-05-11')`, [test.region.providers.ashgrove, BIRMINGHAM]);
    expect((await api.post('signatory', `/posts/${holdingId}/ending`, { lastOn: '2026-06-02' })).status).toBe(204);
    const vacancy = async () => (await test.dataSource.query<{ outcome: string; because: string | null }[]>('SELECT outcome, because FROM duty WHERE key = $1', [`EP1/holding-${holdingId}`]))[0];
    expect(await vacancy()).toMatchObject({ outcome: 'open' });
    const right = { fromOn: '2026-06-01', reason: 'It was the mentor who left' };
    for (const who of ['keyWorker', 'otherDesignatedPerson', 'keyContact'] as const) expect(await api.refusal(who, 'POST', `/posts/${holdingId}/correction`, right)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('signatory', 'POST', `/posts/${holdingId}/correction`, { ...right, lastOn: '2026-05-30' })).toEqual([422, 'INVALID', 'lastOn: TOO_EARLY']);
    expect(await api.refusal('signatory', 'POST', `/posts/${holdingId}/correction`, { ...right, reason: '' })).toEqual([422, 'INVALID', 'reason: REQUIRED']);
    expect((await api.post('signatory', `/posts/${holdingId}/correction`, right)).status).toBe(204);
    expect(await api.refusal('signatory', 'POST', `/posts/${holdingId}/correction`, right)).toEqual([409, 'ALREADY_SO']);
    expect(await vacancy()).toMatchObject({ outcome: 'no longer owed', because: 'the fact it came from was taken back' });
    const { body } = await api.get<{ corrections: object[] }>('signatory', `/providers/${test.region.providers.ashgrove}`);
    expect(body.corrections).toEqual([expect.objectContaining({ fact: 'post-holding', what: 'designated-person', before: { fromOn: '2026-06-01', untilOn: '2026-06-03' }, after: { fromOn: '2026-06-01', untilOn: null }, reason: 'It was the mentor who left', correctedByName: nameOf('signatory') })]);
    const shown = await pageAs(test, 'signatory', `/providers/${test.region.providers.ashgrove}`);
    expect(shown).toContain('corrected to Monday 1 June 2026 until no end');
    expect(await pageAs(test, 'signatory', `/posts/${holdingId}/correction`)).toContain('Why is it corrected?');
    await test.dataSource.query('DELETE FROM agreement');
  });

  it('who is put out leaves the post vacant from that day on, and nothing of before moves, nor when they are back (EP1)', async () => {
    test.setNow('2026-06-03 09:00');
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-06-02')`, [test.region.providers.ashgrove, BIRMINGHAM]);
    await test.app.get(NightlyDerivation).deriveAll();
    const nightly = () => test.app.get(NightlyDerivation).deriveAll();
    const ofEp1 = async () => {
      const rows = await test.dataSource.query<{ key: string; outcome: string; met_on: string | null }[]>(`SELECT key, outcome, met_on FROM duty WHERE clause = 'EP1' AND provider_id = $1 AND because IS NULL ORDER BY key`, [test.region.providers.ashgrove]);
      return rows.map(({ key, outcome, met_on }) => `${key.replace(/agreement-\d+/, 'agreement')}: ${outcome} ${met_on}`);
    };
    const [dora] = await test.dataSource.query<{ id: number }[]>(`SELECT id FROM person WHERE email = 'dora.finch@ashgrove.example'`);
    expect(await ofEp1()).toEqual(['EP1/agreement: met 2026-06-02']);
    test.setNow('2026-06-10 09:00');
    expect((await api.post('signatory', `/accounts/${dora?.id}/deactivation`)).status).toBe(204);
    const vacant = `EP1/holding-${holdingId}/out-2026-06-10`;
    expect([await ofEp1(), await nightly()]).toEqual([['EP1/agreement: met 2026-06-02', `${vacant}: open null`], []]);
    test.setNow('2026-06-12 09:00');
    expect((await api.post('signatory', `/accounts/${dora?.id}/reactivation`)).status).toBe(204);
    expect([await ofEp1(), await nightly()]).toEqual([['EP1/agreement: met 2026-06-02', `${vacant}: met 2026-06-12`], []]);
    // Out and back on one day is no time at all.
    expect((await api.post('signatory', `/accounts/${dora?.id}/deactivation`)).status).toBe(204);
    expect((await api.post('signatory', `/accounts/${dora?.id}/reactivation`)).status).toBe(204);
    expect((await ofEp1()).filter((one) => !one.includes(vacant))).toEqual(['EP1/agreement: met 2026-06-02']);
    await test.dataSource.query(`DELETE FROM agreement; UPDATE person SET times_out = '{}'`);
    await nightly();
  });

  it('whose vacancy was said to be no longer owed by mistake is owed again, in the queue too, and both sides are kept (EP1)', async () => {
    test.setNow('2026-06-10 09:00');
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-06-02')`, [test.region.providers.ashgrove, BIRMINGHAM]);
    const [dora] = await test.dataSource.query<{ id: number }[]>(`SELECT id FROM person WHERE email = 'dora.finch@ashgrove.example'`);
    expect((await api.post('signatory', `/accounts/${dora?.id}/deactivation`)).status).toBe(204);
    const key = `EP1/holding-${holdingId}/out-2026-06-10`;
    test.setNow('2026-06-18 09:00');
    await test.app.get(NightlyDerivation).deriveAll();
    await test.runJobs();
    const item = async () => (await test.dataSource.query<{ id: number; outcome: string; closed: boolean }[]>('SELECT e.id, d.outcome, e.closed_at IS NOT NULL AS closed FROM escalation e JOIN duty d ON d.id = e.duty_id WHERE d.key = $1', [key]))[0];
    const raised = await item();
    expect(raised).toMatchObject({ outcome: 'open', closed: false });
    expect((await api.post('neighbourContact', `/escalations/${raised?.id}/resolve`, { reason: 'The college has closed' })).status).toBe(200);
    expect(await item()).toMatchObject({ outcome: 'no longer owed', closed: true });
    const provider = `/providers/${test.region.providers.ashgrove}`;
    const releaseOf = async (who: Who) => (await api.get<{ duties: { key: string; releaseId: number | null }[] }>(who, provider)).body.duties.find((one) => one.key === key)?.releaseId;
    const releaseId = await releaseOf('neighbourContact');
    expect([typeof releaseId, await releaseOf('signatory')]).toEqual(['number', null]);
    const path = `/duty-releases/${releaseId}/taking-back`;
    for (const who of ['signatory', 'keyContact', 'neighbourManager'] as const) expect(await api.refusal(who, 'POST', path, { reason: 'No' })).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('neighbourContact', 'POST', path, { reason: '' })).toEqual([422, 'INVALID', 'reason: REQUIRED']);
    expect(await pageAs(test, 'neighbourContact', provider)).toContain(`href="${path}"`);
    expect(await pageAs(test, 'neighbourContact', path)).toContain('Why was it a mistake?');
    expect((await api.post('neighbourContact', path, { reason: 'It was another college' })).status).toBe(204);
    expect(await api.refusal('neighbourContact', 'POST', path, { reason: 'Twice' })).toEqual([404, 'NOT_FOUND']);
    expect([await item(), await test.app.get(NightlyDerivation).deriveAll()]).toMatchObject([{ outcome: 'open', closed: false }, []]);
    const { body } = await api.get<{ corrections: object[] }>('neighbourContact', provider);
    expect(body.corrections[0]).toMatchObject({ fact: 'duty-release', what: 'EP1', before: { releasedOn: '2026-06-18' }, after: null, reason: 'It was another college' });
    expect(await pageAs(test, 'neighbourContact', provider)).toContain('Reason why a duty was no longer owed: EP1, Thursday 18 June 2026, taken back');
    expect((await api.post('signatory', `/accounts/${dora?.id}/reactivation`)).status).toBe(204);
    await test.dataSource.query(`DELETE FROM agreement; DELETE FROM organisation_correction WHERE fact = 'duty-release'; UPDATE person SET times_out = '{}'`);
    await test.app.get(NightlyDerivation).deriveAll();
  });

  it('is owed to nobody whose last placement there has ended, and that is not keeping it (EP2)', async () => {
    const { reference, placementId } = await placementAgreed(test); // Wednesday 20 May 2026
    test.setNow('2026-06-15 09:00');
    const { body: { id } } = await api.post<{ id: number }>('signatory', `/posts?provider=${test.region.providers.ashgrove}`, { post: 'designated-person', name: 'Una Reed', email: 'una.reed@ashgrove.example', phone: '07700 900874', fromOn: '2026-06-15' });
    await test.runJobs();
    const awaiting = async (who: Who) => (await api.get<{ items: { holdingId: number }[] }>(who, '/designated-people')).body.items.some((one) => one.holdingId === id);
    const nightly = () => test.app.get(NightlyDerivation).deriveAll();
    const duty = async () => (await test.dataSource.query<{ outcome: string; late: boolean }[]>('SELECT outcome, late FROM duty WHERE key = $1', [`EP2/holding-${id}`]))[0];
    expect([await awaiting('keyWorker'), await awaiting('keyContact'), await duty()]).toEqual([true, true, { outcome: 'open', late: false }]);
    test.setNow('2026-06-18 09:00');
    await test.dataSource.query(
      `INSERT INTO placement_ending (case_id, placement_id, kind, ended_on, recorded_by, recorded_by_provider, recorded_at)
       SELECT p.case_id, p.id, 'completed', '2026-06-16', $2, false, $3 FROM placement p WHERE p.id <> $1 AND p.taken_back_at IS NULL AND NOT EXISTS (SELECT FROM placement_ending g WHERE g.placement_id = p.id AND g.taken_back_at IS NULL)`,
      [placementId, test.region.people.keyWorker, new Date('2026-06-16T09:00:00Z')],
    );
    await nightly();
    expect((await api.post('keyContact', `/designated-people/${id}/acknowledgement`)).status).toBe(200);
    expect([await awaiting('keyWorker'), await duty()]).toEqual([true, { outcome: 'open', late: false }]);
    const ending = await api.post('keyWorker', `/cases/${reference}/placements/${placementId}/ending`, { kind: 'withdrawn-before-start', endedOn: '2026-06-18' });
    expect([ending.status, await duty(), await awaiting('keyWorker'), await nightly()]).toEqual([201, { outcome: 'no longer owed', late: true }, false, []]);
    // The ending was a mistake: it is asked again.
    const [mistake] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM placement_ending WHERE placement_id = $1', [placementId]);
    expect((await api.post('keyWorker', `/cases/${reference}/facts/placement-ending/${mistake?.id}/corrections`, { takeBack: true, reason: 'It was another learner' })).status).toBe(201);
    expect([await duty(), await awaiting('keyWorker'), await nightly()]).toEqual([{ outcome: 'open', late: false }, true, []]);
    await test.dataSource.query(`DELETE FROM placement_ending WHERE recorded_at = $1`, [new Date('2026-06-16T09:00:00Z')]);
    await test.dataSource.query(`UPDATE post_holding SET until_on = from_on WHERE id = $1`, [id]);
    await nightly();
  });

  it('is acknowledged by mistake, or was named by mistake: either is taken back with a reason, what is owed follows, and both sides are kept (EP1, EP2)', async () => {
    const provider = `/providers/${test.region.providers.ashgrove}`;
    const posts = `/posts?provider=${test.region.providers.ashgrove}`;
    const nightly = () => test.app.get(NightlyDerivation).deriveAll();
    test.setNow('2026-06-22 09:00');
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-06-02')`, [test.region.providers.ashgrove, BIRMINGHAM]);
    expect((await api.post('signatory', `/posts/${holdingId}/ending`, { lastOn: '2026-06-21' })).status).toBe(204);
    const { body: { id } } = await api.post<{ id: number }>('signatory', posts, { post: 'designated-person', name: 'Ivy Lane', email: 'ivy.lane@ashgrove.example', phone: '07700 900875', fromOn: '2026-06-22' });
    await test.runJobs();
    const duty = async (key: string) => (await test.dataSource.query<{ outcome: string; because: string | null }[]>('SELECT outcome, because FROM duty WHERE key = $1', [key]))[0];
    const news = async (who: Who) => (await api.get<{ isTakenBack: boolean; acknowledgedAt: string | null; acknowledgements: { id: number; forName: string; byName: string }[] }>(who, `/designated-people/${id}`)).body;
    const acknowledge = async (who: Who) => (await api.post(who, `/designated-people/${id}/acknowledgement`)).status;
    const awaits = async (who: Who) => (await api.get<{ items: { holdingId: number }[] }>(who, '/designated-people')).body.items.some((one) => one.holdingId === id);
    const corrections = async () => (await api.get<{ corrections: object[] }>('signatory', provider)).body.corrections;
    for (const who of ['keyWorker', 'successor', 'keyContact'] as const) expect([who, await acknowledge(who)]).toEqual([who, 200]);
    expect(await duty(`EP2/holding-${id}`)).toMatchObject({ outcome: 'met' });

    const [given] = (await news('keyWorker')).acknowledgements;
    expect(given).toMatchObject({ forName: nameOf('keyWorker'), byName: nameOf('keyWorker') });
    const path = `/designated-people/${id}/acknowledgements/${given?.id}/taking-back`;
    for (const who of ['signatory', 'successor', 'keyContact'] as const) expect(await api.refusal(who, 'POST', path, { reason: 'Not theirs' })).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('keyWorker', 'POST', path, { reason: '' })).toEqual([422, 'INVALID', 'reason: REQUIRED']);
    expect(await api.refusal('keyWorker', 'POST', path.replace(`/${id}/`, `/${holdingId}/`), { reason: 'Another change' })).toEqual([404, 'NOT_FOUND']);
    expect(await pageAs(test, 'keyWorker', `/designated-people/${id}`)).toContain(`href="${path}"`);
    expect(await pageAs(test, 'keyWorker', path)).toContain('Why was it a mistake?');
    expect((await api.post('keyWorker', path, { reason: 'I pressed the wrong button' })).status).toBe(204);
    expect(await api.refusal('keyWorker', 'POST', path, { reason: 'Twice' })).toEqual([404, 'NOT_FOUND']);
    expect([await duty(`EP2/holding-${id}`), await awaits('keyWorker'), (await news('keyWorker')).acknowledgedAt, await nightly()]).toMatchObject([{ outcome: 'open' }, true, null, []]);
    expect((await corrections())[0]).toMatchObject({ fact: 'designated-person-notice', what: 'Ivy Lane', whose: null, before: { acknowledgedOn: '2026-06-22' }, after: null, reason: 'I pressed the wrong button', correctedByName: nameOf('keyWorker') });
    expect(await pageAs(test, 'signatory', provider)).toContain('Acknowledgement of Ivy Lane as designated person: Monday 22 June 2026, taken back');

    // Given again, and taken back by whoever works with the queue of the area.
    expect([await acknowledge('keyWorker'), await duty(`EP2/holding-${id}`)]).toMatchObject([200, { outcome: 'met' }]);
    const acknowledgementSeenBy = async (who: Who) => (await api.get<{ partnersTold: { holdingId: number; told: { name: string; acknowledgementId: number | null }[] }[] }>(who, provider)).body.partnersTold.find((one) => one.holdingId === id)?.told.find(({ name }) => name === nameOf('keyWorker'))?.acknowledgementId;
    const again = await acknowledgementSeenBy('neighbourContact');
    expect([typeof again, await acknowledgementSeenBy('signatory')]).toEqual(['number', null]);
    expect((await api.post('neighbourContact', `/designated-people/${id}/acknowledgements/${again}/taking-back`, { reason: 'They never heard of her' })).status).toBe(204);
    expect(await duty(`EP2/holding-${id}`)).toMatchObject({ outcome: 'open' });

    // It was the wrong person: never in post, so the post is vacant since the one before left.
    expect(await duty(`EP1/holding-${holdingId}`)).not.toMatchObject({ outcome: 'open' });
    const mistake = { reason: 'It was a namesake' };
    for (const who of ['keyWorker', 'otherDesignatedPerson', 'keyContact'] as const) expect(await api.refusal(who, 'POST', `/posts/${id}/taking-back`, mistake)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('signatory', 'POST', `/posts/${id}/taking-back`, { reason: '' })).toEqual([422, 'INVALID', 'reason: REQUIRED']);
    expect(await pageAs(test, 'signatory', `/posts/${id}/taking-back`)).toContain('Why was it a mistake?');
    expect((await api.post('signatory', `/posts/${id}/taking-back`, mistake)).status).toBe(204);
    expect(await api.refusal('signatory', 'POST', `/posts/${id}/taking-back`, mistake)).toEqual([404, 'NOT_FOUND']);
    const withdrawn = { outcome: 'no longer owed', because: 'the fact it came from was taken back' };
    expect([await duty(`EP2/holding-${id}`), await duty(`EP1/holding-${holdingId}`), await awaits('keyWorker'), (await news('keyWorker')).isTakenBack, await nightly()]).toMatchObject([withdrawn, { outcome: 'open' }, false, true, []]);
    expect(await api.refusal('keyWorker', 'POST', `/designated-people/${id}/acknowledgement`)).toEqual([409, 'TAKEN_BACK']);
    expect(await pageAs(test, 'keyWorker', `/designated-people/${id}`)).toContain('Ivy Lane was never designated person there');
    expect((await api.get<{ items: { name: string }[] }>('signatory', posts)).body.items.map(({ name }) => name)).not.toContain('Ivy Lane');
    expect((await corrections())[0]).toMatchObject({ fact: 'post-holding', what: 'designated-person', whose: 'Ivy Lane', before: { fromOn: '2026-06-22', untilOn: null }, after: null, reason: 'It was a namesake' });
    expect(await pageAs(test, 'signatory', provider)).toContain('Designated person, Ivy Lane: Monday 22 June 2026 until no end, taken back');
    // Whoever is named instead is made known in their place, and the vacancy is over on their first day.
    const { body: right } = await api.post<{ id: number }>('signatory', posts, { post: 'designated-person', name: 'Ivy Layne', email: 'ivy.layne@ashgrove.example', phone: '07700 900876', fromOn: '2026-06-22' });
    await test.runJobs();
    expect([await duty(`EP1/holding-${holdingId}`), await duty(`EP2/holding-${right.id}`), await nightly()]).toMatchObject([withdrawn, { outcome: 'open' }, []]);
    await test.dataSource.query(`UPDATE post_holding SET until_on = from_on WHERE id = $1`, [right.id]);
    await test.dataSource.query(`DELETE FROM agreement; UPDATE post_holding SET until_on = NULL WHERE id = ${holdingId}`);
    await nightly();
  });

  it('is recorded already with another name or phone: that is changed with a reason alone, and kept as a correction', async () => {
    test.setNow('2026-06-23 09:00');
    const provider = `/providers/${test.region.providers.ashgrove}`;
    const path = `/posts?provider=${test.region.providers.ashgrove}`;
    const body = { post: 'signatory', name: 'Dora Finch-Hale', email: 'dora.finch@ashgrove.example', phone: '07700 900871', fromOn: '2026-06-23' };
    const corrections = async () => (await api.get<{ corrections: { fact: string; what: string }[] }>('signatory', provider)).body.corrections.filter(({ fact }) => fact === 'person');
    const { body: refused } = await api.post<{ errors: { code: string; message: string }[] }>('signatory', path, body);
    expect(JSON.stringify(refused)).toContain('the name from Dora Finch to Dora Finch-Hale');
    expect([await api.refusal('signatory', 'POST', path, body), await corrections()]).toEqual([[422, 'INVALID', 'reason: REASON_MISSING'], []]);
    const { status, body: named } = await api.post<{ id: number; name: string }>('signatory', path, { ...body, reason: 'She married' });
    expect([status, named.name]).toEqual([201, 'Dora Finch-Hale']);
    expect(await corrections()).toEqual([expect.objectContaining({ what: 'Dora Finch-Hale', before: { name: 'Dora Finch' }, after: { name: 'Dora Finch-Hale' }, reason: 'She married', correctedByName: nameOf('signatory') })]);
    await test.dataSource.query('DELETE FROM sign_in_attempt');
    expect(await pageAs(test, 'signatory', path)).toContain('Why their name or phone changes');

    // Put right where they work, without being named anew.
    const fix = `/posts/${named.id}/person-correction`;
    const right = { name: 'Dora Finch', phone: '07700 900870', reason: 'A new number, and her own name' };
    for (const who of ['keyWorker', 'otherDesignatedPerson', 'keyContact'] as const) expect([403, 404]).toContain((await api.post(who, fix, right)).status);
    expect(await api.refusal('signatory', 'POST', fix, { ...right, reason: '' })).toEqual([422, 'INVALID', 'reason: REQUIRED']);
    expect(await pageAs(test, 'signatory', path)).toContain(`/posts/${named.id}/person-correction`);
    expect(await pageAs(test, 'signatory', fix)).toContain('value="Dora Finch-Hale"');
    expect((await api.post('signatory', fix, right)).status).toBe(204);
    expect(await api.refusal('signatory', 'POST', fix, right)).toEqual([409, 'ALREADY_SO']);
    expect((await corrections())[0]).toMatchObject({ before: { name: 'Dora Finch-Hale', phone: '07700 900871' }, after: { name: 'Dora Finch', phone: '07700 900870' }, correctedByName: nameOf('signatory') });
    expect(await pageAs(test, 'signatory', provider)).toContain('Dora Finch-Hale, 07700 900871, corrected to Dora Finch, 07700 900870');

    // Of an authority: the word of whoever asked, and two people have to do with it.
    const birmingham = `/posts?authority=${BIRMINGHAM}`;
    const known = { post: 'key-contact', name: 'Sally Webb', email: emailOf('successor'), phone: '07700 900879', fromOn: '2026-06-23' };
    expect(await api.refusal('administrator', 'POST', birmingham, known)).toEqual([422, 'INVALID', 'reason: REASON_MISSING']);
    const asked = await api.post<{ id: number }>('administrator', birmingham, { ...known, reason: 'A new direct line' });
    expect([asked.status, (await api.post('head', `/approvals/${asked.body.id}/approval`)).status]).toEqual([201, 200]);
    const [kept] = await test.dataSource.query<object[]>(`SELECT p.name AS by, c.after FROM organisation_correction c JOIN person p ON p.id = c.corrected_by WHERE c.fact = 'person' AND c.authority_code = $1`, [BIRMINGHAM]);
    expect(kept).toEqual({ by: nameOf('administrator'), after: { phone: '07700 900879' } });
    await test.dataSource.query(`DELETE FROM post_holding WHERE person_id = $1 OR id = $2`, [test.region.people.successor, named.id]);
  });

  it('is recorded already without a phone: theirs is added, which overwrites nothing', async () => {
    test.setNow('2026-06-24 09:00');
    const provider = test.region.providers.ashgrove;
    await test.dataSource.query(`INSERT INTO person (name, email, provider_id) VALUES ('Noor Haddad', 'noor.haddad@ashgrove.example', $1)`, [provider]);
    const body = { post: 'signatory', name: 'Noor Haddad', email: 'noor.haddad@ashgrove.example', phone: '07700 900872', fromOn: '2026-06-24' };
    const { status, body: named } = await api.post<{ id: number; phone: string }>('signatory', `/posts?provider=${provider}`, body);
    expect([status, named.phone]).toEqual([201, '07700 900872']);
    await test.dataSource.query('DELETE FROM post_holding WHERE id = $1', [named.id]);
  });

  it('of an authority is not put back into post by one person alone', async () => {
    const held = (await api.get<{ items: { id: number; name: string }[] }>('head', `/posts?authority=${BIRMINGHAM}`)).body.items.find(({ name }) => name === nameOf('keyContact'));
    const path = `/posts/${held?.id}/correction`;
    const fromOn = '2020-01-01';
    await test.dataSource.query(`UPDATE post_holding SET until_on = '2026-06-02' WHERE id = $1`, [held?.id]);
    expect(await api.refusal('head', 'POST', path, { fromOn, reason: 'Still here' })).toEqual([409, 'TAKES_TWO']);
    expect((await api.post('head', path, { fromOn, lastOn: '2026-05-28', reason: 'Left earlier' })).status).toBe(204);
    await test.dataSource.query(`UPDATE post_holding SET until_on = NULL WHERE id = $1`, [held?.id]);
  });

  it('is not named by those who may not', async () => {
    const body = { post: 'designated-person', name: 'Eve Ash', email: 'eve.ash@ashgrove.example', phone: '07700 900872', fromOn: '2026-06-01' };
    for (const who of ['keyWorker', 'otherDesignatedPerson', 'manager', 'director'] as const) {
      expect(await api.refusal(who, 'POST', `/posts?provider=${test.region.providers.ashgrove}`, body)).toEqual([403, 'NOT_ALLOWED']);
    }
    expect(await api.refusal('keyContact', 'POST', '/posts?authority=E08000025', { ...body, post: 'virtual-head' })).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('head', 'POST', '/posts?authority=E08000025', body)).toEqual([422, 'INVALID', 'post: WRONG_POST']);
    expect(await api.refusal('head', 'POST', '/posts?authority=E08000025', { ...body, post: 'key-contact', email: emailOf('signatory') })).toEqual([422, 'INVALID', 'email: EMAIL_IN_USE']);
  });
});
