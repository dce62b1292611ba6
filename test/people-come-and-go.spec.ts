import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ContactChecks } from '../src/posts/contact-checks.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, emailOf, nameOf, type Who } from './support/region.js';
import { emergencyRaised, placementAgreed } from './support/situations.js';

interface Handover {
  keyWorkerOf: { reference: string }[];
  wasKeyWorkerOf: object[];
  agreements: { posts: string[] }[];
  duties: { key: string; clause: string; reference: string | null }[];
}

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const sentTo = async (): Promise<string[]> => {
  const rows = await test.dataSource.query<{ to_address: string }[]>(`SELECT DISTINCT to_address FROM message WHERE state = 'kept' ORDER BY 1`);
  await test.dataSource.query(`DELETE FROM message_notice; DELETE FROM message`);
  return rows.map((row) => row.to_address);
};

describe('while the key worker is away', () => {
  let caseReference = '';

  it('whoever covers sees the case and gets the messages, from the first day to the last', async () => {
    ({ reference: caseReference } = await emergencyRaised(test)); // Saturday 24 October 2026, 22:00
    const absence = { personId: test.region.people.keyWorker, coverPersonId: test.region.people.administrator, fromOn: '2026-10-24', untilOn: '2026-10-25' };
    expect((await api.get('administrator', `/cases/${caseReference}`)).status).toBe(404);
    const recorded = await api.post('keyWorker', '/absences', absence);
    expect([recorded.status, recorded.body]).toEqual([201, expect.objectContaining({ coverName: nameOf('administrator'), fromOn: '2026-10-24' })]);
    expect((await api.get('administrator', `/cases/${caseReference}`)).status).toBe(200);
    await test.runJobs();
    const told = await sentTo();
    expect(told).toContain(emailOf('administrator'));
    expect(told).not.toContain(emailOf('keyWorker'));
    test.setNow('2026-10-26 00:00');
    expect((await api.get('administrator', `/cases/${caseReference}`)).status).toBe(404);
  });

  it('cover ends at once when they are back sooner', async () => {
    const absence = { personId: test.region.people.keyWorker, coverPersonId: test.region.people.administrator, fromOn: '2026-10-26', untilOn: '2026-11-06' };
    const { body } = await api.post<{ id: number }>('keyWorker', '/absences', absence);
    expect((await api.get('administrator', `/cases/${caseReference}`)).status).toBe(200);
    expect((await api.delete('keyWorker', `/absences/${body.id}`)).status).toBe(204);
    expect((await api.get('administrator', `/cases/${caseReference}`)).status).toBe(404);
  });

  it.each([
    ['the same person', { coverPersonId: 'keyWorker' }, 'coverPersonId: SAME_PERSON'],
    ['somebody of another organisation', { coverPersonId: 'designatedPerson' }, 'coverPersonId: UNKNOWN_PERSON'],
    ['a last day before the first', { untilOn: '2026-10-25', fromOn: '2026-10-27' }, 'untilOn: TOO_EARLY'],
  ] as const)('refuses %s', async (_, change, reason) => {
    const cover = 'coverPersonId' in change ? change.coverPersonId : 'administrator';
    const days = { fromOn: '2026-11-02', untilOn: '2026-11-06', ...('fromOn' in change ? change : {}) };
    const body = { personId: test.region.people.keyWorker, ...days, coverPersonId: test.region.people[cover] };
    expect(await api.refusal('keyWorker', 'POST', '/absences', body)).toContain(reason);
  });

  it('only a manager records it for somebody else', async () => {
    const body = { personId: test.region.people.manager, coverPersonId: test.region.people.administrator, fromOn: '2026-11-02', untilOn: '2026-11-06' };
    expect(await api.refusal('keyWorker', 'POST', '/absences', body)).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.post('manager', '/absences', body)).status).toBe(201);
  });

  it('whoever covers for a key worker writes the plan and agrees to it, without a witness', async () => {
    const { reference, placementId } = await placementAgreed(test); // Wednesday 20 May 2026
    const cover = { personId: test.region.people.keyWorker, coverPersonId: test.region.people.successor, fromOn: '2026-05-20', untilOn: '2026-05-21' };
    const plan = `/cases/${reference}/placements/${placementId}/plan`;
    const text = 'Kofi Mensah, key worker';
    expect(await api.refusal('successor', 'PUT', `${plan}/sections/key-contacts`, { text })).toEqual([404, 'NOT_FOUND']);
    expect((await api.post('keyWorker', '/absences', cover)).status).toBe(201);
    for (const section of ['key-contacts', 'safeguarding', 'own-words']) expect((await api.put('successor', `${plan}/sections/${section}`, { text })).status).toBe(200);
    expect((await api.post('successor', `${plan}/agreements`, { party: 'key-worker' })).status).toBe(201);
  });

  it('whoever covers for the cover does both parts, while that one is away too', async () => {
    const { reference } = await emergencyRaised(test); // Saturday 24 October 2026, 22:00
    await sentTo();
    const { keyWorker, administrator, successor } = test.region.people;
    await test.dataSource.query('DELETE FROM absence');
    const first = { personId: keyWorker, coverPersonId: administrator, fromOn: '2026-10-24', untilOn: '2026-10-30' };
    const second = { personId: administrator, coverPersonId: successor, fromOn: '2026-10-25', untilOn: '2026-10-26' };
    expect((await api.post('keyWorker', '/absences', first)).status).toBe(201);
    expect((await api.post('administrator', '/absences', second)).status).toBe(201);
    expect((await api.get('successor', `/cases/${reference}`)).status).toBe(404);
    test.setNow('2026-10-25 09:00');
    expect((await api.get('successor', `/cases/${reference}`)).status).toBe(200);
    const listed = (await api.get<{ items: { personId: number; actingName: string }[] }>('keyWorker', '/absences')).body.items;
    expect(listed.find(({ personId }) => personId === keyWorker)?.actingName).toBe(nameOf('successor'));
    await test.runJobs();
    const told = await sentTo();
    expect(told).toContain(emailOf('successor'));
    expect(told).not.toContain(emailOf('administrator'));
    expect(await api.refusal('successor', 'POST', '/absences', { personId: successor, coverPersonId: keyWorker, fromOn: '2026-10-25', untilOn: '2026-10-26' })).toEqual([422, 'INVALID', 'coverPersonId: COVER_IS_AWAY']);
    test.setNow('2026-10-27 09:00');
    expect((await api.get('successor', `/cases/${reference}`)).status).toBe(404);
    expect((await api.get('administrator', `/cases/${reference}`)).status).toBe(200);
  });

  it('a cover who has left is a problem on the home page of whoever records absences', async () => {
    test.setNow('2026-10-27 09:00');
    const problems = async (who: Who) => (await api.get<{ absencesWithoutCover: number }>(who, '/home')).body.absencesWithoutCover;
    expect(await problems('manager')).toBe(0);
    await test.dataSource.query('UPDATE person SET active = false WHERE id = $1', [test.region.people.administrator]);
    expect([await problems('manager'), await problems('keyContact')]).toEqual([1, 0]);
    await test.dataSource.query('UPDATE person SET active = true WHERE id = $1', [test.region.people.administrator]);
    await test.dataSource.query('DELETE FROM absence');
  });

  it('nobody records that they cover for somebody themselves, and an administrator records nobody’s absence', async () => {
    const body = { personId: test.region.people.successor, coverPersonId: test.region.people.manager, fromOn: '2026-12-01', untilOn: '2026-12-04' };
    expect(await api.refusal('manager', 'POST', '/absences', body)).toEqual([422, 'INVALID', 'coverPersonId: SELF_COVER']);
    expect(await api.refusal('administrator', 'POST', '/absences', { ...body, coverPersonId: test.region.people.administrator })).toEqual([403, 'NOT_ALLOWED']);
  });
});

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

