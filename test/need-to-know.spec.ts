import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actingAs } from '../src/database/identity.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { EndedInspectors } from '../src/inspections/ended-inspectors.service.js';
import { roleHolders, roleKey } from '../src/notifications/role-holders.js';
import { AccessTokensService } from '../src/sign-in/access-tokens.service.js';
import { EVERY_SCOPE } from '../src/sign-in/scopes.js';
import { ApiCalls, type Problem } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { inspectorLetIn } from './support/inspector-let-in.js';
import { pageAs } from './support/page-as.js';
import type { Who } from './support/region.js';
import { placementAgreed, planAgreed, planMissed } from './support/situations.js';
import { accessGiven } from './support/young-person.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const STAFF = ['manager', 'keyWorker', 'keyContact', 'head', 'designatedPerson'] as const;
const ABSENT = 'LS-222222';
const WHY = 'He has not come home since Friday night';

const status = async (who: Who, path: string): Promise<number> => (await api.get(who, path)).status;
const seenBy = async (reference: string): Promise<Who[]> => {
  const statuses = await Promise.all(STAFF.map(async (who) => [who, await status(who, `/cases/${reference}`)] as const));
  return statuses.filter(([, code]) => code === 200).map(([who]) => who);
};
const listed = async (who: Who, reference: string): Promise<boolean> =>
  (await api.get<{ items: { reference: string }[] }>(who, `/cases?search=${reference}`)).body.items.some((one) => one.reference === reference);
const saidTo = ({ body: { instance: _instance, ...said } }: { body: Problem }) => said;
const sent = async (who: Who): Promise<{ subject: string; text: string }[]> =>
  test.dataSource.query(`SELECT subject, text FROM message WHERE person_id = $1 AND state = 'kept' ORDER BY id`, [test.region.people[who]]);

