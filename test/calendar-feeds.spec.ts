import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { TOLD_CLAUSES } from '../src/calendar-feeds/own-feed-events.js';
import { DutiesService } from '../src/duties/duties.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { FormBrowser } from './support/form-browser.js';
import { insertRows } from './support/insert-rows.js';
import { BIRMINGHAM, emailOf, nameOf, PASSWORD } from './support/region.js';
import { emergencyRaised } from './support/situations.js';
import { accessGiven, cameIn, cameInFully, choosePin } from './support/young-person.js';

let test: TestApplication;
let api: ApiCalls;
let reference: string;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  ({ reference } = await emergencyRaised(test)); // Saturday 24 October 2026, 22:00; the clocks go back in the night
});
afterAll(() => test.close());

interface NewFeed { id: number; address: string; expiresAt: string }
const feedOf = async (who: Parameters<typeof api.post>[0], name: string): Promise<NewFeed> => (await api.post<NewFeed>(who, '/calendar-feeds', { name })).body;
/** As a calendar program fetches it: with the address and nothing else. */
const fetched = (address: string, headers: Record<string, string> = {}) => fetch(address, { headers, redirect: 'manual' });
const eventsAt = async (address: string): Promise<{ summary: string; start: string; end: string; isDay: boolean; url: unknown }[]> => {
  const calendar = new ICAL.Component(ICAL.parse(await (await fetched(address)).text()) as never);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { summary, startDate, endDate } = new ICAL.Event(component);
    const isDay = startDate.isDate;
    const text = (time: ICAL.Time) => (isDay ? time.toString() : time.toJSDate().toISOString());
    return { summary, start: text(startDate), end: text(endDate), isDay, url: component.getFirstPropertyValue('url') };
  });
};