describe('whoever leaves', () => {
  it('leaves a list of what they owed, for those who see the cases too', async () => {
    const { reference } = await placementAgreed(test);
    const handover = await api.get<{ duties: { clause: string; reference: string }[]; keyWorkerOf: { reference: string }[] }>('manager', `/people/${test.region.people.keyWorker}/handover`);
    expect(handover.body.keyWorkerOf).toContainEqual({ reference, preferredName: 'Zebedee' });
    expect(handover.body.duties.filter((duty) => duty.reference === reference).map(({ clause }) => clause)).toEqual(expect.arrayContaining(['KW1', 'KW2', 'KW3']));
    expect((await api.get('neighbourManager', `/people/${test.region.people.keyWorker}/handover`)).status).toBe(404);
  });

  it('leaves what they owed as key worker also once their assignment has ended, with who comes next', async () => {
    const { reference } = await placementAgreed(test); // Wednesday 20 May 2026
    test.setNow('2026-05-21 09:00');
    const ended = await api.post('manager', `/cases/${reference}/key-worker/ending`, {});
    expect(ended.status).toBeLessThan(300);
    const of = async () => (await api.get<Handover>('manager', `/people/${test.region.people.keyWorker}/handover`)).body;
    const left = await of();
    expect(left.keyWorkerOf.map((one) => one.reference)).not.toContain(reference);
    expect(left.wasKeyWorkerOf).toContainEqual({ reference, preferredName: 'Zebedee', endedOn: '2026-05-21', nowName: null });
    expect(left.duties.filter((duty) => duty.reference === reference).map(({ clause }) => clause)).toContain('KW3');
    await test.dataSource.query('DELETE FROM sign_in_attempt');
    expect(await pageAs(test, 'manager', `/cases/${reference}/key-worker`)).toContain(`href="/handover/${test.region.people.keyWorker}"`);
    await api.post('manager', `/cases/${reference}/key-worker`, { personId: test.region.people.successor, kind: 'other' });
    expect((await of()).wasKeyWorkerOf).toContainEqual({ reference, preferredName: 'Zebedee', endedOn: '2026-05-21', nowName: nameOf('successor') });
  });

  it('leaves what their organisation owes through their post, and the agreements that name them (EP1, VS2, IM3, IM5)', async () => {
    await test.dataSource.query(`UPDATE authority SET joined_on = '2026-06-01' WHERE code = $1`, [BIRMINGHAM]);
    const [agreement] = await test.dataSource.query<{ id: number }[]>(
      `INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on, signatory_email, key_contact_email) VALUES ($1, $2, now(), '2026-06-01', $3, $4) RETURNING id`,
      [test.region.providers.ashgrove, BIRMINGHAM, emailOf('signatory'), emailOf('keyContact')],
    );
    test.setNow('2026-09-02 09:00');
    await test.app.get(NightlyDerivation).deriveAll();
    const of = async (reader: Who, who: Who) => (await api.get<Handover>(reader, `/people/${test.region.people[who]}/handover`)).body;
    const contact = await of('head', 'keyContact');
    expect(contact.duties.map(({ key }) => key)).toEqual(expect.arrayContaining([`IM3/agreement-${agreement?.id}/virtual-school`, `IM5/agreement-${agreement?.id}/first`, `VS2/authority-${BIRMINGHAM}/2026-27`]));
    expect(contact.agreements).toEqual([{ id: agreement?.id, providerName: 'Ashgrove College', authorityName: 'Birmingham', posts: ['key-contact'] }]);
    const signatory = await of('signatory', 'signatory');
    expect(signatory.duties.filter((duty) => duty.reference === null)).toContainEqual(expect.objectContaining({ key: `IM3/agreement-${agreement?.id}/provider`, preferredName: 'Ashgrove College', ofProviderId: test.region.providers.ashgrove }));
    expect(signatory.agreements.map(({ posts }) => posts)).toEqual([['signatory']]);
    await test.dataSource.query('DELETE FROM agreement; UPDATE authority SET joined_on = NULL');
  });
});

