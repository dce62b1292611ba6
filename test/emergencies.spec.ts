import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Person } from '../src/people/person.entity.js';
import { PostHolding } from '../src/people/post-holding.entity.js';
import { SignedInPeople } from '../src/sign-in/signed-in-people.service.js';
import { CaseViewService } from '../src/young-people/case-view.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { emailOf, BIRMINGHAM, PASSWORD, type Who } from './support/region.js';
import { FormBrowser, mainText } from './support/form-browser.js';
import { emergencyRaised, planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

interface Emergency {
  id: number;
  quiet: boolean;
  howToReach: string | null;
  acknowledgedAt: string | null;
  acknowledgedByName: string | null;
  respondedAt: string | null;
}

describe('an emergency (KW8)', () => {
  it('is raised by anybody with the full view, the Virtual Head included', async () => {
    const { reference } = await planAgreed(test);
    for (const who of ['keyWorker', 'manager', 'keyContact', 'head', 'designatedPerson'] as const) {
      expect([who, (await api.post(who, `/cases/${reference}/emergencies`, { whatHappened: 'Missing' })).status]).toEqual([who, 201]);
    }
    expect(await api.refusal('neighbourManager', 'POST', `/cases/${reference}/emergencies`, { whatHappened: 'Missing' })).toEqual([404, 'NOT_FOUND']);
  });

  it('is raised by somebody with the limited view too, who learns that it was answered, and not what was done', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-24 22:00');
    const other = await api.post<Emergency>('keyWorker', `/cases/${reference}/emergencies`, { whatHappened: 'Another' });
    const { status, body } = await api.post<Emergency>('neighbourContact', `/cases/${reference}/emergencies`, { whatHappened: 'He sleeps in the station', placementId });
    expect([status, Object.keys(body).sort()]).toEqual([201, ['acknowledgedAt', 'acknowledgedByName', 'id', 'placementId', 'raisedAt', 'raisedById', 'respondedAt', 'respondedByName']]);
    const path = `/cases/${reference}/emergencies/${body.id}`;
    expect((await api.get<Emergency & { whatHappened: string }>('keyWorker', path)).body.whatHappened).toBe('He sleeps in the station');
    await api.post('keyWorker', `${path}/response`, { response: 'Found a room' });
    const seen = await api.get<{ emergencies: object[] }>('neighbourContact', `/cases/${reference}`);
    expect(seen.body.emergencies).toEqual([expect.objectContaining({ id: body.id, respondedByName: 'Kofi Mensah' })]);
    expect(JSON.stringify(seen.body)).not.toMatch(/Found a room|sleeps in the station|Another/);
    expect((await api.get('neighbourContact', path)).status).toBe(200);
    expect(await api.refusal('neighbourContact', 'GET', `/cases/${reference}/emergencies/${other.body.id}`)).toEqual([404, 'NOT_FOUND']);
    expect((await api.get('neighbourContact', `/cases/${reference}/emergencies/responders`)).status).toBe(200);
    expect(await api.refusal('neighbourContact', 'POST', `${path}/acknowledgement`)).toEqual([403, 'NOT_ALLOWED']);
  });

  it('is raised by them on a page, which names whom to call and not the young person', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-24 22:00');
    const neighbour = new FormBrowser(test.config.port);
    await neighbour.signIn(emailOf('neighbourContact'), PASSWORD);
    const form = await neighbour.get(`/cases/${reference}/emergencies/new`);
    expect(form.body).toContain('How can the young person be reached safely?');
    expect(form.body).toContain('tel:07700900101');
    expect(form.body).not.toMatch(/Zebedee|Quill/);
    const sent = await neighbour.post(`/cases/${reference}/emergencies/new`, { whatHappened: 'He sleeps in the station' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/cases/${reference}`]);
    expect(mainText(await neighbour.get(`/cases/${reference}`))).toMatch(/Emergencies that you raised[\s\S]*nobody has taken it in hand yet/);
  });

  it('is taken in hand before it is answered; the answer is still owed', async () => {
    const { reference, emergencyId } = await emergencyRaised(test);
    const path = `/cases/${reference}/emergencies/${emergencyId}`;
    test.setNow('2026-10-24 22:20');
    const { status, body } = await api.post<Emergency>('keyWorker', `${path}/acknowledgement`);
    expect([status, body]).toEqual([201, expect.objectContaining({ acknowledgedByName: 'Kofi Mensah', respondedAt: null })]);
    expect(new Date(body.acknowledgedAt ?? '')).toEqual(new Date('2026-10-24T21:20:00Z'));
    expect(await api.refusal('manager', 'POST', `${path}/acknowledgement`)).toEqual([409, 'ALREADY_ACKNOWLEDGED']);
    const { items } = (await api.get<{ items: object[] }>('keyWorker', `/cases/${reference}/duties`)).body;
    expect(items).toContainEqual(expect.objectContaining({ key: `KW8/emergency-${emergencyId}`, status: 'open' }));
    expect((await api.post('keyWorker', `${path}/response`, { response: 'Found him' })).status).toBe(201);
  });

  it('is not taken in hand by a provider, nor once it is answered', async () => {
    const { reference, emergencyId } = await emergencyRaised(test);
    const path = `/cases/${reference}/emergencies/${emergencyId}`;
    expect(await api.refusal('designatedPerson', 'POST', `${path}/acknowledgement`)).toEqual([403, 'NOT_ALLOWED']);
    await api.post('keyWorker', `${path}/response`, { response: 'Found him' });
    expect(await api.refusal('keyWorker', 'POST', `${path}/acknowledgement`)).toEqual([409, 'ALREADY_ANSWERED']);
  });
});

describe('a quiet emergency', () => {
  /** Raised at 22:00 on Saturday 24 October 2026, by `who`. */
  async function quietly(who: Who) {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-24 22:00');
    const input = { whatHappened: 'Afraid of somebody at the college', quiet: true, howToReach: 'Text only, after six', placementId };
    const { body } = await api.post<Emergency>(who, `/cases/${reference}/emergencies`, input);
    await test.runJobs();
    return { reference, emergencyId: body.id, path: `/cases/${reference}/emergencies/${body.id}` };
  }

  /** Everything that somebody can read of a case, as one text. */
  async function allThatIsRead(who: Who, reference: string): Promise<string> {
    const paths = [`/cases/${reference}`, `/cases/${reference}/duties`, `/cases/${reference}/messages`, `/cases/${reference}/timeline?limit=100`, '/duties?limit=100', `/cases?search=${reference}`];
    const read = await Promise.all(paths.map(async (path) => JSON.stringify((await test.get(who, `/api/v1${path}`)).body)));
    return read.join('\n');
  }

  it('is unknown to the provider wherever it looks, and known to the home authority', async () => {
    const { reference, emergencyId, path } = await quietly('keyWorker');
    await api.post('manager', `${path}/acknowledgement`);
    expect(await api.refusal('designatedPerson', 'GET', path)).toEqual([404, 'NOT_FOUND']);
    const read = await allThatIsRead('designatedPerson', reference);
    const home = await allThatIsRead('keyContact', reference);
    for (const trace of [`KW8/emergency-${emergencyId}"`, `"emergency-${emergencyId}"`, '"event":"emergency.raise"', 'Afraid of', 'Text only']) {
      expect([trace, read.includes(trace), home.includes(trace)]).toEqual([trace, false, true]);
    }
  });

  it('is left out of the counts of a provider', async () => {
    const { reference } = await quietly('keyWorker');
    // What is between the young person and the home authority is not counted for a provider either.
    const [row] = await test.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM duty d JOIN young_person y ON y.id = d.case_id WHERE y.reference = $1 AND d.outcome = 'open' AND d.clause IN ('KW9', 'VS3', 'VS5', 'VS6')`, [reference],
    );
    const open = async (who: Who) => (await api.get<{ items: { openDuties: number }[] }>(who, `/cases?search=${reference}`)).body.items[0]?.openDuties ?? 0;
    expect((await open('keyContact')) - (await open('designatedPerson'))).toBe(1 + (row?.count ?? 0));
  });

  it('is not told to the provider by e-mail, in three days without an answer', async () => {
    const { reference } = await quietly('keyWorker');
    test.setNow('2026-10-27 23:00');
    await test.runJobs();
    const told = await test.dataSource.query<{ email: string }[]>(
      `SELECT DISTINCT p.email FROM notice n JOIN duty d ON d.id = n.duty_id AND d.clause = 'KW8' JOIN young_person y ON y.id = d.case_id AND y.reference = $1
       JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id JOIN person p ON p.id = m.person_id WHERE p.provider_id IS NOT NULL`,
      [reference],
    );
    expect(told).toEqual([]);
  });

  it('is seen by the provider that raised it itself', async () => {
    const { path } = await quietly('designatedPerson');
    expect((await api.get<Emergency>('designatedPerson', path)).body).toMatchObject({ quiet: true, howToReach: 'Text only, after six' });
  });
});

describe('the out-of-hours contact (KW8)', () => {
  beforeAll(async () => {
    const { id } = await test.dataSource.getRepository(Person).save({ name: 'Emergency duty team', email: 'duty.team@region.example', phone: '07700 900777', active: true, authorityCode: BIRMINGHAM, providerId: null });
    await test.dataSource.getRepository(PostHolding).insert({ personId: id, post: 'out-of-hours', authorityCode: BIRMINGHAM, providerId: null, team: null, fromOn: '2020-01-01', untilOn: null });
  });

  const responders = async (who: Who, reference: string) => (await api.get<{ isOutOfHours: boolean; items: { name: string; phone: string }[] }>(who, `/cases/${reference}/emergencies/responders`)).body;
  const told = async (reference: string): Promise<{ email: string; stage: string }[]> =>
    test.dataSource.query(
      `SELECT p.email, n.stage FROM notice n JOIN duty d ON d.id = n.duty_id AND d.clause = 'KW8' JOIN young_person y ON y.id = d.case_id AND y.reference = $1
       JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id JOIN person p ON p.id = m.person_id WHERE n.recipient = 'out-of-hours' ORDER BY n.id`, [reference]);

  it('comes first at night, at a weekend and on a bank holiday, and after the key worker in office hours', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-24 22:00');
    expect(await responders('designatedPerson', reference)).toMatchObject({ isOutOfHours: true, items: [{ name: 'Emergency duty team', phone: '07700 900777' }, { name: 'Kofi Mensah' }] });
    test.setNow('2026-10-27 11:00');
    expect(await responders('neighbourContact', reference)).toMatchObject({ isOutOfHours: false, items: [{ name: 'Kofi Mensah' }, { name: 'Emergency duty team' }] });
    test.setNow('2026-12-25 11:00');
    expect((await responders('keyContact', reference)).isOutOfHours).toBe(true);
  });

  it('is told by e-mail at the weekend, at once and with each reminder, and not in office hours', async () => {
    const { reference } = await emergencyRaised(test);
    await test.runJobs();
    expect(await told(reference)).toEqual([{ email: 'duty.team@region.example', stage: 'reminder-at-once' }]);
    test.setNow('2026-10-25 02:30');
    await test.runJobs();
    expect((await told(reference)).map(({ stage }) => stage)).toEqual(['reminder-at-once', 'reminder-4h']);
    const other = await planAgreed(test);
    test.setNow('2026-10-27 11:00');
    await api.post('keyWorker', `/cases/${other.reference}/emergencies`, { whatHappened: 'Missing' });
    await test.runJobs();
    expect(await told(other.reference)).toEqual([]);
  });

  it('reads no case by that post', async () => {
    const { reference } = await planAgreed(test);
    const rows = await test.dataSource.query<{ id: number }[]>(`SELECT id FROM person WHERE email = 'duty.team@region.example'`);
    const actor = await test.app.get(SignedInPeople).find(rows[0]?.id ?? 0);
    await expect(test.app.get(CaseViewService).readCase(actor ?? (await test.actor('keyWorker')), reference)).rejects.toEqual(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});
