import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessTokensService } from '../src/sign-in/access-tokens.service.js';
import { SendMessage } from '../src/notifications/send-message.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { HttpBrowser } from './support/http-browser.js';
import { emailOf, nameOf, PASSWORD, type Who } from './support/region.js';
import { emergencyRaised, placementAgreed } from './support/situations.js';

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

  it('of whoever holds a post it is recorded by whoever may fill that post, and nobody comes to a case by the word of one without it', async () => {
    const { manager, head, dataProtectionLead, administrator, successor, keyWorker, designatedPerson, signatory } = test.region.people;
    const days = { fromOn: '2026-11-02', untilOn: '2026-11-06' };
    const refused = (who: Who, personId: number, coverPersonId: number) => api.refusal(who, 'POST', '/absences', { ...days, personId, coverPersonId });
    for (const who of ['keyWorker', 'keyContact'] as const) expect(await refused(who, manager, administrator)).toEqual([403, 'NOT_YOURS_TO_RECORD']);
    expect([await refused('manager', head, administrator), await refused('manager', dataProtectionLead, successor)]).toEqual([[403, 'NOT_YOURS_TO_RECORD'], [403, 'NOT_YOURS_TO_RECORD']]);
    expect([await refused('head', keyWorker, successor), await refused('designatedPerson', signatory, designatedPerson)].map(([status]) => status)).toEqual([403, 403]);
    expect(await test.dataSource.query('SELECT FROM absence WHERE from_on = $1', [days.fromOn])).toEqual([]);
    expect((await api.post('manager', '/absences', { ...days, personId: manager, coverPersonId: administrator })).status).toBe(201);
    for (const [who, personId] of [['administrator', head], ['head', dataProtectionLead]] as const) expect((await api.post(who, '/absences', { ...days, personId, coverPersonId: successor })).status).toBe(201);
    // Cover passes on: whoever covers for the Virtual Head has their part to give, too.
    await test.dataSource.query('UPDATE absence SET cover_person_id = $1 WHERE person_id = $2 AND from_on = $3', [keyWorker, head, days.fromOn]);
    expect(await refused('manager', keyWorker, successor)).toEqual([403, 'NOT_YOURS_TO_RECORD']);
    await test.dataSource.query('DELETE FROM absence WHERE from_on = $1', [days.fromOn]);
  });

  it('is told by mail, once, to whoever is said to be away, by whom and how to take it back; and not where they said so themselves', async () => {
    const { manager, head, administrator, successor } = test.region.people;
    const days = { fromOn: '2026-11-02', untilOn: '2026-11-06' };
    await test.dataSource.query('DELETE FROM message WHERE as_written');
    const told = () => test.dataSource.query<{ personId: number; subject: string; text: string; state: string }[]>(`SELECT person_id AS "personId", subject, text, state FROM message WHERE as_written ORDER BY id`);
    expect((await api.post('manager', '/absences', { ...days, personId: manager, coverPersonId: administrator })).status).toBe(201);
    expect(await told()).toEqual([]);
    const { body } = await api.post<{ id: number }>('administrator', '/absences', { ...days, personId: head, coverPersonId: successor });
    const [mail] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM message WHERE as_written');
    for (let times = 0; times < 2; times += 1) await test.app.get(SendMessage).sendMessage(mail?.id ?? 0);
    const mails = await told();
    expect(mails).toEqual([{ personId: head, subject: 'Learner Support: somebody said that you are away', text: expect.any(String), state: 'kept' }]);
    for (const words of ['Ann Idle has recorded that you are away from Monday 2 November 2026 to Friday 6 November 2026', 'Sally Webb covers for you', 'end it on the page “Absences”']) expect(mails[0]?.text).toContain(words);
    expect(mails[0]?.text).not.toMatch(/https?:/);
    expect((await api.delete('head', `/absences/${body.id}`)).status).toBe(204);
    await test.dataSource.query('DELETE FROM absence WHERE from_on = $1', [days.fromOn]);
  });

  it('is not recorded of another team’s key worker, nor by an access token that is not made for what is sensitive', async () => {
    const { keyWorker, successor, manager } = test.region.people;
    const body = { personId: keyWorker, coverPersonId: successor, fromOn: '2026-11-02', untilOn: '2026-11-06' };
    await test.dataSource.query(`UPDATE post_holding SET team = 'Elsewhere' WHERE person_id = $1`, [manager]);
    expect(await api.refusal('manager', 'POST', '/absences', body)).toEqual([403, 'NOT_YOURS_TO_RECORD']);
    await test.dataSource.query(`UPDATE post_holding SET team = NULL WHERE person_id = $1`, [manager]);
    const token = await test.app.get(AccessTokensService).issue(manager, 'plain', 30, ['read', 'write']);
    expect(await api.refusal(null, 'POST', '/absences', body, { authorization: `Bearer ${token}` })).toEqual([403, 'SCOPE_MISSING']);
    const browser = new HttpBrowser(test.config.publicUrl);
    await browser.signIn(emailOf('manager'), PASSWORD);
    await test.operator.query('UPDATE session SET proven_at = NULL WHERE person_id = $1', [manager]);
    const form = { personId: String(keyWorker), coverPersonId: String(successor), 'fromOn-day': '2', 'fromOn-month': '11', 'fromOn-year': '2026', 'untilOn-day': '6', 'untilOn-month': '11', 'untilOn-year': '2026' };
    expect((await browser.post('/absences', form, '/absences')).headers.location).toContain('/sign-in/again');
    expect((await api.post('manager', '/absences', body)).status).toBe(201);
    await test.dataSource.query('DELETE FROM absence WHERE from_on = $1', [body.fromOn]);
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

  it('nobody records that they cover for somebody themselves, and an administrator records no key worker’s absence', async () => {
    const body = { personId: test.region.people.successor, coverPersonId: test.region.people.manager, fromOn: '2026-12-01', untilOn: '2026-12-04' };
    expect(await api.refusal('manager', 'POST', '/absences', body)).toEqual([422, 'INVALID', 'coverPersonId: SELF_COVER']);
    expect(await api.refusal('administrator', 'POST', '/absences', { ...body, coverPersonId: test.region.people.keyWorker })).toEqual([403, 'NOT_YOURS_TO_RECORD']);
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
