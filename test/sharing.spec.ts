import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseRecordKind } from '../src/domain/agreement/records.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { emailOf, PASSWORD } from './support/region.js';
import { planAgreed, type Placed } from './support/situations.js';
import { accessGiven, cameIn, cameInFully, ownToken, Phone, textOf } from './support/young-person.js';

const TODAY = '2026-11-09';
const NOW = `${TODAY} 10:00`;

interface Sharing {
  columns: { recipient: string; name: string; answers: { item: string; answer: string; wish: { decision: string; byThemselves: boolean } | null; basis: { lawfulBasis: string } | null; override: object | null }[] }[];
  history: { kind: string }[];
  disclosures: { means: string; toWhom: string; what: string; why: string; basis: string }[];
}

let test: TestApplication;
let api: ApiCalls;
let own: Placed;
let phone: Phone;
let keyContact: Phone;
let bearer: Record<string, string>;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  own = await planAgreed(test);
  const personId = await accessGiven(test, own.reference);
  test.setNow(NOW);
  keyContact = new Phone(test);
  await keyContact.post('/sign-in', { email: emailOf('keyContact'), password: PASSWORD });
  phone = await cameInFully(test, own.reference);
  bearer = { authorization: `Bearer ${await ownToken(test, personId)}` };
});
afterAll(() => test.close());

const sharing = async (who: Parameters<ApiCalls['get']>[0] = 'keyWorker') => (await api.get<Sharing>(who, `/cases/${own.reference}/sharing`)).body;
const answer = async (item: string, recipient = 'provider') => (await sharing()).columns.find((one) => one.recipient === recipient)?.answers.find((one) => one.item === item);
/** KW1 asks for what they decided about safeguarding and the provider. */
const consentStatus = async () => (await api.get<{ items: { key: string; status: string }[] }>('keyWorker', `/cases/${own.reference}/duties`)).body.items.find(({ key }) => key === `KW1/placement-${own.placementId}`)?.status;
const record = (who: 'keyWorker' | 'designatedPerson', kind: CaseRecordKind, body: object) => api.post(who, `/cases/${own.reference}/records/${kind}`, { happenedOn: TODAY, placementId: own.placementId, ...body });

