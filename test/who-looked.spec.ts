import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { actingAs } from '../src/database/identity.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { LISTS, type ListName } from '../src/domain/lists.js';
import type { Look, Looks } from '../src/looks/looks.service.js';
import { AccessTokensService } from '../src/sign-in/access-tokens.service.js';
import { EVERY_SCOPE } from '../src/sign-in/scopes.js';
import { SessionsService } from '../src/sign-in/sessions.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { checkPage, startBrowser } from './support/browser.js';
import { breakable, BREAKAGES } from './support/broken-trail.js';
import { inspectorLetIn } from './support/inspector-let-in.js';
import { signIn } from './support/pages/user.js';
import { EVERYONE, type Who } from './support/region.js';
import { planAgreed, planMissed } from './support/situations.js';
import { accessGiven, ownToken } from './support/young-person.js';

let test: TestApplication;
let browser: Browser;
let reference: string;
let other: string;
beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
  ({ reference } = await planAgreed(test));
  ({ reference: other } = await planAgreed(test));
  test.setNow('2026-06-19 10:00');
  await test.post('successor', '/api/v1/emergency-access', { reference: other, reason: 'missing', words: 'He has not come home and nobody answers' });
  await test.get('successor', `/api/v1/cases/${other}`);
  test.setNow('2026-06-20 10:00');
  await test.get('keyWorker', `/api/v1/cases/${reference}`);
  test.setNow('2026-06-21 10:00');
  await test.get('administrator', `/api/v1/cases/${reference}`);
  await test.get('designatedPerson', `/api/v1/cases/${other}`);
  test.setNow('2026-06-22 10:00');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await test.close();
});

const looks = async (query = ''): Promise<Looks> => (await test.get<Looks>('dataProtectionLead', `/api/v1/who-looked${query}`)).body;
const told = ({ items }: { items: Look[] }) => items.map(({ name, case: of, capacity, purpose, outcome }) => [name, of, capacity, purpose, outcome]);

