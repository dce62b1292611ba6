import { describe, expect, it } from '@jest/globals';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { journey, LONG, CHECKED } from './support/journey.js';
import { BIRMINGHAM } from './support/region.js';
import { emergencyRaised, placementAgreed } from './support/situations.js';

const on = journey();

type Urgent = Awaited<ReturnType<typeof emergencyRaised>>;
interface Home { duties: Record<'overdue' | 'today' | 'week' | 'later' | 'held', number> }
interface Duties { items: { key: string; status: string; heldUntil: string | null }[] }

type Who = 'keyContact' | 'head' | 'manager';
/** Asked for by the key contact, decided by somebody else; the number of the hold, and of the decision. */
async function approved(reference: string, hold: Record<'happenedOn' | 'dutyKey' | 'until' | 'reason', string>, by: Who = 'head', decision: object = { decision: 'approved' }): Promise<{ id: number; decisionId: number }> {
  const base = `/api/v1/cases/${reference}/records`;
  const { id } = (await on.test.post<{ id: number }>('keyContact', `${base}/hold`, hold)).body;
  const decided = await on.test.post<{ id: number }>(by, `${base}/hold-decision`, { happenedOn: hold.happenedOn, aboutId: id, ...decision });
  expect(decided.status).toBe(201);
  return { id, decisionId: decided.body.id };
}