describe('somebody excluded', () => {
  it('is out at once: no page, no list, no queue item, no mail; and somebody else is told instead', async () => {
    const { reference, escalationId } = await planMissed(test);
    expect([await status('keyContact', `/cases/${reference}`), await status('keyContact', `/escalations/${escalationId}`), await listed('keyContact', reference)]).toEqual([200, 200, true]);
    expect((await api.post('head', `/cases/${reference}/exclusions`, { personId: test.region.people.keyContact, reason: 'relative' })).status).toBe(204);

    for (const path of [`/cases/${reference}`, `/cases/${reference}/timeline`, `/escalations/${escalationId}`]) {
      expect(await api.refusal('keyContact', 'GET', path)).toEqual([404, 'NOT_FOUND']);
    }
    expect(await listed('keyContact', reference)).toBe(false);
    const duties = await api.get<{ items: { caseReference: string | null }[] }>('keyContact', '/duties?limit=100');
    expect(duties.body.items.filter(({ caseReference }) => caseReference === reference)).toEqual([]);
    const { body } = await api.get<{ keyContacts: object[] }>('head', `/cases/${reference}`);
    expect(body.keyContacts).toEqual([]);

    const [{ id: caseId } = { id: 0 }] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
    const wanted = { caseId, placementId: null, role: 'key-contact' } as const;
    const holders = (await roleHolders(test.dataSource.manager, [wanted], new Date('2026-10-12T08:00:00Z'))).get(roleKey(wanted));
    expect(holders?.map(({ name, standingInFor }) => [name, standingInFor])).toEqual([['Hugh Farrow', 'key-contact']]);
    expect(await api.refusal('head', 'POST', `/escalations/${escalationId}/hand-over`, { personId: test.region.people.keyContact })).toEqual([422, 'INVALID', 'personId: UNKNOWN_PERSON']);
  });

  it('cannot break the glass, cannot be made key worker, and comes back when the exclusion ends', async () => {
    const { reference } = await placementAgreed(test);
    const { successor } = test.region.people;
    await api.post('manager', `/cases/${reference}/exclusions`, { personId: successor, reason: 'personal-tie' });
    const refused = await api.post<Problem>('successor', '/emergency-access', { reference, reason: 'missing', words: WHY });
    expect([refused.status, saidTo(refused)]).toEqual([404, saidTo(await api.post<Problem>('successor', '/emergency-access', { reference: ABSENT, reason: 'missing', words: WHY }))]);
    expect(await api.refusal('manager', 'POST', `/cases/${reference}/key-worker`, { personId: successor, kind: 'other' })).toEqual([422, 'INVALID', 'personId: EXCLUDED']);
    expect(await api.refusal('manager', 'POST', `/cases/${reference}/exclusions`, { personId: successor, reason: 'other' })).toEqual([409, 'ALREADY_EXCLUDED']);

    const { body } = await api.get<{ exclusions: { id: number; name: string; reason: string }[] }>('head', `/cases/${reference}/access`);
    expect(body.exclusions).toEqual([expect.objectContaining({ name: 'Sally Webb', reason: 'personal-tie', recordedByName: 'Marta Nowak' })]);
    const ending = `/cases/${reference}/exclusions/${body.exclusions[0]?.id}/ending`;
    expect((await api.post('head', ending)).status).toBe(204);
    expect(await api.refusal('head', 'POST', ending)).toEqual([404, 'NOT_FOUND']);
    expect((await api.post('manager', `/cases/${reference}/key-worker`, { personId: successor, kind: 'other' })).status).toBe(201);
  });

  it('is no longer key worker: the vacancy is a duty at once (SC1)', async () => {
    const { reference } = await placementAgreed(test);
    expect((await api.post('manager', `/cases/${reference}/exclusions`, { personId: test.region.people.keyWorker, reason: 'personal-tie' })).status).toBe(204);
    const { body } = await api.get<{ keyWorkers: { untilAt: string | null }[]; duties: { clause: string; status: string }[] }>('manager', `/cases/${reference}`);
    expect([body.keyWorkers.map(({ untilAt }) => untilAt === null), body.duties.filter(({ clause, status }) => clause === 'SC1' && status === 'open').length]).toEqual([[false], 1]);
    await api.post('manager', `/cases/${reference}/key-worker`, { personId: test.region.people.successor, kind: 'other', fromAt: '2026-06-15T08:00:00Z' });
    const page = await pageAs(test, 'manager', `/cases/${reference}/key-worker`);
    for (const shown of ['Next: Sally Webb', 'Call it off', 'Assign a key worker']) expect(page).toContain(shown);
  });

  it('may be whoever records it; nobody else than a team manager and a Virtual Head records one, and not of just anybody', async () => {
    const { reference } = await placementAgreed(test);
    const body = { personId: test.region.people.manager, reason: 'relative' };
    for (const who of ['keyWorker', 'keyContact', 'designatedPerson'] as const) expect(await api.refusal(who, 'POST', `/cases/${reference}/exclusions`, body)).toEqual([403, 'NOT_ALLOWED']);
    for (const who of ['administrator', 'neighbourManager', 'dataProtectionLead'] as const) expect(await api.refusal(who, 'POST', `/cases/${reference}/exclusions`, body)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('head', 'POST', `/cases/${reference}/exclusions`, { personId: test.region.people.otherDesignatedPerson, reason: 'other' })).toEqual([422, 'INVALID', 'personId: UNKNOWN_PERSON']);
    const { body: around } = await api.get<{ items: { name: string }[] }>('head', `/cases/${reference}/access/people`);
    expect(around.items.map(({ name }) => name)).toEqual(expect.arrayContaining(['Dan Pike', 'Nia Cole', 'Kofi Mensah']));
    expect((await api.post('manager', `/cases/${reference}/exclusions`, body)).status).toBe(204);
    expect(await seenBy(reference)).toEqual(['keyWorker', 'keyContact', 'head', 'designatedPerson']);
  });
});

