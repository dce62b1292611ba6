import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Look, Looks } from '../src/looks/looks.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { checkPage, startBrowser } from './support/browser.js';
import { signIn } from './support/pages/user.js';
import { EVERYONE } from './support/region.js';
import { planAgreed } from './support/situations.js';

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