describe('who looked', () => {
  it('is told to the data protection lead, what is exceptional first, then who was refused, then the newest', async () => {
    expect(told(await looks())).toEqual([
      ['Sally Webb', other, 'emergency-access', 'emergency-access', 'done'],
      ['Ann Idle', reference, null, 'direct-care', 'refused'],
      ['Dan Pike', other, 'designated-person', 'direct-care', 'done'],
      ['Kofi Mensah', reference, 'key-worker', 'direct-care', 'done'],
    ]);
    const { items: [first] } = await looks();
    expect(first).toMatchObject({ reason: 'emergency-access-1', organisation: 'Birmingham', at: '2026-06-19T09:00:00Z' });
  });

  it('can be asked by case, person and day, and page by page', async () => {
    expect(told(await looks(`?case=${other}`)).map(([name]) => name)).toEqual(['Sally Webb', 'Dan Pike']);
    expect(told(await looks(`?person=${test.region.people.keyWorker}`)).map(([name]) => name)).toEqual(['Kofi Mensah']);
    expect(told(await looks('?from=2026-06-20&to=2026-06-20')).map(([name]) => name)).toEqual(['Kofi Mensah']);
    const pages: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const one: Looks = await looks(`?limit=1${after && `&after=${after}`}`);
      expect(one.total).toBe(4);
      pages.push(...one.items.map(({ name }) => name));
      ({ after } = one);
    }
    expect(pages).toEqual(['Sally Webb', 'Ann Idle', 'Dan Pike', 'Kofi Mensah']);
  });

  it('says nothing of what is in a case', async () => {
    expect(JSON.stringify(await looks())).not.toMatch(/Zebedee|Quill|Joinery|2010/);
  });

  it('is told to nobody else, and of no other authority', async () => {
    for (const who of EVERYONE.filter((one) => one !== 'dataProtectionLead' && one !== 'neighbourLead')) {
      expect([who, (await test.get(who, '/api/v1/who-looked')).status, (await test.get(who, '/api/v1/who-looked?authority=E08000025')).status]).toEqual([who, 403, 403]);
    }
    expect((await test.get<Looks>('neighbourLead', '/api/v1/who-looked')).body).toMatchObject({ items: [], total: 0 });
    expect((await test.get('neighbourLead', '/api/v1/who-looked?authority=E08000025')).status).toBe(403);
    expect((await test.get(null, '/api/v1/who-looked')).status).toBe(401);
  });

  it('opens no case to its reader, and reading it leaves its own trace', async () => {
    expect((await test.get('dataProtectionLead', `/api/v1/cases/${reference}`)).status).toBe(404);
    await looks();
    const [event] = await test.dataSource.query<object[]>(`SELECT name, person_id, subject, capacity, purpose FROM audit_event ORDER BY id DESC LIMIT 1`);
    expect(event).toEqual({ name: 'looks.read', person_id: test.region.people.dataProtectionLead, subject: 'authority-E08000025', capacity: 'data-protection-lead', purpose: 'oversight' });
  });

  it('is a page of its own, reached from the navigation, that leads from a look to all of one case or one person', async () => {
    const user = await signIn(browser, test.config.publicUrl, 'dataProtectionLead');
    await user.press(user.page.getByRole('link', { name: 'Who looked', exact: true }));
    await checkPage(user.visit);
    const rows = async () => (await user.page.locator('tbody tr').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    expect((await rows())[0]).toContain('Sally Webb Birmingham emergency access');
    expect((await rows())[0]).toMatch(/exceptional in an emergency, without a part in the case \(emergency-access-1\)/i);
    expect(await user.page.getByRole('link', { name: 'emergency-access-1' }).getAttribute('href')).toBe('/emergency-access/1');
    await user.press(user.page.getByRole('link', { name: 'Dan Pike' }));
    expect(await rows()).toEqual([expect.stringContaining('designated person')]);
  });

  it('is part of the timeline that the young person may read: as what, and why', async () => {
    const { body } = await test.get<{ items: object[] }>('keyWorker', `/api/v1/cases/${other}/timeline?kind=looks`);
    expect(body.items).toContainEqual(expect.objectContaining({ event: 'case.read', capacity: 'designated-person', purpose: 'direct-care', words: 'looked at the case' }));
    const user = await signIn(browser, test.config.publicUrl, 'keyWorker');
    await user.open(`/cases/${reference}/timeline?kind=looks`);
    const text = (await user.page.locator('.app-timeline').innerText()).replace(/\s+/g, ' ');
    expect(text).toContain('As key worker, to look after this young person');
    expect(text).toContain('Ann Idle tried to open the case and was refused');
  });
});