describe('a key worker named for a day to come', () => {
  const named = async () => {
    const { reference } = await placementAgreed(test); // Wednesday 20 May 2026
    test.setNow('2026-05-21 09:00');
    const body = { personId: test.region.people.successor, kind: 'personal-adviser', fromAt: '2026-06-15T08:00:00Z', authorityToActConfirmed: true };
    const path = `/cases/${reference}/key-worker`;
    return { reference, path, body, seenBy: async () => [(await api.get('keyWorker', `/cases/${reference}`)).status, (await api.get('successor', `/cases/${reference}`)).status] };
  };

  it('begins then: the one before stays until then, and duty and notice follow on the day (SC2)', async () => {
    const { reference, path, body, seenBy } = await named();
    expect(await api.refusal('manager', 'POST', path, { ...body, fromAt: '2027-05-24T08:00:00Z' })).toEqual([422, 'INVALID', 'fromAt: TOO_FAR']);
    expect((await api.post('manager', path, body)).status).toBe(201);
    expect(await api.refusal('manager', 'POST', path, { ...body, personId: test.region.people.administrator })).toEqual([409, 'ALREADY_NAMED']);
    expect(await api.refusal('manager', 'POST', path, { ...body, fromAt: undefined })).toEqual([409, 'ALREADY_NAMED']);
    const told = () => test.dataSource.query<object[]>(`SELECT d.clause, d.due_on, d.outcome FROM duty d JOIN young_person y ON y.id = d.case_id WHERE y.reference = $1 AND (d.clause = 'SC2' OR d.key LIKE 'SC1/key-worker-%')`, [reference]);
    expect([await seenBy(), await told()]).toEqual([[200, 404], []]);
    test.setNow('2026-06-14 23:00');
    await test.runJobs();
    expect([await seenBy(), await told()]).toEqual([[200, 404], []]);
    test.setNow('2026-06-15 09:00');
    await test.runJobs();
    expect([await seenBy(), await told()]).toEqual([[404, 200], [{ clause: 'SC2', due_on: '2026-06-16', outcome: 'open' }]]);
  });

  it('is called off before it: they never were key worker, and the one before stays', async () => {
    const { reference, path, body, seenBy } = await named();
    expect(await api.refusal('manager', 'POST', `${path}/calling-off`)).toEqual([409, 'NOBODY_NAMED']);
    await api.post('manager', path, body);
    expect(await api.refusal('keyWorker', 'POST', `${path}/calling-off`)).toEqual([403, 'NOT_ALLOWED']);
    const { body: after } = await api.post<{ keyWorkers: object[] }>('manager', `${path}/calling-off`);
    expect(after.keyWorkers).toEqual([expect.objectContaining({ name: nameOf('keyWorker'), untilAt: null })]);
    test.setNow('2026-06-15 09:00');
    await test.runJobs();
    expect([await seenBy(), (await api.get<{ items: object[] }>('manager', `/cases/${reference}/timeline`)).body.items]).toEqual([[200, 404], expect.arrayContaining([expect.objectContaining({ event: 'key-worker.call-off' })])]);
  });

  it('gives way to whoever is key worker until then, and takes over from them', async () => {
    const { path, body } = await named();
    await api.post('manager', path, body);
    const { body: after } = await api.post<{ keyWorkers: { name: string; untilAt: string | null }[] }>('manager', path, { ...body, personId: test.region.people.administrator, fromAt: undefined });
    expect(after.keyWorkers.map(({ name, untilAt }) => [name, untilAt])).toEqual([[nameOf('successor'), null], [nameOf('administrator'), '2026-06-15T08:00:00Z'], [nameOf('keyWorker'), '2026-05-21T08:00:00Z']]);
  });
});