describe('a restricted case', () => {
  it('is seen by its key worker, Virtual Head and designated person, by whom it admits, and by all again when the restriction is lifted', async () => {
    const { reference } = await planAgreed(test);
    expect(await seenBy(reference)).toEqual([...STAFF]);
    expect(await api.refusal('manager', 'POST', `/cases/${reference}/restriction`, { because: 'must-not-be-found' })).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.post('head', `/cases/${reference}/restriction`, { because: 'must-not-be-found' })).status).toBe(204);
    expect(await api.refusal('head', 'POST', `/cases/${reference}/restriction`, { because: 'other' })).toEqual([409, 'ALREADY_RESTRICTED']);
    expect(await seenBy(reference)).toEqual(['keyWorker', 'head', 'designatedPerson']);
    expect([await listed('manager', reference), await listed('head', reference), await status('neighbourContact', `/cases/${reference}`)]).toEqual([false, true, 404]);

    await api.post('head', `/cases/${reference}/admissions`, { admittedPersonId: test.region.people.manager });
    await api.post('head', `/cases/${reference}/admissions`, { admittedPersonId: test.region.people.successor });
    expect(await api.refusal('head', 'POST', `/cases/${reference}/admissions`, { admittedPersonId: test.region.people.manager })).toEqual([409, 'ALREADY_ADMITTED']);
    expect([await seenBy(reference), await status('successor', `/cases/${reference}`), await listed('manager', reference)]).toEqual([['manager', 'keyWorker', 'head', 'designatedPerson'], 404, true]);
    const { body } = await api.get<{ admissions: { id: number; name: string }[]; restriction: object }>('manager', `/cases/${reference}/access`);
    expect([body.admissions.map(({ name }) => name), body.restriction]).toEqual([['Marta Nowak', 'Sally Webb'], expect.objectContaining({ reason: 'must-not-be-found', imposedByName: 'Hugh Farrow' })]);
    await api.post('head', `/cases/${reference}/admissions/${body.admissions[0]?.id}/ending`);
    expect(await seenBy(reference)).toEqual(['keyWorker', 'head', 'designatedPerson']);

    expect((await api.post('head', `/cases/${reference}/restriction/lifting`)).status).toBe(204);
    expect(await api.refusal('head', 'POST', `/cases/${reference}/restriction/lifting`)).toEqual([404, 'NOT_FOUND']);
    expect(await seenBy(reference)).toEqual([...STAFF]);
  });

  it('is changed for the version that was read alone', async () => {
    const { reference } = await placementAgreed(test);
    const { headers } = await api.get('head', `/cases/${reference}/access`);
    expect(await api.refusal('head', 'POST', `/cases/${reference}/restriction`, { because: 'other' }, { 'if-match': '"99"' })).toEqual([412, 'CHANGED_SINCE']);
    expect((await api.post('head', `/cases/${reference}/restriction`, { because: 'other' }, { 'if-match': String(headers.etag) })).status).toBe(204);
  });
});

