import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DutyClock } from '../src/duties/duty-clock.service.js';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ComposeMessages } from '../src/notifications/compose-messages.service.js';
import { SendMessage } from '../src/notifications/send-message.service.js';
import { PlacementsService } from '../src/placements/placements.service.js';
import { YoungPeopleService } from '../src/young-people/young-people.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { COVENTRY, nameOf, type Who } from './support/region.js';
import { placementAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
let coventryCase: number;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  await placementAgreed(test); // of Birmingham, Wednesday 20 May 2026
  const manager = await test.actor('neighbourManager');
  const { id, reference } = await test.app.get(YoungPeopleService).registerYoungPerson(manager, { homeAuthorityCode: COVENTRY, localId: 'C-1', preferredName: 'Ina', legalName: 'Ina Sand', bornOn: '2010-04-14', careStatus: 'in-care' });
  await test.app.get(PlacementsService).agreePlacement(manager, reference, { providerId: test.region.providers.ashgrove, course: 'Joinery', level: 2, startsOn: '2026-09-07' });
  coventryCase = id;
});
afterAll(() => test.close());

const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => test.dataSource.query<Row[]>(text, values);
const post = (who: Who, name: string, fromOn: string, code = COVENTRY) =>
  sql(`INSERT INTO post_holding (person_id, post, authority_code, from_on) VALUES ($1, $2, $3, $4)`, [test.region.people[who], name, code, fromOn]);
const leave = (who: Who, on: string) => sql('UPDATE post_holding SET until_on = $2 WHERE person_id = $1 AND until_on IS NULL', [test.region.people[who], on]);
const nightly = () => test.app.get(NightlyDerivation).deriveAll();

/** Another designated person at Ashgrove from today: the number of their time in post. */
async function appoint(name: string, fromOn: string): Promise<number> {
  const email = `${name.toLowerCase().replace(' ', '.')}@ashgrove.example`;
  return (await api.post<{ id: number }>('signatory', `/posts?provider=${test.region.providers.ashgrove}`, { post: 'designated-person', name, email, phone: '07700 900881', fromOn })).body.id;
}

/** Everyone to whom the notice went, once for each mail. */
const told = async (holdingId: number): Promise<string[]> =>
  (await sql<{ name: string }>(`SELECT p.name FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice' JOIN message_notice mn ON mn.notice_id = n.id
    JOIN message m ON m.id = mn.message_id AND m.sent_at IS NOT NULL JOIN person p ON p.id = m.person_id WHERE d.key = $1 ORDER BY 1`, [`EP2/holding-${holdingId}`])).map(({ name }) => name);
const outcome = async (holdingId: number) => (await sql<{ outcome: string }>('SELECT outcome FROM duty WHERE key = $1', [`EP2/holding-${holdingId}`]))[0]?.outcome;
const acknowledge = async (who: Who, holdingId: number) => (await api.post(who, `/designated-people/${holdingId}/acknowledgement`)).status;
const awaits = async (who: Who, holdingId: number) => (await api.get<{ items: { holdingId: number }[] }>(who, '/designated-people')).body.items.some((one) => one.holdingId === holdingId);
const [KOFI, PRIYA, NED, NIA, OMAR] = [nameOf('keyWorker'), nameOf('keyContact'), nameOf('neighbourManager'), nameOf('neighbourContact'), nameOf('neighbourLead')];

