import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { BIRMINGHAM } from './support/region.js';
import { caseRegistered, keyWorkerAssigned, placementAgreed, planAgreed, reviewHeld, suspension } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const ZORA = { homeAuthorityCode: BIRMINGHAM, preferredName: 'Zora', legalName: 'Zora Ashdown', bornOn: '2010-01-31', uln: '9276308686', careStatus: 'in-care' };
const isDone = expect.stringMatching(/^2026-10-30T\d\d:\d\d:\d\dZ$/) as unknown;

describe('a case', () => {
  it('is registered, with its address, its version and the duty that opens', async () => {
    const made = await api.post<{ reference: string; version: number; duties: object[] }>('manager', '/cases', { ...ZORA, localId: 'Z-1' });
    expect(made.status).toBe(201);
    expect(made.headers).toMatchObject({ location: `/api/v1/cases/${made.body.reference}`, etag: `"${made.body.version}"` });
    expect(made.body.duties).toEqual([expect.objectContaining({ clause: 'SC1', status: 'open' }), expect.objectContaining({ clause: 'VS5', status: 'open' })]);
    const read = await api.get('manager', `/cases/${made.body.reference}`);
    expect([read.headers.etag, read.body]).toEqual([made.headers.etag, made.body]);
  });

  it('is registered once for each number of its authority', async () => {
    await api.post('manager', '/cases', { ...ZORA, localId: 'Z-2' });
    expect(await api.refusal('manager', 'POST', '/cases', { ...ZORA, localId: 'Z-2' })).toEqual([409, 'ALREADY_REGISTERED']);
  });

  it("is limited to its placements and its key contact for the provider's own authority", async () => {
    const { reference } = await placementAgreed(test);
    const { body, headers } = await api.get('neighbourContact', `/cases/${reference}`);
    expect(Object.keys(body).sort()).toEqual(['challenges', 'emergencies', 'endedOn', 'homeAuthority', 'keyContacts', 'limited', 'placements', 'reference', 'supportRequests']);
    expect(headers.etag).toBeUndefined();
    expect(await api.refusal('neighbourContact', 'GET', `/cases/${reference}/duties`)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('neighbourContact', 'GET', `/cases/${reference}/timeline`)).toEqual([403, 'NOT_ALLOWED']);
  });

  it('is found by name, key worker, provider and authority, a page at a time', async () => {
    const { reference } = await placementAgreed(test);
    const { people, providers } = test.region;
    const filters = `authority=${BIRMINGHAM}&keyWorker=${people.keyWorker}&provider=${providers.ashgrove}`;
    const found = await api.get<{ items: { reference: string; bornOn: string }[]; total: number }>('manager', `/cases?search=${reference.toLowerCase()}&${filters}`);
    expect(found.body).toMatchObject({ total: 1, items: [{ reference, bornOn: '2010-03-14', providerNames: ['Ashgrove College'] }] });
    expect((await api.get('manager', '/cases?missedOnly=true')).body).toMatchObject({ total: 0 });
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: { items: { reference: string }[]; after: string | null } = (await api.get<typeof page>('manager', `/cases?limit=2&after=${after}`)).body;
      seen.push(...page.items.map((item) => item.reference));
      after = page.after;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await api.get<{ total: number }>('manager', '/cases')).body.total);
  });

  it('has a timeline of who did what and who looked, however long it is', async () => {
    const { reference } = await planAgreed(test);
    for (let looks = 0; looks < 25; looks += 1) await api.get('designatedPerson', `/cases/${reference}`);
    const { body } = await api.get<{ items: { event: string; words: string }[]; total: number; after: string }>('keyWorker', `/cases/${reference}/timeline?limit=20`);
    expect(body.items[0]).toMatchObject({ event: 'case.read', by: { name: 'Kofi Mensah' }, words: 'looked at the case' });
    const rest = await api.get<typeof body>('keyWorker', `/cases/${reference}/timeline?after=${body.after}&kind=changes`);
    expect(rest.body.items.map(({ event }) => event)).toEqual(['plan.agree', 'plan.agree', 'plan.agree', 'plan.write', 'plan.write', 'plan.write', 'placement.agree', 'key-worker.assign', 'case.register']);
    expect(rest.body.items.filter(({ event, words }) => words === event)).toEqual([]);
    expect((await api.get<typeof body>('keyWorker', `/cases/${reference}/timeline?kind=changes`)).body.total).toBe(9);
  });
});