describe('emergency access', () => {
  const glass = (reference: string) => ({ reference, reason: 'missing', words: WHY });

  it('opens a case of the own remit for 60 minutes, tells the data protection lead without a name, and is closed by a verdict', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-30 23:00');
    expect(await api.refusal('successor', 'GET', `/cases/${reference}`)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('successor', 'POST', '/emergency-access', { ...glass(reference), words: 'He is missing here' })).toEqual([422, 'INVALID', expect.stringMatching(/^words/)]);
    const opened = await api.post<{ id: number; untilAt: string }>('successor', '/emergency-access', glass(reference));
    expect([opened.status, opened.body.untilAt]).toEqual([201, '2026-10-31T00:00:00Z']);
    expect([await status('successor', `/cases/${reference}`), await listed('successor', reference)]).toEqual([200, true]);
    expect((await api.get('successor', '/me')).body).toMatchObject({ emergencyAccess: [{ id: opened.body.id, reference, untilAt: '2026-10-31T00:00:00Z' }] });
    expect(await api.refusal('successor', 'POST', `/cases/${reference}/key-worker/ending`, {})).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('successor', 'POST', '/emergency-access', glass(reference))).toEqual([409, 'ALREADY_OPEN']);
    expect(await api.refusal('keyWorker', 'POST', '/emergency-access', glass(reference))).toEqual([409, 'ALREADY_SEEN']);

    await test.runJobs();
    const [alert, ...more] = (await sent('dataProtectionLead')).filter(({ text }) => text.includes(`/emergency-access/${opened.body.id}`));
    expect([alert?.subject, more]).toEqual(['Birmingham: a case was opened in an emergency', []]);
    expect(alert?.text).not.toMatch(new RegExp(`${reference}|Sally|Webb|Zebedee|Quill|Friday night`));
    expect((await sent('head')).filter(({ text }) => text.includes('/emergency-access/'))).toEqual([]);

    test.setNow('2026-10-30 23:59');
    expect(await status('successor', `/cases/${reference}`)).toBe(200);
    test.setNow('2026-10-31 00:00');
    expect(await api.refusal('successor', 'GET', `/cases/${reference}`)).toEqual([404, 'NOT_FOUND']);

    const one = `/emergency-access/${opened.body.id}`;
    expect((await api.get('dataProtectionLead', one)).body).toMatchObject({ reference, name: 'Sally Webb', words: WHY, events: [{ event: 'case.read', times: 2 }, { event: 'case.refuse', times: 3 }], judgeBy: '2026-11-06', verdict: null, mayJudge: true });
    for (const who of ['keyContact', 'manager', 'neighbourLead', 'successor'] as const) {
      expect(await api.refusal(who, 'GET', one)).toEqual([404, 'NOT_FOUND']);
      expect(await api.refusal(who, 'POST', `${one}/verdict`, { verdict: 'justified', words: 'It was' })).toEqual([404, 'NOT_FOUND']);
    }
    const judged = await api.post('dataProtectionLead', `${one}/verdict`, { verdict: 'justified', words: 'The key worker was away' });
    expect([judged.status, judged.body]).toEqual([200, expect.objectContaining({ verdict: 'justified', judgedByName: 'Lena Fox', mayJudge: false })]);
    expect(await api.refusal('head', 'POST', `${one}/verdict`, { verdict: 'not-justified', words: 'No' })).toEqual([409, 'ALREADY_JUDGED']);

    const { body: timeline } = await api.get<{ items: { words: string; by: { name: string } | null }[] }>('keyWorker', `/cases/${reference}/timeline`);
    const trail = timeline.items.map(({ by, words }) => `${by?.name} ${words}`);
    expect(trail).toEqual(expect.arrayContaining(['Sally Webb opened the case in an emergency, without a part in it', 'Sally Webb looked at the case', 'Lena Fox judged an opening of the case in an emergency']));
  });

  it('goes to the Virtual Head after five working days without a verdict, and is never judged by whoever used it', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-30 12:00');
    const opened = await api.post<{ id: number }>('dataProtectionLead', '/emergency-access', glass(reference));
    expect(opened.status).toBe(201);
    const about = async (who: Who) => (await sent(who)).filter(({ text }) => text.includes(`/emergency-access/${opened.body.id}`)).map(({ subject }) => subject);
    await test.runJobs();
    expect([await about('dataProtectionLead'), await about('head')]).toEqual([[], ['Birmingham: a case was opened in an emergency']]);
    expect(await api.refusal('dataProtectionLead', 'POST', `/emergency-access/${opened.body.id}/verdict`, { verdict: 'justified', words: 'It was' })).toEqual([403, 'NOT_ALLOWED']);
    test.setNow('2026-11-09 07:59');
    await test.runJobs();
    expect(await about('head')).toHaveLength(1);
    test.setNow('2026-11-09 08:00');
    await test.runJobs();
    await test.runJobs();
    expect(await about('head')).toEqual(['Birmingham: a case was opened in an emergency', 'Birmingham: nobody has judged an emergency access']);
    expect((await api.post('head', `/emergency-access/${opened.body.id}/verdict`, { verdict: 'not-justified', words: 'Others could be reached' })).status).toBe(200);
    expect((await api.get<{ items: { id: number; verdict: string }[] }>('head', '/emergency-access')).body.items).toContainEqual(expect.objectContaining({ id: opened.body.id, verdict: 'not-justified' }));
    expect(await api.refusal('manager', 'GET', '/emergency-access')).toEqual([403, 'NOT_ALLOWED']);
  });

  it('is for a provider what its designated person sees, and answers the same beyond the remit as where there is no case', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-30 12:00');
    const absent = saidTo(await api.post<Problem>('otherDesignatedPerson', '/emergency-access', glass(ABSENT)));
    for (const who of ['otherDesignatedPerson', 'neighbourManager', 'neighbourLead'] as const) {
      const refused = await api.post<Problem>(who, '/emergency-access', glass(reference));
      expect([refused.status, saidTo(refused)]).toEqual([404, absent]);
    }
    const opened = await api.post<{ id: number }>('signatory', '/emergency-access', glass(reference));
    const { body } = await api.get<{ placements: { plans: object[] }[]; allowed: string[] }>('signatory', `/cases/${reference}`);
    expect([opened.status, body.placements[0]?.plans.length, body.allowed.includes('case.read-private')]).toEqual([201, 1, false]);
    expect((await api.post('signatory', `/emergency-access/${opened.body.id}/ending`)).status).toBe(204);
    expect(await api.refusal('signatory', 'GET', `/cases/${reference}`)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('manager', 'POST', `/emergency-access/${opened.body.id}/ending`)).toEqual([404, 'NOT_FOUND']);
  });
});