describe('a contact that cannot be reached', () => {
  it('is written down after 30 days in which nobody in the post signed in, and cleared when somebody does (VS1)', async () => {
    await test.dataSource.query(`UPDATE authority SET joined_on = '2026-05-11'`);
    test.setNow('2026-06-09 09:00');
    await test.app.get(ContactChecks).checkContacts();
    expect(await test.dataSource.query('SELECT * FROM contact_check')).toEqual([]);
    test.setNow('2026-06-11 09:00');
    await test.app.get(ContactChecks).checkContacts();
    const open = await test.dataSource.query<{ email: string; since_on: string }[]>(
      `SELECT p.email, c.since_on FROM contact_check c JOIN post_holding h ON h.id = c.holding_id JOIN person p ON p.id = h.person_id WHERE cleared_on IS NULL`,
    );
    expect(open).toContainEqual({ email: emailOf('keyContact'), since_on: '2026-06-10' });
    await test.dataSource.query('UPDATE person SET last_signed_in_at = $1 WHERE email = $2', [new Date('2026-06-12T08:00:00Z'), emailOf('keyContact')]);
    test.setNow('2026-06-12 09:00');
    await test.app.get(ContactChecks).checkContacts();
    const [cleared] = await test.dataSource.query<{ cleared_on: string; outcome: string }[]>(
      `SELECT c.cleared_on, d.outcome FROM contact_check c JOIN post_holding h ON h.id = c.holding_id JOIN duty d ON d.key = 'VS1/contact-check-' || c.id WHERE h.person_id = $1`,
      [test.region.people.keyContact],
    );
    expect(cleared).toEqual({ cleared_on: '2026-06-12', outcome: 'met' });
  });

  it('is not asked for of a provider that never signed an agreement (EP1)', async () => {
    const ofAshgrove = async () => {
      await test.app.get(ContactChecks).checkContacts();
      return test.dataSource.query<object[]>(`SELECT c.since_on FROM contact_check c JOIN post_holding h ON h.id = c.holding_id WHERE h.provider_id = $1 AND c.cleared_on IS NULL`, [test.region.providers.ashgrove]);
    };
    test.setNow('2026-08-20 09:00');
    expect(await ofAshgrove()).toEqual([]);
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-06-01')`, [test.region.providers.ashgrove, BIRMINGHAM]);
    expect(await ofAshgrove()).not.toEqual([]);
  });

  it('is reached where whoever covered has signed in (VS1)', async () => {
    const open = async () => {
      await test.app.get(ContactChecks).checkContacts();
      return test.dataSource.query<{ since_on: string }[]>(`SELECT c.since_on FROM contact_check c JOIN post_holding h ON h.id = c.holding_id WHERE h.person_id = $1 AND c.cleared_on IS NULL`, [test.region.people.keyContact]);
    };
    test.setNow('2026-08-21 09:00');
    await test.dataSource.query('UPDATE person SET last_signed_in_at = $1 WHERE id = $2', [new Date('2026-06-12T08:00:00Z'), test.region.people.keyContact]);
    expect(await open()).toEqual([{ since_on: '2026-07-12' }]);
    await test.dataSource.query(`INSERT INTO absence (person_id, cover_person_id, from_on, until_on, recorded_by, recorded_at) VALUES ($1, $2, '2026-08-03', '2026-08-14', $1, now())`, [test.region.people.keyContact, test.region.people.administrator]);
    await test.dataSource.query('UPDATE person SET last_signed_in_at = $1 WHERE id = $2', [new Date('2026-08-10T08:00:00Z'), test.region.people.administrator]);
    expect(await open()).toEqual([]);
  });
});