describe('a key worker', () => {
  it('is assigned, and the vacancy is met', async () => {
    const { reference } = await caseRegistered(test);
    const input = { personId: test.region.people.keyWorker, kind: 'social-worker', authorityToActConfirmed: true };
    const { status, body } = await api.post('manager', `/cases/${reference}/key-worker`, input);
    expect([status, body]).toEqual([201, expect.objectContaining({ keyWorkers: [expect.objectContaining({ name: 'Kofi Mensah', untilAt: null })], duties: expect.arrayContaining([expect.objectContaining({ clause: 'SC1', status: 'met' })]) })]);
  });

  it("ends their time, and a key worker is owed again", async () => {
    const { reference } = await keyWorkerAssigned(test);
    test.setNow('2026-06-01 09:00');
    const { status, body } = await api.post<{ duties: { clause: string; status: string }[] }>('manager', `/cases/${reference}/key-worker/ending`);
    expect([status, body.duties.filter(({ clause }) => clause === 'SC1').map((duty) => `${duty.clause} ${duty.status}`)]).toEqual([200, ['SC1 open', 'SC1 met']]);
  });

  it('is named for a day to come, and called off', async () => {
    const { reference } = await keyWorkerAssigned(test);
    const named = { personId: test.region.people.successor, kind: 'social-worker', authorityToActConfirmed: true, fromAt: '2026-06-08T08:00:00Z' };
    const { status, body } = await api.post<{ keyWorkers: object[] }>('manager', `/cases/${reference}/key-worker`, named);
    expect([status, body.keyWorkers.length]).toEqual([201, 2]);
    const called = await api.post<{ keyWorkers: object[] }>('manager', `/cases/${reference}/key-worker/calling-off`);
    expect([called.status, called.body.keyWorkers]).toEqual([200, [expect.objectContaining({ name: 'Kofi Mensah', untilAt: null })]]);
  });
});

describe('a placement', () => {
  it('is agreed, and opens the plan: start on 7 September 2026, last day 7 October', async () => {
    const { reference } = await keyWorkerAssigned(test);
    const input = { providerId: test.region.providers.elmfield, course: 'A levels', level: 3, startsOn: '2026-09-07' };
    const { status, headers, body } = await api.post<{ id: number }>('keyWorker', `/cases/${reference}/placements`, input);
    expect([status, headers.location]).toEqual([201, `/api/v1/cases/${reference}/placements/${body.id}`]);
    expect((await api.get('keyWorker', `/cases/${reference}/placements/${body.id}`)).body).toEqual(body);
    const { items } = (await api.get<{ items: object[] }>('keyWorker', `/cases/${reference}/duties`)).body;
    expect(items).toContainEqual(expect.objectContaining({ key: `KW3/placement-${body.id}`, dueOn: '2026-10-07', missedFrom: '2026-10-07T23:00:00Z' }));
  });

  it("is not ended by the provider before the procedure, except as a breach that has happened", async () => {
    const { reference, placementId } = await suspension(test);
    const path = `/cases/${reference}/placements/${placementId}/ending`;
    const refused = await api.refusal('designatedPerson', 'POST', path, { kind: 'permanently-excluded' });
    expect(refused.slice(0, 2)).toEqual([409, 'PROCEDURE_NOT_FOLLOWED']);
    expect(refused.slice(2).length).toBeGreaterThan(1);
    const { status, body } = await api.post('designatedPerson', path, { kind: 'permanently-excluded', alreadyHappened: true });
    expect([status, body]).toEqual([201, expect.objectContaining({ ending: expect.objectContaining({ breach: true, endedOn: '2026-10-30' }) as unknown })]);
  });

  it('has its new key worker acknowledged by the designated person', async () => {
    const { reference, placementId } = await placementAgreed(test);
    await api.post('manager', `/cases/${reference}/key-worker`, { personId: test.region.people.successor, kind: 'social-worker', authorityToActConfirmed: true });
    const { keyWorkers } = (await api.get<{ keyWorkers: { id: number; name: string }[] }>('designatedPerson', `/cases/${reference}`)).body;
    const keyWorkerId = keyWorkers.find(({ name }) => name === 'Sally Webb')?.id;
    expect((await api.post('designatedPerson', `/cases/${reference}/placements/${placementId}/key-worker-acknowledgements`, { keyWorkerId })).status).toBe(201);
    const view = (await api.get('designatedPerson', `/cases/${reference}`)).body;
    expect(view).toMatchObject({ keyWorkers: [{ id: keyWorkerId, acknowledgements: [{ placementId }] }, {}] });
  });
});

