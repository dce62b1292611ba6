import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import type { Refusal } from '../src/errors.js';
import { eraseCase } from '../src/retention/erase-case.js';
import { SavedViews } from '../src/saved-views/saved-views.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { FormBrowser, mainText } from './support/form-browser.js';
import { BIRMINGHAM, emailOf, PASSWORD, type Who } from './support/region.js';
import { planMissed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
let reference: string;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  ({ reference } = await planMissed(test));
  await test.runJobs();
});
afterAll(() => test.close());

interface View { id: number; list: string; name: string; filters: Record<string, string>; page: string; version: number }
const LEVEL_ONE = { list: 'escalations', name: 'Level 1, plans', filters: { level: '1', clause: 'VS2' } };
const viewsOf = async (who: Who, list = ''): Promise<View[]> => (await api.get<{ items: View[] }>(who, `/saved-views?limit=200${list && `&list=${list}`}`)).body.items;
const eventsOf = async (who: Who): Promise<object[]> => test.dataSource.query(`SELECT name, subject, fields FROM audit_event WHERE person_id = $1 AND name LIKE 'saved-view.%' ORDER BY id`, [test.region.people[who]]);

async function browserOf(who: Who): Promise<FormBrowser> {
  const browser = new FormBrowser(Number(new URL(test.config.publicUrl).port));
  await browser.signIn(emailOf(who), PASSWORD);
  return browser;
}