describe('an inspector', () => {
  /** The second person's word; answers the inspection. */
  const approve = async (id: number): Promise<{ id: number; references: string[] | null }> => {
    expect((await api.post('dataProtectionLead', `/approvals/${id}/approval`)).status).toBeLessThan(300);
    const [newest] = (await api.get<{ items: { id: number; references: string[] | null }[] }>('head', '/inspections')).body.items;
    return newest ?? { id: 0, references: null };
  };
  const grant = (facts: object = {}) => ({ name: 'Nia Cole', email: 'nia.cole@region.example', lastOn: '2026-11-06', ...facts });

  it('reads what a Virtual Head named, to the end of the day, and does nothing', async () => {
    const { reference } = await planAgreed(test);
    const { reference: other } = await planAgreed(test);
    test.setNow('2026-10-30 12:00');
    for (const who of ['keyContact', 'manager', 'administrator', 'neighbourContact'] as const) expect(await api.refusal(who, 'POST', '/inspections', grant())).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('head', 'POST', '/inspections', grant({ lastOn: '2026-10-29' }))).toEqual([422, 'INVALID', 'lastOn: IN_THE_PAST']);
    expect(await api.refusal('head', 'POST', '/inspections', grant({ lastOn: '2027-10-29' }))).toEqual([422, 'INVALID', 'lastOn: TOO_LONG']);
    expect(await api.refusal('head', 'POST', '/inspections', grant({ email: 'hugh.farrow@region.example' }))).toEqual([422, 'INVALID', 'email: SAME_PERSON']);
    expect(await api.refusal('head', 'POST', '/inspections', grant({ references: ABSENT }))).toEqual([422, 'INVALID', 'references: UNKNOWN_CASE']);

    await accessGiven(test, other, { email: 'zeb.inspects@mail.example' });
    expect(await api.refusal('head', 'POST', '/inspections', grant({ email: 'zeb.inspects@mail.example' }))).toEqual([422, 'INVALID', 'email: EMAIL_IN_USE']);

    expect(await api.refusal('head', 'POST', '/inspections', grant({ name: 'Mia Cole' }))).toEqual([422, 'INVALID', 'name: ANOTHER_NAME']);
    const asked = await api.post<{ id: number }>('head', '/inspections', grant({ references: reference.toLowerCase() }));
    expect([asked.status, (await api.get('neighbourContact', `/cases/${reference}`)).body]).toEqual([201, expect.objectContaining({ limited: true })]);
    for (const who of ['head', 'administrator'] as const) expect((await api.post<Problem>(who, `/approvals/${asked.body.id}/approval`)).status).toBe(who === 'head' ? 403 : 404);
    expect((await approve(asked.body.id)).references).toEqual([reference]);
    const view = await api.get<{ allowed: string[]; preferredName: string }>('neighbourContact', `/cases/${reference}`);
    expect([view.status, view.body.preferredName, view.body.allowed]).toEqual([200, 'Zebedee', expect.arrayContaining(['case.read', 'case.read-private'])]);
    expect((await api.get('neighbourContact', `/cases/${other}`)).body).toMatchObject({ limited: true });
    expect(await api.refusal('neighbourContact', 'POST', `/cases/${reference}/key-worker`, { personId: 1, kind: 'other' })).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('neighbourContact', 'POST', `/cases/${reference}/exclusions`, { personId: 1, reason: 'other' })).toEqual([403, 'NOT_ALLOWED']);

    const all = await approve((await api.post<{ id: number }>('head', '/inspections', grant())).body.id);
    expect((await api.get('neighbourContact', `/cases/${other}`)).body).toMatchObject({ preferredName: 'Zebedee' });
    await api.post('head', `/cases/${other}/restriction`, { because: 'other' });
    expect(await api.refusal('neighbourContact', 'GET', `/cases/${other}`)).toEqual([404, 'NOT_FOUND']);
    expect((await api.post('head', `/inspections/${all.id}/ending`)).status).toBe(204);
    expect(await api.refusal('head', 'POST', `/inspections/${all.id}/ending`)).toEqual([409, 'ALREADY_ENDED']);
    test.setNow('2026-11-06 23:59');
    expect((await api.get('neighbourContact', `/cases/${reference}`)).body).toMatchObject({ preferredName: 'Zebedee' });
    test.setNow('2026-11-07 00:00');
    expect((await api.get('neighbourContact', `/cases/${reference}`)).body).toMatchObject({ limited: true });
  });

  it('from outside is invited by mail, and is out with the end', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-30 12:00');
    const inspectors = async () => (await test.dataSource.query<{ id: number; active: boolean }[]>(`SELECT id, active FROM person WHERE email = 'ines.pect@inspection.example'`));
    const asked = await api.post<{ id: number; words: string }>('head', '/inspections', grant({ name: 'Ines Pect', email: 'Ines.Pect@inspection.example', references: reference }));
    expect([asked.status, asked.body.words, await inspectors()]).toEqual([201, expect.stringContaining(`read ${reference} to 2026-11-06`), []]);
    for (const who of ['head', 'administrator', 'keyContact', 'neighbourLead'] as const) expect((await api.post<Problem>(who, `/approvals/${asked.body.id}/approval`)).status).toBe(who === 'head' ? 403 : 404);
    expect((await api.post('dataProtectionLead', `/approvals/${asked.body.id}/approval`)).status).toBeLessThan(300);
    const { body: { items: [granted] } } = await api.get<{ items: { id: number; personId: number; isFromOutside: boolean; grantedByName: string }[] }>('head', '/inspections');
    expect(granted).toMatchObject({ isFromOutside: true, grantedByName: 'Hugh Farrow' });
    const body = { personId: granted?.personId ?? 0 };

    const links = async (): Promise<string[]> => (await test.operator.query<{ text: string }[]>(`SELECT text FROM message WHERE to_address = 'ines.pect@inspection.example' ORDER BY id`)).map(({ text }) => /\/invitations\/\S+/.exec(text)?.[0] ?? '');
    expect(await links()).toHaveLength(1);
    expect((await api.post('head', `/inspections/${granted?.id}/invitation`)).status).toBe(204);
    const [used, link] = await links();
    expect([(await test.get(null, used ?? '')).status, (await test.get(null, link ?? '')).status]).toEqual([410, 200]);
    const token = { authorization: `Bearer ${await test.app.get(AccessTokensService).issue(body.personId, 'test', 365, EVERY_SCOPE)}` };
    const asInspector = async () => (await test.get(null, `/api/v1/cases/${reference}`, token)).status;
    expect(await asInspector()).toBe(200);

    const named = await approve((await api.post<{ id: number }>('head', '/inspections', grant())).body.id);
    expect(await api.refusal('head', 'POST', `/inspections/${named.id}/invitation`)).toEqual([409, 'NOT_FROM_OUTSIDE']);
    test.setNow('2026-11-06 23:59');
    // A link of that day would count for a week: what ends it is the end of the inspection.
    expect((await api.post('head', `/inspections/${granted?.id}/invitation`)).status).toBe(204);
    const fresh = (await links()).at(-1) ?? '';
    await test.app.get(EndedInspectors).putOut(null);
    expect([await asInspector(), (await test.get(null, fresh)).status]).toEqual([200, 200]);
    test.setNow('2026-11-07 00:00');
    expect([await asInspector(), (await test.get(null, fresh)).status]).toEqual([404, 200]);
    await test.app.get(EndedInspectors).putOut(null);
    expect([await asInspector(), (await inspectors())[0]?.active, (await test.get(null, fresh)).status]).toEqual([401, false, 410]);
    expect(await api.refusal('head', 'POST', `/inspections/${granted?.id}/invitation`)).toEqual([404, 'NOT_FOUND']);

    test.setNow('2026-11-09 12:00');
    const again = await inspectorLetIn(test, { lastOn: '2026-12-01' });
    expect([again.personId, (await inspectors())[0]?.active]).toEqual([body.personId, true]);
    expect((await api.post('head', `/inspections/${again.id}/ending`)).status).toBe(204);
    expect((await inspectors())[0]?.active).toBe(false);
    const [row] = await test.dataSource.query<object[]>('SELECT email, authority_code, provider_id, inspects_for FROM person WHERE id = $1', [body.personId]);
    expect(row).toEqual({ email: 'ines.pect@inspection.example', authority_code: null, provider_id: null, inspects_for: 'E08000025' });
    expect((await api.get<{ items: { name: string }[] }>('dataProtectionLead', '/inspections')).body.items.map(({ name }) => name)).toContain('Ines Pect');
  });
});