describe('a new designated person where two authorities have placements, and one has no key contact (EP2)', () => {
  it('is told to the Virtual Head of that one, once, and to the key contact of the other; whoever comes into post may acknowledge it too', async () => {
    test.setNow('2026-06-01 09:00');
    await leave('neighbourContact', '2026-05-20');
    await post('neighbourLead', 'virtual-head', '2026-05-01');
    const id = await appoint('Dora Finch', '2026-06-01');
    await test.runJobs();
    expect(await told(id)).toEqual([KOFI, NED, OMAR, PRIYA].sort());
    const [mail] = await sql<{ text: string }>('SELECT text FROM message WHERE person_id = $1 ORDER BY id DESC LIMIT 1', [test.region.people.neighbourLead]);
    expect(mail?.text).toContain('Virtual Head, standing in: nobody is Virtual School key contact here now');
    for (const who of ['keyWorker', 'keyContact', 'neighbourManager'] as const) expect([who, await acknowledge(who, id)]).toEqual([who, 200]);
    expect([await outcome(id), await awaits('neighbourLead', id), await awaits('head', id), await awaits('neighbourContact', id), await nightly()]).toEqual(['open', true, false, false, []]);
    test.setNow('2026-06-02 09:00');
    await post('neighbourContact', 'key-contact', '2026-06-02');
    await test.runJobs();
    expect([await told(id), await awaits('neighbourLead', id), await awaits('neighbourContact', id), await awaits('keyContact', id)]).toEqual([[KOFI, NED, OMAR, PRIYA].sort(), true, true, false]);
    expect([await acknowledge('neighbourContact', id), await outcome(id), await awaits('neighbourLead', id), await nightly()]).toEqual([200, 'met', false, []]);
    // That there was a key contact from then on does not say that there was one before.
    test.setNow('2026-06-09 09:00');
    await leave('neighbourContact', '2026-06-09');
    expect([await outcome(id), await nightly()]).toEqual(['met', []]);
  });

  it('is not kept while nobody of that one can be told, whatever the other says, and is told as soon as somebody can', async () => {
    test.setNow('2026-06-10 09:00');
    await leave('neighbourLead', '2026-06-10');
    await post('neighbourLead', 'data-protection-lead', '2026-06-10');
    const id = await appoint('Gil Oak', '2026-06-10');
    await test.runJobs();
    expect(await told(id)).toEqual([KOFI, NED, PRIYA].sort());
    for (const who of ['keyWorker', 'keyContact', 'neighbourManager'] as const) expect([who, await acknowledge(who, id)]).toEqual([who, 200]);
    expect([await outcome(id), await nightly()]).toEqual(['open', []]);
    test.setNow('2026-06-11 09:00');
    await post('neighbourContact', 'key-contact', '2026-06-11');
    await test.runJobs();
    expect([await told(id), await awaits('neighbourContact', id)]).toEqual([[KOFI, NED, NIA, PRIYA].sort(), true]);
    await test.runJobs();
    expect([await acknowledge('neighbourContact', id), await outcome(id), await nightly()]).toEqual([200, 'met', []]);
    expect(await sql('SELECT state FROM notice n JOIN duty d ON d.id = n.duty_id WHERE d.key = $1 AND n.stage = $2', [`EP2/holding-${id}`, 'notice'])).toEqual([{ state: 'in-message' }, { state: 'in-message' }]);
  });

  it('is told to whoever comes into post before the mail to who stood in has gone, and to nobody twice', async () => {
    test.setNow('2026-06-15 09:00');
    await leave('neighbourContact', '2026-06-15');
    await post('neighbourLead', 'virtual-head', '2026-06-15');
    const id = await appoint('Una Reed', '2026-06-15');
    await test.app.get(DutyClock).sweep();
    const written = await test.app.get(ComposeMessages).composeDue();
    const [omars] = await sql<{ id: number }>(`SELECT id FROM message WHERE id = ANY($1) AND person_id = $2`, [written, test.region.people.neighbourLead]);
    for (const one of written.filter((mail) => mail !== omars?.id)) await test.app.get(SendMessage).sendMessage(one);
    expect(await told(id)).toEqual([KOFI, NED, PRIYA].sort());
    await post('neighbourContact', 'key-contact', '2026-06-15');
    await test.app.get(SendMessage).sendMessage(Number(omars?.id));
    await test.runJobs();
    expect(await told(id)).toEqual([KOFI, NED, NIA, PRIYA].sort());
    await leave('neighbourContact', '2026-06-15');
  });

  it('is told to the Virtual Head where the key contact is kept out of the only case there, and to the Director where there is neither', async () => {
    test.setNow('2026-06-22 09:00');
    await sql(`DELETE FROM post_holding WHERE person_id = $1`, [test.region.people.neighbourContact]);
    await post('neighbourContact', 'key-contact', '2026-06-22');
    await sql(`INSERT INTO case_exclusion (case_id, person_id, reason, recorded_by, recorded_at) VALUES ($1, $2, 'kin', $3, now())`, [coventryCase, test.region.people.neighbourContact, test.region.people.neighbourManager]);
    const id = await appoint('Ivy Lane', '2026-06-22');
    await test.runJobs();
    expect([await told(id), await awaits('neighbourContact', id)]).toEqual([[KOFI, NED, OMAR, PRIYA].sort(), false]);
    await sql('DELETE FROM case_exclusion');
    test.setNow('2026-06-29 09:00');
    await leave('keyContact', '2026-06-29');
    await leave('head', '2026-06-29');
    const next = await appoint('Ola Birch', '2026-06-29');
    await test.runJobs();
    expect(await told(next)).toEqual([KOFI, NED, NIA, nameOf('director')].sort());
  });
});
