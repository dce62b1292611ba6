import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, nameOf, type Who } from './support/region.js';
import { planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => test.dataSource.query<Row[]>(text, values);
const words = (html: string): string => html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/** Who was told of a clause in a case, each once: the stage and the name. */
const told = async (clause: string, reference: string): Promise<string[]> =>
  (await sql<{ line: string }>(`SELECT DISTINCT n.stage || ': ' || p.name AS line FROM duty d JOIN young_person y ON y.id = d.case_id JOIN notice n ON n.duty_id = d.id JOIN message_notice mn ON mn.notice_id = n.id
    JOIN message m ON m.id = mn.message_id AND m.sent_at IS NOT NULL JOIN person p ON p.id = m.person_id WHERE d.clause = $1 AND y.reference = $2 ORDER BY 1`, [clause, reference])).map(({ line }) => line);
const answering = async (who: Who, reference: string): Promise<string[]> =>
  (await api.get<{ items: { name: string }[] }>(who, `/cases/${reference}/emergencies/responders`)).body.items.map(({ name }) => name);
const setActive = (who: Who, active: boolean) => api.post('administrator', `/accounts/${test.region.people[who]}/${active ? 'reactivation' : 'deactivation'}`);
const managersTeam = (team: string | null) => sql(`UPDATE post_holding SET team = $2 WHERE post = 'team-manager' AND person_id = $1`, [test.region.people.manager, team]);
const [HEAD, CONTACT, MANAGER, KOFI] = [nameOf('head'), nameOf('keyContact'), nameOf('manager'), nameOf('keyWorker')];
const assigning = () => ({ personId: test.region.people.successor, kind: 'social-worker', authorityToActConfirmed: true });

describe('a restricted case whose key worker was put out', () => {
  let reference: string;
  let placementId: number;
  beforeAll(async () => {
    ({ reference, placementId } = await planAgreed(test));
    test.setNow('2026-10-12 09:00');
    await api.post('head', `/cases/${reference}/restriction`, { because: 'must-not-be-found' });
    await setActive('keyWorker', false);
    test.setNow('2026-10-12 10:00');
  });
  afterAll(() => setActive('keyWorker', true));

  it('tells the Virtual Head, who has it, of an emergency at once, and says so to whoever raised it', async () => {
    const { body } = await api.post<{ id: number }>('designatedPerson', `/cases/${reference}/emergencies`, { whatHappened: 'gone', placementId });
    await test.runJobs();
    expect(await told('KW8', reference)).toEqual([`reminder-at-once: ${HEAD}`]);
    expect(await answering('designatedPerson', reference)).toEqual([HEAD]);
    const page = words(await pageAs(test, 'designatedPerson', `/cases/${reference}/emergencies/${body.id}`));
    expect(page).toContain(`${HEAD}, Virtual Head, standing in: nobody is key worker now`);
    expect(page).not.toContain('07700 900101');
    expect(page).toContain(`${KOFI} cannot be reached here any more. Messages go to ${HEAD}, Virtual Head.`);
    expect((await api.post('head', `/cases/${reference}/emergencies/${body.id}/response`, { response: 'She is safe.' })).status).toBe(201);
  });

  it("sends the key worker's e-mail of a risk notice (EP11) to the Virtual Head, and what is the Director’s at level 3", async () => {
    await api.post('designatedPerson', `/cases/${reference}/risk-notices`, { placementId, kind: 'suspended', whatHappened: 'x' });
    for (const at of ['2026-10-12 10:05', '2026-10-13 10:05', '2026-10-16 09:00', '2026-11-02 09:00']) {
      test.setNow(at);
      await test.runJobs();
    }
    expect(await told('EP11', reference)).toContain(`notice: ${HEAD}`);
    expect(await told('EP11', reference)).toContain(`level-3: ${HEAD}`);
  });
});

describe('a case of a team that nobody manages', () => {
  let reference: string;
  beforeAll(async () => {
    test.setNow('2026-12-01 09:00');
    await managersTeam('Through care');
    const input = { homeAuthorityCode: BIRMINGHAM, localId: 'N-1', preferredName: 'Ana', legalName: 'Ana B', bornOn: '2009-03-14', careStatus: 'in-care', team: 'Leaving Care' };
    ({ reference } = (await api.post<{ reference: string }>('keyContact', '/cases', input)).body);
  });
  afterAll(() => managersTeam(null));

  it('is told to the key contact, who has it and may answer, not to the Director, who has it not', async () => {
    const { body } = await api.post<{ id: number }>('keyContact', `/cases/${reference}/emergencies`, { whatHappened: 'gone' });
    await test.runJobs();
    expect(await told('KW8', reference)).toEqual([`reminder-at-once: ${CONTACT}`]);
    expect(await answering('keyContact', reference)).toEqual([CONTACT]);
    expect((await api.post('keyContact', `/cases/${reference}/emergencies/${body.id}/response`, { response: 'Found.' })).status).toBe(201);
  });

  it('says on its page that nobody manages the team, and who stands in', async () => {
    expect(words(await pageAs(test, 'keyContact', `/cases/${reference}`))).toContain('Nobody is team manager of Leaving Care. Messages go to Priya Shah, Virtual School key contact.');
  });

  it('gets its key worker from the Virtual School (SC1)', async () => {
    expect((await api.post('director', `/cases/${reference}/key-worker`, assigning())).status).toBe(404);
    expect((await api.post('keyContact', `/cases/${reference}/key-worker`, assigning())).status).toBe(201);
    expect((await api.post('head', `/cases/${reference}/key-worker/ending`, {})).status).toBe(200);
  });

  it('is the manager’s of that team, however they write it', async () => {
    await managersTeam(' leaving care');
    expect((await api.get('manager', `/cases/${reference}`)).status).toBe(200);
    expect((await api.get<{ items: { reference: string }[] }>('manager', '/cases')).body.items.map((one) => one.reference)).toContain(reference);
    expect(await answering('keyContact', reference)).toEqual([MANAGER]);
    expect(words(await pageAs(test, 'keyContact', `/cases/${reference}`))).not.toContain('Nobody is team manager');
  });
});

describe('one person in both parts of a risk notice (EP11)', () => {
  it('acknowledges for both at once', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-12-07 09:00');
    const { keyWorker, keyContact } = test.region.people;
    await api.post('manager', '/absences', { personId: keyWorker, coverPersonId: keyContact, fromOn: '2026-12-07', untilOn: '2026-12-30' });
    const { body } = await api.post<{ id: number }>('designatedPerson', `/cases/${reference}/risk-notices`, { placementId, kind: 'suspended', whatHappened: 'x' });
    await test.runJobs();
    const notice = `/cases/${reference}/risk-notices/${body.id}`;
    for (const to of ['key-worker', 'key-contact']) await api.post('designatedPerson', `${notice}/calls`, { to, outcome: 'voicemail' });
    expect((await api.post('keyContact', `${notice}/acknowledgements`)).status).toBe(201);
    const legs = await sql<{ outcome: string }>(`SELECT outcome FROM duty WHERE key LIKE $1`, [`EP11/notice-${body.id}/%`]);
    expect(legs.map(({ outcome }) => outcome)).toEqual(['met', 'met', 'met', 'met']);
    const again = await api.post<{ code: string }>('keyContact', `${notice}/acknowledgements`);
    expect([again.status, again.body.code]).toEqual([409, 'ALREADY_ACKNOWLEDGED']);
  });
});
