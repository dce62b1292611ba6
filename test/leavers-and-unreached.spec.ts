import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ContactChecks } from '../src/posts/contact-checks.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, emailOf, nameOf, type Who } from './support/region.js';
import { placementAgreed } from './support/situations.js';

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
    await test.dataSource.query('DELETE FROM sign_in_attempt'); // The clock went back: what was counted later would make them wait.
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

  it('is one whose mail the server refused for good, also of a key worker, who is then owed to the young person anew (EP1, SC1, VS1)', async () => {
    const { reference } = await placementAgreed(test); // Wednesday 20 May 2026
    const { keyWorker, keyContact } = test.region.people;
    test.setNow('2026-06-08 09:00');
    await test.dataSource.query(`UPDATE authority SET joined_on = '2026-05-11'; DELETE FROM contact_check; DELETE FROM message_notice; DELETE FROM message`);
    await test.dataSource.query(`UPDATE person SET last_signed_in_at = '2026-06-07T09:00:00Z' WHERE active`);
    const check = () => test.app.get(ContactChecks).checkContacts();
    const mail = (personId: number, state: string, id: number) => test.dataSource.query(
      `INSERT INTO message (id, person_id, delivery, state, written_at, message_id, next_attempt_at) VALUES ($3::int, $1, 'digest', $2, $4, 'refused-' || $3::int, $4)`, [personId, state, id, new Date('2026-06-08T07:00:00Z')]);
    const [before] = await test.dataSource.query<{ id: number }[]>('SELECT max(id) AS id FROM duty');
    const duties = () => test.dataSource.query<object[]>(
      `SELECT d.clause, d.due_on, d.outcome, d.met_on FROM duty d LEFT JOIN young_person y ON y.id = d.case_id WHERE d.key LIKE '%contact-check-%' AND d.id > $3 AND (y.reference = $1 OR d.authority_code = $2) ORDER BY 1`, [reference, BIRMINGHAM, before?.id]);
    const unreached = async (who: Who) => (await api.get<{ unreached: { name: string; as: string; because: string }[] }>(who, '/home')).body.unreached.map(({ name, as, because }) => `${name}, ${as}: ${because}`);
    await check();
    await test.app.get(NightlyDerivation).deriveAll();
    expect(await duties()).toEqual([]);
    for (const [index, personId] of [keyWorker, keyContact].entries()) await mail(personId, 'failed', 900_001 + index);
    expect(await check()).toBe(2);
    expect(await duties()).toEqual([{ clause: 'SC1', due_on: '2026-06-15', outcome: 'open', met_on: null }, { clause: 'VS1', due_on: '2026-06-15', outcome: 'open', met_on: null }]);
    const both = [`${nameOf('keyWorker')}, key-worker: mail-failed`, `${nameOf('keyContact')}, key-contact: mail-failed`].sort();
    expect([(await unreached('head')).sort(), (await unreached('manager')).sort(), await unreached('keyWorker'), await unreached('neighbourContact')]).toEqual([both, both, [], []]);
    expect(await pageAs(test, 'head', '/')).toContain('their mail was refused for good');
    expect([await check(), await test.app.get(NightlyDerivation).deriveAll()]).toEqual([0, []]);
    test.setNow('2026-06-10 09:00');
    for (const [index, personId] of [keyWorker, keyContact].entries()) await mail(personId, 'sent', 900_003 + index);
    await check();
    expect(await duties()).toEqual([expect.objectContaining({ clause: 'SC1', outcome: 'met', met_on: '2026-06-10' }), expect.objectContaining({ clause: 'VS1', outcome: 'met', met_on: '2026-06-10' })]);
    // Nobody has heard from them, and then they are put out.
    await test.dataSource.query(`UPDATE person SET last_signed_in_at = '2026-06-07T09:00:00Z' WHERE active`);
    test.setNow('2026-07-08 09:00');
    await check();
    expect(await unreached('head')).toContain(`${nameOf('keyWorker')}, key-worker: silent`);
    await test.dataSource.query('UPDATE person SET last_signed_in_at = $2 WHERE id = $1', [keyWorker, new Date('2026-07-08T08:00:00Z')]);
    await check();
    expect((await unreached('head')).filter((line) => line.startsWith(nameOf('keyWorker')))).toEqual([]);
    expect((await api.post('administrator', `/accounts/${keyWorker}/deactivation`)).status).toBe(204);
    await check();
    expect(await unreached('head')).toContain(`${nameOf('keyWorker')}, key-worker: put-out`);
    expect((await api.post('administrator', `/accounts/${keyWorker}/reactivation`)).status).toBe(204);
    await test.dataSource.query('DELETE FROM contact_check; DELETE FROM message; UPDATE person SET last_signed_in_at = NULL');
    await test.dataSource.query('UPDATE person SET last_signed_in_at = $2 WHERE id = $1', [keyContact, new Date('2026-06-12T08:00:00Z')]);
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