describe('a duty on hold', () => {
  it('counts as on hold until the day before its end and as overdue from then on: the plan of 7 October 2026, held until 2 November', async () => {
    const { reference, placementId } = await placementAgreed(on.test);
    const key = `KW3/placement-${placementId}`;
    const base = `/api/v1/cases/${reference}`;
    on.test.setNow('2026-10-12 09:00');
    await on.test.app.get(NightlyDerivation).deriveAll();
    const counted = async () => (await on.test.get<Home>('keyContact', '/api/v1/home')).body.duties;
    const before = await counted();
    await approved(reference, { happenedOn: '2026-10-12', dutyKey: key, until: '2026-11-02', reason: 'He is in hospital until the end of the month' });
    expect(await counted()).toEqual({ ...before, overdue: before.overdue - 1, held: before.held + 1 });
    const listed = async () => (await on.test.get<{ items: { reference: string; missedDuties: number }[] }>('keyContact', `/api/v1/cases?limit=100`)).body.items.find((one) => one.reference === reference);
    const missed = (await listed())?.missedDuties ?? 0;
    const { items } = (await on.test.get<Duties>('keyContact', `${base}/duties`)).body;
    expect(items.find((one) => one.key === key)).toMatchObject({ status: 'missed', heldUntil: '2026-11-02' });

    const keyContact = await on.as('keyContact', CHECKED);
    await keyContact.open('/?scope=all&when=held');
    expect(await keyContact.page.locator('main').innerText()).toContain('On hold until 2 Nov 2026');
    await keyContact.open(`/cases/${reference}/duties`);
    expect(await keyContact.page.locator('main').innerText()).toMatch(/Missed: 5 days late[\s\S]*On hold until Monday 2 November 2026/);

    on.test.setNow('2026-11-02 09:00');
    expect((await listed())?.missedDuties).toBeGreaterThan(missed);
    expect((await counted()).held).toBe(before.held);
    await keyContact.open(`/cases/${reference}/duties`);
    expect(await keyContact.page.locator('main').innerText()).not.toContain('On hold');
  }, LONG);

  it('is asked for from its row, named on the form, and counts once a second person approves it there; an urgent one has no link, nor has who may not', async () => {
    const { reference, placementId, emergencyId } = await emergencyRaised(on.test);
    const keyContact = await on.as('keyContact', CHECKED);
    await keyContact.open(`/cases/${reference}/duties`);
    const offered = await keyContact.page.locator('main a[href*="/records/hold/new?of="]').evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('?of=')[1]));
    const key = offered.find((one) => one?.startsWith(`KW4/placement-${placementId}/`)) ?? '';
    expect(offered).not.toContain(`KW8/emergency-${emergencyId}`);
    await keyContact.press(keyContact.page.locator(`main a[href="/cases/${reference}/records/hold/new?of=${key}"]`));
    expect(await keyContact.page.getByLabel('Which duty?').locator('option:checked').innerText()).toMatch(/Ashgrove College, KW4: by /);
    await keyContact.fillDay('until', '2026-11-02');
    await keyContact.page.getByLabel('Why?').fill('He is in hospital');
    await keyContact.pressButton('Record');
    expect(await keyContact.problems()).toEqual([]);
    const heldUntil = async () => (await on.test.get<Duties>('keyContact', `/api/v1/cases/${reference}/duties`)).body.items.find((one) => one.key === key)?.heldUntil;
    expect(await heldUntil()).toBeNull();
    await keyContact.open(`/cases/${reference}/duties`);
    expect(await keyContact.page.locator('main').innerText()).toMatch(/Priya Shah asks to hold it until Monday 2 November 2026: it waits for a second person/);

    const manager = await on.as('manager', CHECKED);
    await manager.open('/');
    await manager.press(manager.page.getByRole('link', { name: '1 hold on a duty' }));
    expect(await manager.page.locator('main').innerText()).toContain(reference);
    await manager.press(manager.page.getByRole('link', { name: /^Read why, and decide/ }));
    expect(await manager.page.locator('main').innerText()).toMatch(/The duty[\s\S]*Ashgrove College, KW4: by [\s\S]*from [\s\S]* until Monday 2 November 2026[\s\S]*Asked for by\s+Priya Shah[\s\S]*He is in hospital/);
    await manager.page.getByLabel('refused: it stays owed as it is').check();
    await manager.pressButton('Record');
    expect(await manager.problems()).toEqual(['Say why you refuse it.']);
    await manager.page.getByLabel('approved: the duty is on hold').check();
    await manager.pressButton('Record');
    expect(await manager.problems()).toEqual([]);
    expect(await heldUntil()).toBe('2026-11-02');
    await manager.open('/');
    expect(await manager.page.locator('main').innerText()).not.toContain('hold on a duty');
    const keyWorker = await on.as('keyWorker');
    await keyWorker.open(`/cases/${reference}/duties`);
    expect(await keyWorker.page.locator('main a[href*="/records/hold/new"]').count()).toBe(0);
  }, LONG);

  it('of an authority itself is asked for from its line on its page, counts on the home page once somebody approves it who does not owe it', async () => {
    on.test.setNow('2027-06-14 09:00');
    await on.test.dataSource.query(`UPDATE authority SET joined_on = '2026-06-09' WHERE code = $1`, [BIRMINGHAM]);
    await on.test.app.get(NightlyDerivation).deriveAll();
    const key = `VS7/authority-${BIRMINGHAM}/first`;
    const counted = async () => (await on.test.get<Home>('keyContact', '/api/v1/home')).body.duties;
    const before = await counted();
    const keyContact = await on.as('keyContact', CHECKED);
    await keyContact.open(`/authorities/${BIRMINGHAM}`);
    await keyContact.press(keyContact.page.locator(`main a[href*="/records/authority-hold/new?of=${encodeURIComponent(key)}"]`));
    expect(await keyContact.page.getByLabel('Which duty?').locator('option:checked').innerText()).toMatch(/VS7: by Wednesday 9 June 2027/);
    await keyContact.fillDay('until', '2027-06-14');
    await keyContact.page.getByLabel('Why?').fill('The pages move to another site');
    await keyContact.pressButton('Record');
    expect(await keyContact.problems()).toEqual(['A hold ends on a day to come.']);
    await keyContact.fillDay('until', '2027-07-05');
    await keyContact.pressButton('Record');
    expect(await keyContact.problems()).toEqual([]);
    expect(await keyContact.page.locator('main').innerText()).toMatch(/Priya Shah asks to hold it until Monday 5 July 2027: it waits for a second person/);
    expect(await counted()).toEqual(before);
    const { body } = await on.test.get<{ items: { recordId: number; kind: string; authorityCode: string }[] }>('head', '/api/v1/holds');
    expect(body.items).toMatchObject([{ kind: 'authority-hold', authorityCode: BIRMINGHAM, dutyKey: key, until: '2027-07-05', askedBy: 'Priya Shah' }]);
    expect((await on.test.get<{ total: number }>('keyContact', '/api/v1/holds')).body.total).toBe(0);
    const decision = { happenedOn: '2027-06-14', aboutId: body.items[0]?.recordId, decision: 'approved' };
    expect((await on.test.post('keyContact', `/api/v1/authorities/${BIRMINGHAM}/records/authority-hold-decision`, decision)).body.code).toBe('SECOND_PERSON');
    const change = async (by: Who, of: number | undefined, what: string, body: object) => { const answer = await on.test.post<{ code?: string }>(by, `/api/v1/organisation-records/${of}/${what}`, { reason: 'A mistake', ...body }); return [answer.status, answer.body.code]; };
    expect(await change('head', decision.aboutId, 'correction', { happenedOn: '2027-06-01' })).toEqual([409, 'TAKE_BACK_INSTEAD']);
    const refused = await on.test.post<{ id: number }>('head', `/api/v1/authorities/${BIRMINGHAM}/records/authority-hold-decision`, { ...decision, decision: 'refused', reason: 'The pages can wait' });
    expect(await change('keyContact', refused.body.id, 'taking-back', {})).toEqual([403, 'SECOND_PERSON']);
    expect((await change('head', refused.body.id, 'taking-back', {}))[0]).toBe(204);
    expect((await on.test.post('head', `/api/v1/authorities/${BIRMINGHAM}/records/authority-hold-decision`, decision)).status).toBe(201);
    await keyContact.open(`/authorities/${BIRMINGHAM}`);
    expect(await keyContact.page.locator('main').innerText()).toMatch(/On hold until Monday 5 July 2027[\s\S]*Ask to hold it for longer/);
    expect(await counted()).toEqual({ ...before, overdue: before.overdue - 1, held: before.held + 1 });
  }, LONG);

  it('that was a mistake is taken back, and the duty is overdue again', async () => {
    const { reference, placementId } = await placementAgreed(on.test);
    on.test.setNow('2026-10-12 09:00');
    const base = `/api/v1/cases/${reference}`;
    const { id, decisionId } = await approved(reference, { happenedOn: '2026-10-12', dutyKey: `KW3/placement-${placementId}`, until: '2026-11-02', reason: 'He is in hospital' });
    const held = async () => (await on.test.get<Duties>('keyContact', `${base}/duties`)).body.items.filter(({ heldUntil }) => heldUntil !== null).length;
    expect(await held()).toBe(1);
    const correct = async (fact: string, of: number, body: object, by: Who | 'keyWorker' = 'keyContact') => { const answer = await on.test.post<{ code?: string; reasons?: { code: string }[] }>(by, `${base}/facts/${fact}/${of}/corrections`, { reason: 'It was another learner', ...body }); return [answer.status, answer.body.reasons?.map(({ code }) => code).join() || answer.body.code]; };
    // What was approved stands as it was approved.
    expect(await correct('hold', id, { values: { until: '2027-03-01' } })).toEqual([422, 'TAKE_BACK_INSTEAD']);
    expect(await correct('hold-decision', decisionId, { values: { decision: 'refused', reason: 'No' } })).toEqual([422, 'TAKE_BACK_INSTEAD']);
    expect((await correct('hold', id, { takeBack: true }))[0]).toBe(409);
    expect((await correct('hold-decision', decisionId, { takeBack: true }))[0]).toBe(201);
    expect(await held()).toBe(0);
    // It waits again as it was asked for, also for the key worker, who owes the plan: whoever decides approves what they read.
    for (const [by, values] of [['keyWorker', { until: '2027-09-30' }], ['keyContact', { reason: 'He is away' }], ['manager', { dutyKey: `KW1/placement-${placementId}` }], ['head', { happenedOn: '2026-10-11' }]] as const) {
      expect([by, await correct('hold', id, { values }, by)]).toEqual([by, [422, 'TAKE_BACK_INSTEAD']]);
    }
    const hold = async () => (await on.test.get<{ items: { id: number; details: object; words: object }[] }>('head', `${base}/records`)).body.items.find((one) => one.id === id);
    expect(await hold()).toMatchObject({ happenedOn: '2026-10-12', details: { dutyKey: `KW3/placement-${placementId}`, until: '2026-11-02' }, words: { reason: 'He is in hospital' } });
    const again = await on.test.post<{ id: number }>('head', `${base}/records/hold-decision`, { happenedOn: '2026-10-12', aboutId: id, decision: 'approved' });
    const { items } = (await on.test.get<Duties>('keyContact', `${base}/duties`)).body;
    expect(items.filter(({ heldUntil }) => heldUntil !== null)).toMatchObject([{ key: `KW3/placement-${placementId}`, heldUntil: '2026-11-02' }]);
    expect((await correct('hold-decision', again.body.id, { takeBack: true }))[0]).toBe(201);
    expect((await correct('hold', id, { takeBack: true }))[0]).toBe(201);
  });

  it('is decided once, today, by a second person: not by whoever asked, owes it, or covers for somebody; refused it is none', async () => {
    const { reference, placementId } = await placementAgreed(on.test);
    on.test.setNow('2026-10-12 09:00');
    const base = `/api/v1/cases/${reference}/records`;
    const ask = async (by: Who, change: object = {}) => (await on.test.post<{ id: number }>(by, `${base}/hold`, { happenedOn: '2026-10-12', dutyKey: `KW3/placement-${placementId}`, until: '2026-11-02', reason: 'He is in hospital', ...change })).body.id;
    const decide = async (by: Who | 'keyWorker' | 'designatedPerson' | 'neighbourContact', aboutId: number, change: object = {}) => {
      const { status, body } = await on.test.post<{ code: string; reasons?: { code: string; field?: string }[] }>(by, `${base}/hold-decision`, { happenedOn: '2026-10-12', aboutId, decision: 'approved', ...change });
      return [status, body.reasons?.map(({ code, field }) => `${field}: ${code}`).join() || body.code];
    };
    const id = await ask('keyContact');
    expect(await decide('keyContact', id)).toEqual([403, 'SECOND_PERSON']);
    expect(await decide('keyWorker', id)).toEqual([403, 'NOT_ALLOWED']);
    expect(await decide('designatedPerson', id)).toEqual([403, 'NOT_ALLOWED']);
    expect((await decide('neighbourContact', id))[0]).toBe(403);
    expect(await decide('head', id, { happenedOn: '2026-10-11' })).toEqual([422, 'happenedOn: NOT_TODAY']);
    expect(await decide('head', id, { decision: 'refused' })).toEqual([422, 'reason: REQUIRED']);
    expect(await decide('head', id, { aboutId: 999_999 })).toEqual([422, 'aboutId: UNKNOWN_RECORD']);
    // The manager who is the key worker too owes the plan.
    await on.test.dataSource.query('UPDATE key_worker_assignment SET person_id = $1 WHERE case_id = (SELECT id FROM young_person WHERE reference = $2)', [on.test.region.people.manager, reference]);
    expect(await decide('manager', id)).toEqual([403, 'SECOND_PERSON']);
    expect((await on.test.get<{ items: { caseReference: string }[] }>('manager', '/api/v1/holds')).body.items.filter(({ caseReference }) => caseReference === reference)).toEqual([]);
    const refusal = { decision: 'refused', reason: 'He is back on Monday' };
    expect(await decide('head', id, refusal)).toEqual([201, undefined]);
    expect(await decide('head', id)).toEqual([409, 'ALREADY_DECIDED']);
    const takeBackRefusal = async (by: Who) => {
      const refused = (await on.test.get<{ items: { id: number; aboutId: number | null }[] }>('head', `/api/v1/cases/${reference}/records`)).body.items.find(({ aboutId }) => aboutId === id);
      const { status, body } = await on.test.post<{ code?: string }>(by, `/api/v1/cases/${reference}/facts/hold-decision/${refused?.id}/corrections`, { takeBack: true, reason: 'It was another learner' });
      return [status, body.code];
    };
    expect(await takeBackRefusal('keyContact')).toEqual([403, 'SECOND_PERSON']);
    expect(await takeBackRefusal('manager')).toEqual([403, 'SECOND_PERSON']);
    expect(await decide('head', id)).toEqual([409, 'ALREADY_DECIDED']);
    expect((await takeBackRefusal('head'))[0]).toBe(201);
    expect(await decide('head', id, refusal)).toEqual([201, undefined]);
    const { items } = (await on.test.get<Duties>('keyContact', `/api/v1/cases/${reference}/duties`)).body;
    expect(items.find(({ key }) => key === `KW3/placement-${placementId}`)).toMatchObject({ heldUntil: null });
    const late = await ask('head', { until: '2026-10-13' });
    on.test.setNow('2026-10-13 09:00');
    expect(await decide('keyContact', late, { happenedOn: '2026-10-13' })).toEqual([409, 'HOLD_OVER']);
    // Once its end has come, the case no longer says that it waits.
    const keyContact = await on.as('keyContact');
    await keyContact.open(`/cases/${reference}/duties`);
    expect(await keyContact.page.locator('main').innerText()).not.toMatch(/asks to hold it until/);
    // Whoever covers for a key contact asks and reads as one, and is no second person by that.
    const other = await ask('head');
    await on.test.dataSource.query('INSERT INTO absence (person_id, cover_person_id, from_on, until_on, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $1, now())', [on.test.region.people.keyContact, on.test.region.people.successor, '2026-10-12', '2026-10-30']);
    expect((await on.test.post<{ code: string }>('successor', `${base}/hold-decision`, { happenedOn: '2026-10-13', aboutId: other, decision: 'approved' })).body.code).toBe('NOT_ALLOWED');
    await on.test.dataSource.query('DELETE FROM absence');
  });

  it('that waits is in the digest of those who may decide on it, once a day, until it is decided or would be over; not of whoever asked or owes the duty', async () => {
    const { reference, placementId } = await placementAgreed(on.test);
    const base = `/api/v1/cases/${reference}/records`;
    // The manager who is the key worker too owes the plan.
    const givenTo = (who: 'manager' | 'keyWorker') => on.test.dataSource.query('UPDATE key_worker_assignment SET person_id = $1 WHERE case_id = (SELECT id FROM young_person WHERE reference = $2)', [on.test.region.people[who], reference]);
    await givenTo('manager');
    on.test.setNow('2026-10-19 09:00');
    await on.test.runJobs();
    const hold = { happenedOn: '2026-10-19', dutyKey: `KW3/placement-${placementId}`, reason: 'He is in hospital' };
    const { id } = (await on.test.post<{ id: number }>('keyContact', `${base}/hold`, { ...hold, until: '2026-10-30' })).body;
    await on.test.post('keyContact', `${base}/hold`, { ...hold, until: '2026-10-21' });
    const told = new Set<number>();
    const tell = async (at: string): Promise<[string, string[]][]> => {
      on.test.setNow(at);
      await on.test.runJobs();
      const rows = await on.test.dataSource.query<{ id: number; name: string; text: string }[]>(
        `SELECT m.id, n.name, m.text FROM message m JOIN person n ON n.id = m.person_id WHERE m.state = 'kept' AND m.text LIKE $1 ORDER BY n.name, m.id`, [`%${reference}: a hold waits for your decision%`]);
      const fresh = rows.filter((row) => !told.has(row.id));
      for (const row of fresh) told.add(row.id);
      expect(rows.map(({ text }) => text).join()).not.toMatch(/Zebedee|Quill|hospital|Priya Shah/);
      return fresh.map(({ name, text }) => [name, text.split('\n\n').filter((part) => part.startsWith(`${reference}: a hold`)).map((part) => /until (\w+ \d+)/.exec(part)?.[1] ?? part)]);
    };
    expect(await tell('2026-10-19 15:00')).toEqual([]);
    expect(await tell('2026-10-20 07:59')).toEqual([]);
    expect(await tell('2026-10-20 08:00')).toEqual([['Hugh Farrow', ['Friday 30', 'Wednesday 21']]]);
    expect(await tell('2026-10-20 16:00')).toEqual([]);
    await givenTo('keyWorker');
    // That of until Wednesday is over; the manager does not owe the plan any more.
    expect(await tell('2026-10-21 10:30')).toEqual([['Hugh Farrow', ['Friday 30']], ['Marta Nowak', ['Friday 30']]]);
    expect((await on.test.post('head', `${base}/hold-decision`, { happenedOn: '2026-10-21', aboutId: id, decision: 'refused', reason: 'He is back on Monday' })).status).toBe(201);
    expect(await tell('2026-10-22 08:00')).toEqual([]);
  });

  it.each([
    ['of an emergency', ({ emergencyId }: Urgent) => ({ dutyKey: `KW8/emergency-${emergencyId}` }), 'dutyKey: URGENT'],
    ['with an approver who is only named', (_: Urgent) => ({ approvedBy: on.test.region.people.head }), 'approvedBy: UNKNOWN_FIELD'],
  ])('is not asked for %s', async (_, change, reason) => {
    const one = await emergencyRaised(on.test);
    const hold = { happenedOn: '2026-10-24', dutyKey: `KW1/placement-${one.placementId}`, until: '2026-11-02', reason: 'He is in hospital' };
    const { status, body } = await on.test.post<{ reasons: { code: string; field: string }[] }>('keyContact', `/api/v1/cases/${one.reference}/records/hold`, { ...hold, ...change(one) });
    expect([status, body.reasons.map(({ code, field }) => `${field}: ${code}`)]).toEqual([422, [reason]]);
  });

  it('closed with its case is no longer owed, and owed again when the closing was a mistake', async () => {
    const { reference, placementId } = await placementAgreed(on.test);
    const base = `/api/v1/cases/${reference}`;
    const duty = async () => (await on.test.get<{ items: { key: string; outcome: string; because: string | null }[] }>('keyContact', `${base}/duties`)).body.items.find(({ key }) => key === `KW3/placement-${placementId}`);
    const { id } = (await on.test.post<{ id: number }>('keyContact', `${base}/records/case-closing`, { happenedOn: '2026-05-20', cause: 'moved-authority', takenOverBy: 'Coventry, Nia Cole, 07700 900110', notes: 'To Coventry, by agreement of both' })).body;
    expect(await duty()).toMatchObject({ outcome: 'no longer owed' });
    await on.test.post('keyContact', `${base}/facts/case-closing/${id}/corrections`, { takeBack: true, reason: 'They moved back the same day' });
    expect(await duty()).toMatchObject({ outcome: 'open' });
  });
});