describe('item by item and recipient by recipient', () => {
  it('nothing is assumed: each begins as not asked, for the provider and the Virtual School of its area', async () => {
    const { columns } = await sharing();
    expect(columns.map(({ recipient, name }) => [recipient, name])).toEqual([['provider', 'Ashgrove College'], ['local-virtual-school', 'Virtual School of Coventry']]);
    expect(new Set(columns.flatMap(({ answers }) => answers.map((one) => one.answer)))).toEqual(new Set(['not asked']));
  });

  it('what they told somebody is recorded as theirs, for that item and that recipient alone', async () => {
    await api.post('keyWorker', `/cases/${own.reference}/sharing/wishes`, { placementId: own.placementId, recipient: 'provider', plan: 'yes', health: 'no', how: 'face to face' });
    expect([(await answer('plan'))?.answer, (await answer('health'))?.answer, (await answer('attendance'))?.answer, (await answer('plan', 'local-virtual-school'))?.answer]).toEqual(['yes', 'no', 'not asked', 'not asked']);
    expect(await api.refusal('designatedPerson', 'POST', `/cases/${own.reference}/sharing/wishes`, { placementId: own.placementId, recipient: 'provider', plan: 'yes', how: 'phone' })).toEqual([403, 'NOT_ALLOWED']);
  });

  it('they change their mind on their own page, and staff see that it was them', async () => {
    await phone.post('/me/consent', { placementId: String(own.placementId), recipient: 'provider', plan: 'no', attendance: 'yes' });
    expect(await answer('plan')).toMatchObject({ answer: 'no', wish: { decision: 'withdrawn', byThemselves: true } });
    expect(textOf(await phone.get('/me/consent'))).toContain('My plan You said no. Since Monday 9 November 2026.');
    expect(await consentStatus()).toMatch(/^missed/);
  });

  it('the same wish twice is recorded once', async () => {
    const count = async () => Number((await test.dataSource.query<{ n: string }[]>(`SELECT count(*) AS n FROM record WHERE kind = 'consent-decision'`))[0]?.n);
    const before = await count();
    await phone.post('/me/consent', { placementId: String(own.placementId), recipient: 'provider', plan: 'no', attendance: 'yes' });
    expect(await count()).toBe(before);
  });

  it('a decision that names neither, as before, is about safeguarding and the provider', async () => {
    await record('keyWorker', 'consent-decision', { decision: 'given', how: 'phone', whatFor: 'What keeps me safe' });
    expect((await answer('safeguarding'))?.answer).toBe('yes');
    expect(await consentStatus()).toMatch(/^met late/);
  });

  it('another lawful basis overrules a no, and the young person reads which one, why, and that they said no', async () => {
    await record('keyWorker', 'sharing-basis', { item: 'health', recipient: 'provider', lawfulBasis: 'vital interests', reason: 'You have an allergy.' });
    expect(await answer('health')).toMatchObject({ answer: 'yes, whatever they wish', wish: { decision: 'refused' }, basis: { lawfulBasis: 'vital interests' } });
    expect(textOf(await phone.get('/me/consent'))).toContain('My health This is shared, also if you do not want it. Why: to keep somebody alive or safe. You have an allergy. Your wish: no.');
  });

  it('is offered to be recorded to each as far as they may', async () => {
    const offered = async (who: 'keyWorker' | 'keyContact') => [...(await pageAs(test, who, `/cases/${own.reference}/sharing`)).matchAll(/records\/([\w-]+)\/new"/g)].map(([, kind]) => kind);
    expect([await offered('keyWorker'), await offered('keyContact')]).toEqual([['sharing-basis', 'sharing-without-consent', 'disclosure'], ['sharing-basis', 'disclosure']]);
  });

  it('what was shared against their wish changes neither their wish nor the basis, and names who authorised it', async () => {
    await record('keyWorker', 'sharing-without-consent', { lawfulBasis: 'legal obligation', item: 'plan', recipient: 'provider', authorisedBy: 'Marta Nowak, team manager', what: 'The page on safety', reason: 'A court asked for it.' });
    expect(await answer('plan')).toMatchObject({ answer: 'no', override: { lawfulBasis: 'legal obligation' } });
    expect(textOf(await phone.get('/me/consent'))).toContain('It was shared without your yes on Monday 9 November 2026. Why: a law says so. Who said so: Marta Nowak, team manager. Their reason: A court asked for it.');
  });

  it('an employer knows of their care only as was asked when it was recorded', async () => {
    await record('designatedPerson', 'employer', { employer: 'Oak Joinery', startsOn: '2027-01-04', mayKnowOfCare: 'no' });
    expect(await answer('care-status', 'employer')).toMatchObject({ answer: 'no', wish: { decision: 'refused' } });
  });
});

describe('every disclosure', () => {
  const disclosed = { toWhom: 'Petra Ashdown, Ashgrove College', item: 'plan', recipient: 'provider', what: 'The whole plan', reason: 'She teaches him.' };

  it('on consent is refused where there is none, and taken where there is', async () => {
    expect(await api.refusal('keyWorker', 'POST', `/cases/${own.reference}/records/disclosure`, { happenedOn: TODAY, placementId: own.placementId, ...disclosed, basis: 'consent' })).toEqual([422, 'INVALID', 'basis: NO_CONSENT']);
    expect((await record('keyWorker', 'disclosure', { ...disclosed, item: 'attendance', basis: 'consent' })).status).toBe(201);
  });

  it('of a letter and of a list that was taken out is written down, with to whom, what for and on which basis', async () => {
    await api.post('keyWorker', `/cases/${own.reference}/status-letters`, { recipient: 'fund', toWhom: 'Bursary office', whatFor: 'bursary', basis: 'asked for by the young person' });
    await keyContact.get('/cases.csv?why=meeting');
    const { disclosures } = await sharing();
    expect(disclosures).toContainEqual(expect.objectContaining({ means: 'export', toWhom: 'Priya Shah, Birmingham', what: 'that they are in care or a care leaver', why: 'for a meeting about them', basis: 'public task' }));
    expect(disclosures).toContainEqual(expect.objectContaining({ means: 'recorded', toWhom: 'Bursary office', why: 'bursary', basis: 'asked for by the young person' }));
  });

  it('of a list is one for each case on it, and for no other', async () => {
    const other = await planAgreed(test);
    test.setNow(NOW);
    const before = await test.dataSource.query<object[]>('SELECT id FROM disclosure');
    await keyContact.get(`/cases.csv?search=${other.reference}`);
    const after = await test.dataSource.query<{ reference: string }[]>('SELECT y.reference FROM disclosure d JOIN young_person y ON y.id = d.case_id ORDER BY d.id DESC LIMIT 1');
    expect([(await test.dataSource.query<object[]>('SELECT id FROM disclosure')).length - before.length, after[0]?.reference]).toEqual([1, other.reference]);
  });

  it('by mail to another organisation is told, by the ledger of what was sent', async () => {
    await test.runJobs();
    const mails = (await sharing()).disclosures.filter(({ means }) => means === 'mail');
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.map(({ toWhom }) => toWhom)).toContain('Dan Pike, Ashgrove College');
    expect(new Set(mails.map(({ toWhom }) => toWhom)).has('Kofi Mensah, Birmingham')).toBe(false);
  });

  it('is read by the young person; a provider reads what was recorded about its own placement, and no list or mail', async () => {
    const text = textOf(await phone.get('/me/consent'));
    expect(text).toContain('To Priya Shah, Birmingham that they are in care or a care leaver Why: for a meeting about them It was put on a list for work.');
    expect(new Set((await sharing('designatedPerson')).disclosures.map(({ means }) => means))).toEqual(new Set(['recorded', 'without consent']));
    expect(await api.refusal('neighbourContact', 'GET', `/cases/${own.reference}/sharing`)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('otherDesignatedPerson', 'GET', `/cases/${own.reference}/sharing`)).toEqual([404, 'NOT_FOUND']);
  });

  it('stays: nobody changes what was written down', async () => {
    await expect(test.dataSource.query(`UPDATE disclosure SET to_whom = 'nobody'`)).rejects.toThrow('what was disclosed stays recorded');
  });
});

describe('the API of the young person', () => {
  const get = (path: string) => api.call<Record<string, unknown>>(null, 'GET', `/me${path}`, undefined, bearer);
  const post = (path: string, body: object) => api.call<Record<string, unknown>>(null, 'POST', `/me${path}`, body, bearer);

  it('answers what each page shows, as it is described', async () => {
    for (const path of ['/people', '/plan', '/dates', '/said', '/emergencies', '/looked', '/consent']) expect([path, (await get(path)).status]).toEqual([path, 200]);
  });

  it('takes what each form takes', async () => {
    const answers = [
      await post('/views', { addressedTo: 'key-worker', ownWords: 'By API.' }),
      await post('/questions', { addressedTo: 'team-manager', decision: 'By API.' }),
      await post('/emergencies', { whatHappened: 'By API.' }),
      await post('/wishes', { placementId: own.placementId, recipient: 'local-virtual-school', plan: 'yes' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await answer('plan', 'local-virtual-school'))?.answer).toBe('yes');
  });

  it('and the case’s own access is given, read, shown a code for, and ended', async () => {
    const path = `/cases/${own.reference}/own-access`;
    expect((await api.put('keyWorker', path, { email: 'zeb@mail.example', phone: '07700 900321' })).body).toMatchObject({ isOpen: true, phone: '07700900321' });
    expect((await api.post('keyWorker', `${path}/codes`, { purpose: 'code' })).body).toMatchObject({ purpose: 'code', code: expect.stringMatching(/^\w{3}-\w{3}$/) as unknown });
    expect((await api.get('manager', path)).body).toMatchObject({ hasPin: true });
    for (const who of ['keyContact', 'designatedPerson'] as const) expect(await api.refusal(who, 'GET', path)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('keyWorker', 'PUT', path, {})).toEqual([422, 'INVALID', 'email: REQUIRED']);
    const other = await planAgreed(test);
    test.setNow(NOW);
    for (const email of ['zeb@mail.example', 'hugh.farrow@region.example']) expect(await api.refusal('keyWorker', 'PUT', `/cases/${other.reference}/own-access`, { email })).toEqual([409, 'CONTACT_NOT_POSSIBLE']);
    expect((await api.delete('keyWorker', path)).status).toBe(204);
  });
});

describe('the way in to a case that ends', () => {
  const given = async (email: string) => {
    const placed = await planAgreed(test);
    test.setNow(NOW);
    const personId = await accessGiven(test, placed.reference, { email });
    return { ...placed, personId, path: `/cases/${placed.reference}/own-access` };
  };
  const closed = (reference: string, more: object) => api.post<{ id: number }>('manager', `/cases/${reference}/records/case-closing`, { happenedOn: TODAY, notes: 'Looked into', ...more });

  it('frees its address and number once it is ended, for another case of the same person', async () => {
    const [first, second] = [await given('tam@mail.example'), await planAgreed(test)];
    test.setNow(NOW);
    await api.put('keyWorker', first.path, { email: 'tam@mail.example', phone: '07700 900654' });
    const again = () => api.put('keyWorker', `/cases/${second.reference}/own-access`, { email: 'tam@mail.example', phone: '07700 900654' });
    expect((await again()).status).toBe(409);
    expect((await api.delete('keyWorker', first.path)).status).toBe(204);
    expect((await api.get('keyWorker', first.path)).body).toMatchObject({ isOpen: false, email: null, phone: null });
    expect((await again()).status).toBe(200);
  });

  it('ends with the case that was registered by mistake, and is given anew where that is taken back', async () => {
    const mistaken = await given('uma@mail.example');
    const inside = await cameInFully(test, mistaken.reference, 'uma@mail.example');
    const { body } = await closed(mistaken.reference, { cause: 'registered-by-mistake' });
    expect((await inside.get('/me')).statusCode).toBe(303);
    expect((await api.get('keyWorker', mistaken.path)).body).toMatchObject({ isOpen: false, email: null, hasPin: false });
    expect(await api.refusal('keyWorker', 'PUT', mistaken.path, { email: 'uma@mail.example' })).toEqual([409, 'CASE_ENDED']);
    expect((await given('uma@mail.example')).personId).not.toBe(mistaken.personId);
    await api.post('manager', `/cases/${mistaken.reference}/facts/case-closing/${body.id}/corrections`, { takeBack: true, reason: 'It was the right case' });
    expect((await api.get('keyWorker', mistaken.path)).body).toMatchObject({ isOpen: false });
    expect((await api.put('keyWorker', mistaken.path, { email: 'uma.too@mail.example' })).status).toBe(200);
  });

  it('of another authority now, says before and instead of the form that nobody reads there, and whom to call; staff end it from the case', async () => {
    const ended = await given('vic@mail.example');
    const inside = await cameIn(test, 'vic@mail.example');
    expect((await inside.get('/me/help')).body).toContain('name="whatHappened"');
    await closed(ended.reference, { cause: 'moved-authority', takenOverBy: 'Wolverhampton, Ola Berg, 07700 900777' });
    const asked = await inside.post('/me/help', { whatHappened: 'I am locked out' });
    for (const [answer, status] of [[await inside.get('/me/help'), 200], [asked, 409]] as const) {
      expect([answer.statusCode, answer.body.includes('name="whatHappened"')]).toEqual([status, false]);
      expect(textOf(answer)).toMatch(/call 999 now\..*Nobody reads messages here any more\..*These people help you now: Wolverhampton, Ola Berg, 07700 900777.*Call Childline: 0800 1111/);
    }
    expect(textOf(asked)).toContain('Your message was not sent.');
    expect(textOf(await inside.get('/me'))).toContain('Nobody reads messages here any more.');
    const refused = await api.call<{ code: string; detail: string }>(null, 'POST', '/me/emergencies', { whatHappened: 'I am locked out' }, { authorization: `Bearer ${await ownToken(test, ended.personId)}` });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([409, 'CASE_ENDED', expect.stringMatching(/was not sent.*call 999.*Childline.*0800 1111.*Ola Berg/) as unknown]);
    expect(await pageAs(test, 'keyWorker', `/cases/${ended.reference}`)).toContain(`href="${ended.path}"`);
    expect(await pageAs(test, 'keyWorker', ended.path)).toContain(`action="${ended.path}/ending"`);
    expect((await api.delete('keyWorker', ended.path)).status).toBe(204);
  });
});