it('has tried every operation', () => {
  const named = api.description.operations.map(({ id }) => id).filter((id) => /^(CaseAccess|EmergencyAccess|Inspections)\./.test(id));
  expect(named).toHaveLength(17);
  expect([...api.done].filter((id) => named.includes(id)).sort()).toEqual(named.sort());
});

describe('whoever covers for a Virtual Head, or for a data protection lead', () => {
  const cover = async (...away: Who[]): Promise<void> => {
    await test.operator.query('DELETE FROM absence');
    for (const who of away) await test.operator.query(`INSERT INTO absence (person_id, cover_person_id, from_on, until_on, recorded_by, recorded_at) VALUES ($1, $2, '2026-10-30', '2026-10-30', $1, now())`, [test.region.people[who], test.region.people.successor]);
  };
  afterAll(() => cover());

  it('sees the case as they do, and restricts none, admits nobody and lets nobody back', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-30 12:00');
    await cover('head');
    const path = `/cases/${reference}`;
    expect(await status('successor', path)).toBe(200);
    const restricted = { because: 'must-not-be-found' };
    expect(await api.refusal('successor', 'POST', `${path}/restriction`, restricted)).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.post('head', `${path}/restriction`, restricted)).status).toBe(204);
    const admitted = { admittedPersonId: test.region.people.keyContact };
    expect(await api.refusal('successor', 'POST', `${path}/admissions`, admitted)).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.post('head', `${path}/admissions`, admitted)).status).toBe(204);
    const { body } = await api.get<{ admissions: { id: number }[]; may: string[] }>('successor', `${path}/access`);
    expect(await api.refusal('successor', 'POST', `${path}/admissions/${body.admissions[0]?.id}/ending`)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('successor', 'POST', `${path}/restriction/lifting`)).toEqual([403, 'NOT_ALLOWED']);
    // By a post of their own they do.
    await test.operator.query(`INSERT INTO post_holding (person_id, post, authority_code, from_on) VALUES ($1, 'virtual-head', 'E08000025', '2026-10-30')`, [test.region.people.successor]);
    expect((await api.post('successor', `${path}/restriction/lifting`)).status).toBe(204);
    await test.operator.query(`DELETE FROM post_holding WHERE person_id = $1`, [test.region.people.successor]);
  });

  it('is refused the same by the database', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-30 12:00');
    await cover('head');
    const token = await test.app.get(AccessTokensService).issue(test.region.people.successor, 'cover', 30, EVERY_SCOPE);
    const [{ id } = { id: 0 }] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
    const { successor, head } = test.region.people;
    const within = (secret: string, by: number, statement: string) => actingAs({ secret }, () => test.app.get(UnitOfWork).run(async ({ manager }) => {
      await manager.query(`INSERT INTO audit_event (happened_at, person_id, name, case_id) VALUES ('2026-10-30T12:00:00Z', $1, 'case.read', $2)`, [by, id]);
      await manager.query(statement, [id, by]);
    }));
    const statements = [
      `INSERT INTO case_restriction (case_id, reason, imposed_by, imposed_at) VALUES ($1, 'other', $2, now())`,
      `INSERT INTO case_admission (case_id, person_id, given_by, given_at) VALUES ($1, $2, $2, now())`,
    ];
    for (const statement of statements) await expect(within(token, successor, statement)).rejects.toThrow('row-level security');
    await expect(within(token, successor, `INSERT INTO inspection_grant (authority_code, person_id, all_cases, granted_by, granted_at, until_at) SELECT 'E08000025', $2, true, $2, now(), now() WHERE $1 > 0`)).rejects.toThrow('permission denied');
    const own = await test.app.get(AccessTokensService).issue(head, 'own', 30, EVERY_SCOPE);
    for (const statement of statements) await within(own, head, statement);
  });

  it('grants no inspection, gives nobody their file, and judges no opening, which they see; whoever is there is told of it', async () => {
    const { reference } = await planAgreed(test);
    test.setNow('2026-10-30 12:00');
    await cover('head', 'dataProtectionLead');
    expect(await api.refusal('successor', 'POST', '/inspections', { name: 'Nia Cole', email: 'nia.cole@region.example', lastOn: '2026-11-06' })).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('successor', 'POST', '/own-files', { reference, words: 'She asked on the telephone' })).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('successor', 'GET', '/own-files')).toEqual([403, 'NOT_ALLOWED']);
    const { body: opened } = await api.post<{ id: number }>('signatory', '/emergency-access', { reference, reason: 'missing', words: WHY });
    const judged = { verdict: 'justified', words: 'They had nobody else to ask' };
    expect(await api.refusal('successor', 'POST', `/emergency-access/${opened.id}/verdict`, judged)).toEqual([404, 'NOT_FOUND']);
    expect((await api.get('successor', `/emergency-access/${opened.id}`)).body).toMatchObject({ mayJudge: false });
    await cover('dataProtectionLead');
    await test.runJobs();
    const told = async (who: Who) => (await sent(who)).filter(({ text }) => text.includes(`/emergency-access/${opened.id}`)).length;
    expect([await told('successor'), await told('dataProtectionLead'), await told('head')]).toEqual([0, 0, 1]);
    expect((await api.post('head', `/emergency-access/${opened.id}/verdict`, judged)).status).toBe(200);
  });
});