describe('a plan', () => {
  it('is begun, continued and agreed by three, each step for the version that was read', async () => {
    const { reference, placementId } = await placementAgreed(test);
    const plan = `/cases/${reference}/placements/${placementId}/plan`;
    expect(await api.refusal('keyWorker', 'GET', plan)).toEqual([404, 'NOT_FOUND']);
    const [contacts, safeguarding, words] = ['key-contacts', 'safeguarding', 'own-words'].map((section) => `${plan}/sections/${section}`) as [string, string, string];
    const begun = await api.put('keyWorker', contacts, { text: 'Kofi Mensah' }, { 'if-match': '"0"' });
    expect([begun.status, begun.headers.etag]).toEqual([200, '"1"']);
    await api.put('designatedPerson', safeguarding, { text: 'None' });
    await api.put('designatedPerson', words, { text: 'I want to make furniture' });
    const continued = await api.put('designatedPerson', contacts, { text: 'Kofi Mensah, Dan Pike' }, { 'if-match': '"1"' });
    expect([continued.headers.etag, continued.body]).toEqual(['"2"', expect.objectContaining({ section: 'key-contacts', text: 'Kofi Mensah, Dan Pike', writtenByName: 'Dan Pike' })]);
    expect(await api.refusal('keyWorker', 'PUT', contacts, { text: 'Kofi' }, { 'if-match': '"1"' })).toEqual([412, 'CHANGED_SINCE']);
    expect(await api.refusal('keyWorker', 'POST', `${plan}/agreements`, { party: 'key-worker' }, { 'if-match': '"1"' })).toEqual([412, 'CHANGED_SINCE']);
    await api.post('keyWorker', `${plan}/agreements`, { party: 'key-worker' }, { 'if-match': '"4"' });
    await api.post('designatedPerson', `${plan}/agreements`, { party: 'designated-person' });
    expect(await api.refusal('keyWorker', 'POST', `${plan}/agreements`, { party: 'young-person' })).toEqual([422, 'INVALID', 'witness: WITNESS_NEEDED']);
    const agreed = await api.post<{ agreements: object[] }>('keyWorker', `${plan}/agreements`, { party: 'young-person', witness: 'Priya Shah' });
    expect([agreed.status, agreed.body.agreements.length]).toEqual([201, 3]);
    expect((await api.get('keyWorker', plan)).body).toEqual(agreed.body);
    expect((await api.get('keyContact', contacts)).headers.etag).toBe('"2"');
    const { items } = (await api.get<{ items: object[] }>('keyWorker', `/cases/${reference}/duties`)).body;
    expect(items).toContainEqual(expect.objectContaining({ key: `KW3/placement-${placementId}`, status: 'met' }));
  });

  it('is not agreed to before the three sections of the agreement are written', async () => {
    const { reference, placementId } = await placementAgreed(test);
    const plan = `/cases/${reference}/placements/${placementId}/plan`;
    await api.put('keyWorker', `${plan}/sections/key-contacts`, { text: 'Kofi Mensah' });
    const refused = await api.refusal('keyWorker', 'POST', `${plan}/agreements`, { party: 'key-worker' });
    expect(refused).toEqual([409, 'PLAN_NOT_COMPLETE', 'safeguarding: SECTION_EMPTY', 'own-words: SECTION_EMPTY']);
  });

  it('is reviewed in a meeting, which is read back and recorded once', async () => {
    const { reference, placementId } = await reviewHeld(test);
    const reviews = `/cases/${reference}/placements/${placementId}/reviews`;
    const input = { heldOn: '2026-10-19', attended: ['key-worker', 'young-person'], feelsSafe: 'yes', present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good' };
    const { status, headers, body } = await api.post('keyWorker', reviews, input);
    expect([status, body]).toEqual([201, expect.objectContaining(input)]);
    expect((await api.get('keyWorker', String(headers.location).replace('/api/v1', ''))).body).toEqual(body);
    expect(await api.refusal('keyWorker', 'POST', reviews, input)).toEqual([409, 'ALREADY_RECORDED']);
  });
});

describe('a risk notice', () => {
  it('has four legs: the e-mails go at once, a call unanswered leaves its leg open, a voicemail needs the acknowledgement', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-30 16:00');
    const input = { placementId, kind: 'suspended', whatHappened: 'A fight in the workshop' };
    const reported = await api.post<{ id: number; legs: object[] }>('designatedPerson', `/cases/${reference}/risk-notices`, input);
    expect([reported.status, reported.body.legs.map((leg) => (leg as { status: string }).status)]).toEqual([201, ['open', 'open', 'open', 'open']]);
    await test.runJobs();
    const notice = `/cases/${reference}/risk-notices/${reported.body.id}`;
    test.setNow('2026-10-30 16:20');
    await api.post('designatedPerson', `${notice}/calls`, { to: 'key-worker', outcome: 'no-answer' });
    await api.post('designatedPerson', `${notice}/calls`, { to: 'key-contact', outcome: 'voicemail' });
    expect((await api.get<{ legs: object[] }>('keyWorker', notice)).body.legs).toEqual([
      { channel: 'phone', to: 'key-worker', status: 'open', doneAt: null },
      { channel: 'phone', to: 'key-contact', status: 'open', doneAt: null },
      { channel: 'email', to: 'key-worker', status: 'met', doneAt: isDone },
      { channel: 'email', to: 'key-contact', status: 'met', doneAt: isDone },
    ]);
    await api.post('keyContact', `${notice}/acknowledgements`);
    const { body } = await api.post<{ legs: object[] }>('designatedPerson', `${notice}/calls`, { to: 'key-worker', outcome: 'spoke', spokeTo: 'Kofi Mensah' });
    expect(body.legs.map((leg) => (leg as { status: string }).status)).toEqual(['met', 'met', 'met', 'met']);
    const met = await api.post('designatedPerson', `${notice}/meetings`, { heldOn: '2026-10-30', present: 'All', outcome: 'stays', notes: 'Back on Monday' });
    expect([met.status, met.body]).toEqual([201, expect.objectContaining({ meetings: [expect.objectContaining({ outcome: 'stays' })] })]);
    const sent = await api.get<{ items: { stage: string; state: string }[] }>('keyWorker', `/cases/${reference}/messages`);
    expect(sent.body.items.filter(({ stage }) => stage === 'notice').map(({ state }) => state)).toEqual(['kept', 'kept']);
  });
});