describe('a calendar feed', () => {
  it('holds what its owner owes: days as days, instants right over the change of the clocks', async () => {
    const { address } = await feedOf('keyWorker', 'My phone');
    const answer = await fetched(address);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/calendar; charset=utf-8', 'no-store']);
    const events = await eventsAt(address);
    // 24 hours after 22:00 summer time is 21:00 winter time.
    expect(events.find(({ summary }) => summary === `${reference}: emergency`)).toEqual({
      summary: `${reference}: emergency`, start: '2026-10-25T20:30:00.000Z', end: '2026-10-25T21:00:00.000Z', isDay: false, url: expect.stringMatching(`/cases/${reference}/duties#duty-`),
    });
    const { body } = await api.get<{ items: { dueOn: string | null; clause: string }[] }>('keyWorker', '/duties?mine=true');
    const days = body.items.flatMap(({ dueOn }) => dueOn ?? []);
    expect(days.length).toBeGreaterThan(0);
    expect(events.filter(({ isDay, summary }) => isDay && summary.startsWith(reference)).map(({ start }) => start).sort()).toEqual([...days].sort());
  });

  it('has references and no names, and says the last day of its address', async () => {
    const { address, expiresAt } = await feedOf('designatedPerson', 'My laptop');
    const text = (await (await fetched(address)).text()).replaceAll('\r\n ', '');
    expect(text).toContain(reference);
    for (const name of ['Zebedee', nameOf('keyWorker'), emailOf('keyWorker'), 'Ashgrove']) expect(text).not.toContain(name);
    expect((await eventsAt(address)).at(-1)).toMatchObject({ summary: 'Learner Support: this calendar ends today. Make it a new address.', start: expiresAt.slice(0, 10), isDay: true });
  });

  it('has an organisation’s own duty under its name, and not what is on hold', async () => {
    const { ashgrove } = test.region.providers;
    await insertRows(test.operator, 'agreement', [{ provider_id: ashgrove, authority_code: BIRMINGHAM, drafted_at: '2026-10-20T09:00:00Z', signed_on: '2026-10-20' }]);
    await test.app.get(UnitOfWork).run(() => test.app.get(DutiesService).rederiveProviders([ashgrove]));
    const { address } = await feedOf('signatory', 'My office');
    const publicising = async () => (await eventsAt(address)).filter(({ summary }) => summary === 'Ashgrove College: publicising');
    expect(await publicising()).toEqual([expect.objectContaining({ isDay: true, url: expect.stringMatching(`/providers/${ashgrove}#duty-`) })]);
    await test.operator.query(`UPDATE duty SET held_until = '2026-12-31' WHERE clause = 'IM3'`);
    expect(await publicising()).toEqual([]);
  });

  it('follows by itself: what is kept goes, what is late says so', async () => {
    const { address } = await feedOf('keyWorker', 'My desk');
    test.setNow('2026-10-25 21:30');
    await test.runJobs();
    expect((await eventsAt(address)).map(({ summary }) => summary)).toContain(`${reference}: late: emergency`);
    const [emergency] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM emergency');
    expect((await api.post('keyWorker', `/cases/${reference}/emergencies/${emergency?.id}/response`, { respondedAt: '2026-10-25 21:20', response: 'He is at his aunt’s, safe' })).status).toBeLessThan(300);
    expect((await eventsAt(address)).filter(({ summary }) => summary.includes('emergency'))).toEqual([]);
  });

  it('is read by its address alone, and its address reads nothing else', async () => {
    const { address } = await feedOf('keyWorker', 'My tablet');
    const secret = /lsa_[\w-]+/.exec(address)?.[0] ?? '';
    const asProgram = await test.send(null, 'GET', '/api/v1/duties', undefined, { authorization: `Bearer ${secret}` });
    expect([asProgram.status, asProgram.body]).toEqual([403, expect.objectContaining({ code: 'SCOPE_MISSING' })]);
    expect((await fetched(address.replace(secret, test.token('keyWorker')))).status).toBe(403);
    const unknown = address.replace(secret, `lsa_${'x'.repeat(43)}`);
    expect((await fetched(unknown)).status).toBe(401);
    expect((await fetched(unknown, { authorization: `Bearer ${test.token('keyWorker')}` })).status).toBe(401);
    expect((await fetched(address.replace('.ics', ''), { authorization: `Bearer ${test.token('keyWorker')}` })).status).toBe(403);
  });

  it('does not outlive the token that it was made with', async () => {
    const { body: token } = await api.post<{ secret: string; expiresAt: string }>('keyWorker', '/tokens', { name: 'Ten days', scopes: ['read', 'write', 'sensitive'], days: 10 });
    const make = (name: string) => test.send<NewFeed>(null, 'POST', '/api/v1/calendar-feeds', { name }, { authorization: `Bearer ${token.secret}` });
    expect((await make('By a program')).body.expiresAt).toBe(token.expiresAt);
    test.setNow('2026-11-04 09:00');
    const refused = await make('On its last day');
    expect([refused.status, refused.body]).toEqual([422, expect.objectContaining({ reasons: [expect.objectContaining({ code: 'OUTLIVES', field: 'name' })] })]);
    test.setNow('2026-10-25 21:30');
  });

  it('ends at once: when its owner ends it, or may not sign in any more', async () => {
    const [one, other] = [await feedOf('keyWorker', 'Lost phone'), await feedOf('manager', 'Phone')];
    expect((await api.delete('manager', `/calendar-feeds/${one.id}`)).status).toBe(404);
    expect((await api.delete('keyWorker', `/calendar-feeds/${one.id}`)).status).toBe(204);
    expect((await fetched(one.address)).status).toBe(401);
    expect((await fetched(other.address)).status).toBe(200);
    // One kind is not ended as the other: the token that the API is used with stands.
    const [own] = await test.dataSource.query<{ id: number }[]>(`SELECT id FROM access_token WHERE person_id = $1 AND name = 'test'`, [test.region.people.manager]);
    expect((await api.delete('manager', `/calendar-feeds/${own?.id}`)).status).toBe(404);
    expect((await api.delete('manager', `/tokens/${other.id}`)).status).toBe(404);
    await test.dataSource.query('UPDATE person SET active = false WHERE id = $1', [test.region.people.manager]);
    expect((await fetched(other.address)).status).toBe(401);
    await test.dataSource.query('UPDATE person SET active = true WHERE id = $1', [test.region.people.manager]);
  });

  it('is made, listed and ended on the account page, beside the tokens of programs and not among them', async () => {
    const browser = new FormBrowser(Number(new URL(test.config.publicUrl).port));
    await browser.signIn(emailOf('successor'), PASSWORD);
    expect((await browser.get('/account/calendar')).body).toContain('You have no calendar yet.');
    const made = await browser.post('/account/calendar', { name: 'My phone' });
    const address = /http[^<]*\.ics/.exec(made.body)?.[0] ?? '';
    expect((await fetched(address)).status).toBe(200);
    const list = (await browser.get('/account/calendar')).body;
    expect([list.includes('<strong>My phone</strong>'), list.includes(address)]).toEqual([true, false]);
    expect((await browser.get('/account/tokens')).body).not.toContain('My phone');
    expect((await browser.post('/account/calendar', { name: 'My phone' })).body).toContain('You have a token or a calendar of this name.');
    const id = /name="feed" value="(\d+)"/.exec(list)?.[1] ?? '';
    expect((await browser.post('/account/calendar/end', { feed: id })).headers.location).toBe('/account/calendar');
    expect((await fetched(address)).status).toBe(401);
  });
});