describe('lists', () => {
  /** Whoever reads each, what the trail calls it, and why they are said to have read it. */
  const READ: [list: ListName, who: Who, path: string, purpose: string][] = [
    ['cases', 'keyContact', '/api/v1/cases?limit=50', 'direct-care'],
    ['cases', 'keyContact', '/cases', 'direct-care'],
    ['file', 'keyContact', '/cases.csv?why=work', 'direct-care'],
    ['queue', 'manager', '/api/v1/escalations?limit=50', 'escalation'],
    ['queue', 'manager', '/escalations', 'escalation'],
    ['queue-file', 'manager', '/escalations.csv', 'escalation'],
    ['duties', 'keyWorker', '/', 'direct-care'],
    ['duties', 'keyWorker', '/api/v1/duties?limit=50', 'direct-care'],
    ['handover', 'manager', 'handover', 'direct-care'],
    ['area', 'neighbourContact', '/api/v1/local-cases', 'direct-care'],
    ['calendar', 'keyWorker', 'calendar', 'direct-care'],
    ['retention', 'dataProtectionLead', '/api/v1/retention', 'direct-care'],
    ['openings', 'dataProtectionLead', '/api/v1/emergency-access', 'oversight'],
    ['returns', 'keyContact', '/api/v1/statutory-returns', 'return'],
    ['returns', 'keyContact', '/statutory-returns', 'return'],
    ['own-files', 'dataProtectionLead', '/api/v1/own-files', 'direct-care'],
  ];
  const NAMELESS: readonly ListName[] = ['calendar', 'area', 'queue-file', 'retention', 'openings', 'own-files'];
  let missed: string;
  let young: Record<string, string>;
  const calendar = async (): Promise<string> => {
    const { body } = await test.post<{ address: string }>('keyWorker', '/api/v1/calendar-feeds', { name: `phone ${Math.random()}` });
    return new URL(body.address).pathname;
  };
  let addresses: Record<string, string>;
  const sessions: Partial<Record<Who, string>> = {};
  const ask = (who: Who, path: string) => {
    const at = addresses[path] ?? path;
    const asPage = !at.startsWith('/api/v1/');
    return at.startsWith('/api/calendar/') ? test.get(null, at) : test.get(asPage ? null : who, at, asPage ? { cookie: `lsa=${sessions[who]}` } : {});
  };
  const events = (): Promise<{ list: string; person: number; cases: string[]; purpose: string; reason: string | null; capacity: string | null; case_id: number | null }[]> => test.dataSource.query(
    `SELECT e.subject AS list, e.person_id AS person, ARRAY(SELECT y.reference FROM young_person y WHERE y.id = ANY(e.case_ids) ORDER BY y.id) AS cases, e.purpose, e.reason, e.capacity, e.case_id
     FROM audit_event e WHERE e.name = 'list.read' AND e.happened_at >= '2026-11-09' ORDER BY e.id`);

  beforeAll(async () => {
    ({ reference: missed } = await planMissed(test));
    const given = [
      await test.post('successor', '/api/v1/emergency-access', { reference: missed, reason: 'missing', words: 'Not seen since noon, nobody answers' }),
      await test.post('head', `/api/v1/retention/cases/${missed}/holds`, { reason: 'A claim of 2026' }),
      await test.post('dataProtectionLead', '/api/v1/own-files', { reference: missed, words: 'Asked by phone on Monday' }),
    ];
    expect(given.map(({ status, body }) => [status, body.reasons])).toEqual(Array(3).fill([201, undefined]));
    await test.operator.query(`UPDATE young_person SET care_status = 'relevant' WHERE reference = $1`, [missed]);
    test.setNow('2026-11-09 10:00');
    const { keyContact, manager, keyWorker } = test.region.people;
    for (const [who, id] of Object.entries({ keyContact, manager, keyWorker })) sessions[who as Who] = await test.app.get(SessionsService).start(id);
    addresses = { calendar: await calendar(), handover: `/api/v1/people/${keyWorker}/handover` };
    young = { authorization: `Bearer ${await ownToken(test, await accessGiven(test, missed))}` };
  }, 120_000);

  it('are all in the table', () => {
    expect([...new Set(READ.map(([list]) => list))].sort()).toEqual(Object.keys(LISTS).sort());
  });

  it('are not there where the trail cannot be written, or a statement failed unnoticed', async () => {
    const whileBroken = await breakable(test);
    for (const breakage of BREAKAGES) {
      for (const [, who, path] of READ) {
        const { status, body } = await whileBroken(breakage, () => ask(who, path));
        expect([breakage, path, status, /LS-[2-9A-Z]{6}|Zebedee/.test(JSON.stringify(body))]).toEqual([breakage, path, 500, false]);
      }
    }
    expect(await events()).toEqual([]);
  });

  it('leave one line each for all that stood on them, which opens none of the cases', async () => {
    for (const [list, who, path, purpose] of READ) {
      const before = (await events()).length;
      const { status, body } = await ask(who, path);
      const shown = [...new Set(JSON.stringify(body).match(/LS-[2-9A-Z]{6}/g) ?? [])].sort();
      const [event, ...others] = (await events()).slice(before);
      expect([path, status, others]).toEqual([path, 200, []]);
      expect([path, event]).toEqual([path, { list, person: test.region.people[who], cases: expect.arrayContaining([missed]), purpose, reason: null, capacity: null, case_id: null }]);
      expect([path, [...(event?.cases ?? [])].sort()]).toEqual([path, shown]);
      expect([path, JSON.stringify(body).includes('Zebedee')]).toEqual([path, !NAMELESS.includes(list)]);
    }
  });

  it('of which only numbers are told leave none', async () => {
    const before = (await events()).length;
    for (const who of ['keyContact', 'manager'] as const) expect((await test.get(who, '/api/v1/home')).status).toBe(200);
    expect((await ask('keyContact', '/cases/export')).status).toBe(200);
    expect(await events()).toHaveLength(before);
  });

  it('are written down by the system alone: nobody says themselves what stood on one', async () => {
    const trace = (columns: string, values: string) => actingAs({ secret: sessions.keyContact ?? '' }, () => test.app.get(UnitOfWork).run(({ manager }) =>
      manager.query(`INSERT INTO audit_event (happened_at, person_id, name, ${columns}) SELECT now(), authz.person_id(), ${values}`)));
    await expect(trace('case_ids', `'list.read', '{1}'`)).rejects.toThrow('row-level security');
    await trace('case_id', `'case.read', id FROM young_person WHERE reference = '${missed}'`);
  });

  it('that a program fetches leave a line once a day', async () => {
    const before = (await events()).length;
    expect((await ask('keyWorker', 'calendar')).status).toBe(200);
    expect(await events()).toHaveLength(before);
    test.setNow('2026-11-10 10:00');
    await ask('keyWorker', 'calendar');
    expect((await events()).slice(before).map(({ list }) => list)).toEqual(['calendar']);
  });

  it('that an inspector reads say so, and where the reason is', async () => {
    const { personId, id } = await inspectorLetIn(test);
    const token = await test.app.get(AccessTokensService).issue(personId, 'test', 30, EVERY_SCOPE);
    expect((await test.get(null, '/api/v1/cases', { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await events()).at(-1)).toMatchObject({ list: 'cases', person: personId, purpose: 'inspection', reason: `inspection-${id}`, capacity: 'inspector' });
  });

  it('are told to the young person, one line for somebody, a list and a day', async () => {
    const { body } = await test.send<{ items: { list: string | null; times: number; organisation: string; on: string }[] }>(null, 'GET', '/api/v1/me/looked', undefined, young);
    const lines = body.items.filter(({ list }) => list !== null).map(({ list, times, organisation, on }) => `${on} ${list} ${organisation} ${times}`);
    expect(lines.filter((line) => line >= '2026-11-09').sort()).toEqual([
      '2026-11-09 area Coventry 1', '2026-11-09 calendar Birmingham 1', '2026-11-09 cases Birmingham 2', '2026-11-09 duties Birmingham 2', '2026-11-09 file Birmingham 1', '2026-11-09 handover Birmingham 1',
      '2026-11-09 openings Birmingham 1', '2026-11-09 own-files Birmingham 1', '2026-11-09 queue Birmingham 2', '2026-11-09 queue-file Birmingham 1', '2026-11-09 retention Birmingham 1', '2026-11-09 returns Birmingham 2', '2026-11-10 calendar Birmingham 1', '2026-11-10 cases Birmingham 1',
    ]);
    expect(JSON.stringify(body)).not.toContain(reference);
  });

  it('are told to the data protection lead of a case or a person they ask for, and not among everybody’s looks', async () => {
    const read = (items: Look[]) => items.filter(({ list }) => list !== null).map(({ name, list, case: of, cases }) => [name, list, of, cases]);
    const of = await looks(`?case=${missed}&limit=100`);
    expect(read(of.items)).toHaveLength(READ.length + 2);
    expect(read(of.items)[0]).toEqual(['Ines Pect', 'cases', missed, 1]);
    expect(read(of.items).every(([, , name, cases]) => name === missed && cases === 1)).toBe(true);
    const theirs = await looks(`?person=${test.region.people.keyContact}&limit=100`);
    expect(read(theirs.items).map(([name, list, , cases]) => [name, list, cases])).toEqual([['Priya Shah', 'returns', 1], ['Priya Shah', 'returns', 1], ['Priya Shah', 'file', 3], ['Priya Shah', 'cases', 3], ['Priya Shah', 'cases', 3]]);
    expect(read((await looks('?limit=100')).items)).toEqual([]);
    expect((await test.get<Looks>('neighbourLead', `/api/v1/who-looked?case=${missed}`)).body.items).toEqual([]);
    const user = await signIn(browser, test.config.publicUrl, 'dataProtectionLead');
    await user.open(`/who-looked?case=${missed}`);
    await checkPage(user.visit);
    expect((await user.page.locator('tbody').innerText()).replace(/\s+/g, ' ')).toMatch(/reader of a list LS-\w{6} the escalation queue to follow up what was missed/);
  });
});