describe('an emergency', () => {
  it('is raised and answered once: raised at 22:00 before the clocks go back, due at 21:00 after', async () => {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-24 22:00');
    const raised = await api.post<{ id: number }>('designatedPerson', `/cases/${reference}/emergencies`, { whatHappened: 'Missing', placementId });
    expect([raised.status, raised.body]).toEqual([201, expect.objectContaining({ raisedAt: '2026-10-24T21:00:00Z', respondedAt: null })]);
    const { items } = (await api.get<{ items: object[] }>('keyWorker', `/cases/${reference}/duties`)).body;
    expect(items).toContainEqual(expect.objectContaining({ key: `KW8/emergency-${raised.body.id}`, dueAt: '2026-10-25T21:00:00Z' }));
    const emergency = `/cases/${reference}/emergencies/${raised.body.id}`;
    expect((await api.post('keyWorker', `${emergency}/acknowledgement`)).status).toBe(201);
    const answered = await api.post('keyWorker', `${emergency}/response`, { response: 'Found at his aunt’s' });
    expect([answered.status, (await api.get('keyWorker', emergency)).body]).toEqual([201, answered.body]);
    expect(await api.refusal('keyWorker', 'POST', `${emergency}/response`, { response: 'Again' })).toEqual([409, 'ALREADY_ANSWERED']);
  });
});

it('has tried every operation on cases and what is in them', () => {
  // In test/rest-parity.spec.ts.
  const elsewhere = ['Emergencies.responders', 'Placements.blockers', 'RiskNotices.recipients'];
  const named = api.description.operations.map(({ id }) => id).filter((id) => !elsewhere.includes(id) && /^(Cases|Timeline|KeyWorkers|Placements|Plans|Reviews|RiskNotices|Emergencies)\./.test(id));
  expect([...api.done].sort()).toEqual(named.sort());
});