describe('a young person’s own calendar', () => {
  const addressIn = (body: string): string => /<code class="app-secret">([^<]+)</.exec(body)?.[1] ?? '';

  it('says that there is a date, and no word of care, of a case or of whom it is with', async () => {
    test.setNow('2026-10-25 10:00');
    await accessGiven(test, reference);
    const phone = await cameInFully(test, reference);
    const made = await phone.post('/me/calendar', { name: 'My phone' });
    const address = addressIn(made.body);
    expect([made.statusCode, address]).toEqual([200, expect.stringMatching(/\/api\/my-calendar\/lsa_[\w-]+\.ics$/)]);
    const looks = async () => (await test.dataSource.query<object[]>(`SELECT 1 FROM audit_event WHERE name = 'case.read'`)).length;
    const before = await looks();
    const text = (await (await fetched(address)).text()).replaceAll('\r\n ', '');
    for (const name of ['Zebedee', 'Ashgrove', 'LS-', 'Learner Support:', nameOf('keyWorker'), 'plan', 'care', 'KW']) expect(text.replaceAll('PRODID:-//Learner Support', '')).not.toContain(name);
    const events = await eventsAt(address);
    const dates = (await test.dataSource.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM duty d JOIN young_person y ON y.id = d.case_id WHERE y.reference = $1 AND d.outcome = 'open' AND coalesce(d.due_on::text, d.due_at::text) IS NOT NULL AND d.clause = ANY($2)`, [reference, TOLD_CLAUSES]))[0]?.count ?? 0;
    expect([dates > 0, events.filter(({ summary }) => summary === 'A date on my pages').length]).toEqual([true, dates]);
    // The answer to a quiet call for help is owed within 24 hours: no calendar shows that there was one.
    expect(events.filter(({ isDay }) => !isDay)).toEqual([]);
    expect(events.at(-1)?.summary).toBe('This calendar stops today. You can make a new one.');
    expect(await looks()).toBe(before);
    const shown = await phone.get('/me/calendar');
    expect(shown.body).toContain('<strong>My phone</strong> It works until Monday 25 October 2027.');
    expect(shown.body).not.toContain('lsa_');
  });

  it('is theirs alone: not a member of staff’s, not without the PIN, and stopped with their way in', async () => {
    const phone = await cameInFully(test, reference);
    const own = addressIn((await phone.post('/me/calendar', { name: 'My own tablet' })).body);
    const { address: staffs } = await feedOf('keyWorker', 'Another');
    expect([(await fetched(own.replace('my-calendar', 'calendar'))).status, (await fetched(staffs.replace('/calendar/', '/my-calendar/'))).status]).toEqual([404, 404]);
    const link = await cameIn(test);
    expect([(await link.get('/me/calendar')).headers.location, (await link.post('/me/calendar', { name: 'x' })).statusCode]).toEqual(['/me/pin?next=%2Fme%2Fcalendar', 303]);
    const [feed] = await test.dataSource.query<{ id: number }[]>(`SELECT id FROM access_token WHERE name = 'My own tablet'`);
    expect((await phone.post('/me/calendar/end', { feed: String(feed?.id) })).headers.location).toBe('/me/calendar');
    expect((await fetched(own)).status).toBe(401);
    const again = addressIn((await phone.post('/me/calendar', { name: 'My watch' })).body);
    expect((await fetched(again)).status).toBe(200);
    // Whoever knew the PIN is out with it: other sessions, and what they made.
    const elsewhere = await cameInFully(test, reference);
    const chosen = await choosePin(test, phone, reference, '902817');
    expect([chosen.statusCode, (await fetched(again)).status, (await elsewhere.get('/me/said')).statusCode, (await phone.get('/me/said')).statusCode]).toEqual([303, 401, 303, 200]);
    const newest = addressIn((await phone.post('/me/calendar', { name: 'My watch' })).body);
    expect((await fetched(newest)).status).toBe(200);
    await test.dataSource.query('UPDATE person SET active = false WHERE case_id IS NOT NULL');
    expect((await fetched(newest)).status).toBe(401);
  });
});