describe('a view of a list', () => {
  let made: View;

  it('is made, read, renamed from the version that was read, and removed, with a trace that says which and not what', async () => {
    const { status, body, headers } = await api.post<View>('keyContact', '/saved-views', LEVEL_ONE);
    made = body;
    expect([status, headers.location, headers.etag]).toEqual([201, `/api/v1/saved-views/${body.id}`, '"1"']);
    expect(body).toEqual({ id: body.id, ...LEVEL_ONE, page: '/escalations?level=1&clause=VS2', version: 1 });
    expect((await api.put<View>('keyContact', `/saved-views/${body.id}`, { name: 'Plans' }, { 'if-match': '"1"' })).body).toEqual({ ...body, name: 'Plans', version: 2 });
    expect(await api.refusal('keyContact', 'PUT', `/saved-views/${body.id}`, { name: 'Mine' }, { 'if-match': '"1"' })).toEqual([412, 'CHANGED_SINCE']);
    expect((await api.get<View>('keyContact', `/saved-views/${body.id}`)).body.name).toBe('Plans');
    const other = (await api.post<View>('keyContact', '/saved-views', { list: 'cases', name: 'Plans', filters: { missed: 'yes' } })).body;
    expect((await viewsOf('keyContact')).map(({ list, name }) => [list, name])).toEqual([['cases', 'Plans'], ['escalations', 'Plans']]);
    expect(await viewsOf('keyContact', 'cases')).toEqual([other]);
    expect((await api.delete('keyContact', `/saved-views/${other.id}`)).status).toBe(204);
    expect(await api.refusal('keyContact', 'DELETE', `/saved-views/${other.id}`)).toEqual([404, 'NOT_FOUND']);
    const subject = `saved-view-${made.id}`;
    expect(await eventsOf('keyContact')).toEqual([
      { name: 'saved-view.make', subject, fields: [] }, { name: 'saved-view.rename', subject, fields: [] },
      { name: 'saved-view.make', subject: `saved-view-${other.id}`, fields: [] }, { name: 'saved-view.remove', subject: `saved-view-${other.id}`, fields: [] },
    ]);
  });

  it('is there for nobody else', async () => {
    for (const who of ['head', 'keyWorker', 'administrator', 'dataProtectionLead'] as const) {
      expect(await viewsOf(who)).toEqual([]);
      for (const [method, body] of [['GET', undefined], ['PUT', { name: 'Mine' }], ['DELETE', undefined]] as const) expect([who, method, await api.refusal(who, method, `/saved-views/${made.id}`, body)]).toEqual([who, method, [404, 'NOT_FOUND']]);
    }
    expect((await viewsOf('keyContact')).map(({ name }) => name)).toEqual(['Plans']);
  });

  it.each([
    ['the name of another, in capitals', { ...LEVEL_ONE, name: 'PLANS' }, [409, 'NAME_TAKEN', 'name: NAME_TAKEN']],
    ['a search, which may be a name', { list: 'cases', name: 'Zebedee', filters: { search: 'Zebedee', missed: 'yes' } }, [422, 'INVALID', 'filters: FILTER_NOT_KEPT']],
    ['a filter of another list', { ...LEVEL_ONE, name: 'x', filters: { missed: 'yes' } }, [422, 'INVALID', 'filters: FILTER_NOT_KEPT']],
    ['a filter that is no text', { ...LEVEL_ONE, name: 'x', filters: { level: 1 } }, [422, 'INVALID', 'filters: FILTER_NOT_KEPT']],
    ['no filter', { ...LEVEL_ONE, name: 'x', filters: {} }, [422, 'INVALID', 'filters: NO_FILTERS']],
    ['a filter that the list would not take', { ...LEVEL_ONE, name: 'x', filters: { level: '7' } }, [422, 'INVALID', expect.stringMatching(/^level: /)]],
    ['a day that is none', { list: 'coverage', name: 'x', filters: { from: '2026-02-30' } }, [422, 'INVALID', expect.stringMatching(/^from: /)]],
    ['a list that keeps none', { list: 'holds', name: 'x', filters: { level: '1' } }, [422, 'INVALID', expect.stringMatching(/^list: /)]],
    ['no name', { ...LEVEL_ONE, name: ' ' }, [422, 'INVALID', expect.stringMatching(/^name: /)]],
    ['a name of 61 characters', { ...LEVEL_ONE, name: 'x'.repeat(61) }, [422, 'INVALID', expect.stringMatching(/^name: /)]],
  ])('is not made with %s', async (_what, body, refusal) => {
    expect(await api.refusal('keyContact', 'POST', '/saved-views', body)).toEqual(refusal);
  });

  it('is one of twenty of its list at most, also where several are made at once', async () => {
    const make = (n: number) => api.post('manager', '/saved-views', { list: 'cases', name: `View ${n}`, filters: { missed: 'yes' } });
    for (let n = 1; n <= 19; n++) expect((await make(n)).status).toBe(201);
    const service = test.app.get(SavedViews);
    const manager = await test.actor('manager');
    // Each has a connection of its own by then.
    await Promise.all([1, 2, 3, 4, 5].map(() => service.list(manager)));
    const atOnce = await Promise.allSettled([20, 21, 22, 23, 24].map((n) => service.make(manager, { list: 'cases', name: `View ${n}`, filters: { missed: 'yes' } })));
    expect(atOnce.map((one) => (one.status === 'fulfilled' ? 'made' : (one.reason as Refusal).code)).sort()).toEqual(['TOO_MANY_VIEWS', 'TOO_MANY_VIEWS', 'TOO_MANY_VIEWS', 'TOO_MANY_VIEWS', 'made']);
    expect(await api.refusal('manager', 'POST', '/saved-views', { list: 'cases', name: 'One more', filters: { missed: 'yes' } })).toEqual([409, 'TOO_MANY_VIEWS']);
    expect((await api.post('manager', '/saved-views', { list: 'coverage', name: 'View 1', filters: { from: '2026-06-01' } })).status).toBe(201);
    expect((await Promise.all([1, 2].map(() => api.post('head', '/saved-views', LEVEL_ONE)))).map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('of one case goes with it when it is erased, whoever kept it', async () => {
    for (const filters of [{ case: reference.toLowerCase() }, { case: 'LS-222222', from: '2026-06-01' }]) await api.post('dataProtectionLead', '/saved-views', { list: 'who-looked', name: filters.case.slice(3), filters });
    const [{ id }] = await test.operator.query<[{ id: number }]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
    class Undone extends Error {}
    const left: string[] = [];
    await expect(test.app.get(UnitOfWork).run(async ({ manager }) => {
      await eraseCase(id, 'test');
      left.push(...(await manager.query<{ name: string }[]>(`SELECT name FROM saved_view WHERE list = 'who-looked'`)).map(({ name }) => name));
      throw new Undone();
    })).rejects.toBeInstanceOf(Undone);
    expect(left).toEqual(['222222']);
  });
});

describe('above its list', () => {
  it.each([
    ['designatedPerson', '/cases?missed=yes', 'With something missed', 'Something missed'],
    ['neighbourContact', '/escalations?level=1&closed=yes', 'Closed at level 1', 'Level 1, Closed'],
    ['keyWorker', `/coverage?authority=${BIRMINGHAM}&from=2026-06-01`, 'Since June', 'Birmingham, Due from 1 Jun 2026'],
    ['dataProtectionLead', '/who-looked?case=LS-222222', 'Of one case', 'Case LS-222222'],
  ] as const)('the %s keeps the filters of %s, finds them as a link, renames and removes them', async (who, address, name, words) => {
    const browser = await browserOf(who);
    const [path = ''] = address.split('?');
    const saveHref = (html: string) => /href="(\/saved-views\/new\?[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    expect(saveHref((await browser.get(path)).body)).toBeUndefined();
    const href = saveHref((await browser.get(address)).body) ?? '';
    const form = await browser.get(href);
    expect(mainText(form)).toContain(`It keeps: ${words}.`);
    expect([mainText(form).includes('What you searched for is not kept'), mainText(form).includes('Do not write a young person’s name in it.')]).toEqual([path === '/cases', true]);
    const action = /action="(\/saved-views[^"]*)"/.exec(form.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect([(await browser.post(action, { name: '' }, href)).statusCode, (await browser.post(action, { name }, href)).headers.location]).toEqual([422, address]);
    const [view] = (await viewsOf(who)).slice(-1);
    const list = await browser.get(path);
    expect(list.body).toContain(`href="${address.replaceAll('&', '&amp;')}">${name}</a>`);
    const opened = await browser.get(address);
    expect(opened.body).toContain(`aria-current="true">${name}</a>`);
    expect(saveHref(opened.body)).toBeUndefined();
    expect(mainText(await browser.get('/saved-views'))).toContain(`${name} : ${words}`);
    await browser.get(`/saved-views/${view?.id}`);
    expect((await browser.post(`/saved-views/${view?.id}`, { name: `${name}!` })).headers.location).toBe('/saved-views');
    expect(mainText(await browser.get('/saved-views'))).toContain(`${name}! : ${words}`);
    expect((await browser.post(`/saved-views/${view?.id}/removal`)).headers.location).toBe('/saved-views');
    expect((await browser.get(path)).body).not.toContain(name);
  });

  it('a search is not kept, and the link to keep the rest has nothing of it', async () => {
    const browser = await browserOf('designatedPerson');
    await browser.get('/cases');
    const { headers } = await browser.post('/cases/search', { search: 'Zebedee', missed: 'yes' }, '/cases');
    const { body } = await browser.get(headers.location ?? '');
    expect(body).toContain('href="/saved-views/new?list=cases&amp;filters=missed%3Dyes"');
    const alone = await browser.post('/cases/search', { search: 'Zebedee' }, '/cases');
    expect((await browser.get(alone.headers.location ?? '')).body).not.toContain('/saved-views/new');
  });

  it.each([
    ['keyContact', { list: 'cases', name: 'Gone', filters: { provider: '999' } }],
    ['keyContact', { list: 'coverage', name: 'Gone', filters: { provider: '999' } }],
  ] as const)('of the %s, a view of what is gone opens all the same, and shows its chip', async (who, body) => {
    const browser = await browserOf(who);
    const { page } = (await api.post<View>(who, '/saved-views', body)).body;
    const opened = await browser.get(page);
    expect([opened.statusCode, mainText(opened)]).toEqual([200, expect.stringContaining('Remove the filter: Another provider')]);
    expect(mainText(await browser.get('/saved-views'))).toContain('Gone : Another provider');
  });

  it('a link to keep nothing says to choose a filter first', async () => {
    const browser = await browserOf('designatedPerson');
    await browser.get('/saved-views/new?list=cases&filters=search%3DZebedee');
    expect(mainText(await browser.post('/saved-views?list=cases&filters=search%3DZebedee', { name: 'Zebedee' }))).toContain('No filter is on that could be kept.');
  });
});
