import { describe, expect, it } from '@jest/globals';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { journey, LONG, CHECKED } from './support/journey.js';
import { BIRMINGHAM } from './support/region.js';
import { emergencyRaised, placementAgreed } from './support/situations.js';

const on = journey();

type Urgent = Awaited<ReturnType<typeof emergencyRaised>>;
interface Home { duties: Record<'overdue' | 'today' | 'week' | 'later' | 'held', number> }
interface Duties { items: { key: string; status: string; heldUntil: string | null }[] }

describe('a duty on hold', () => {
  it('counts as on hold until the day before its end and as overdue from then on: the plan of 7 October 2026, held until 2 November', async () => {
    const { reference, placementId } = await placementAgreed(on.test);
    const key = `KW3/placement-${placementId}`;
    const base = `/api/v1/cases/${reference}`;
    on.test.setNow('2026-10-12 09:00');
    await on.test.app.get(NightlyDerivation).deriveAll();
    const counted = async () => (await on.test.get<Home>('keyContact', '/api/v1/home')).body.duties;
    const before = await counted();
    const hold = { happenedOn: '2026-10-12', dutyKey: key, until: '2026-11-02', approvedBy: on.test.region.people.head, reason: 'He is in hospital until the end of the month' };
    const { status } = await on.test.post('keyContact', `${base}/records/hold`, hold);
    expect(status).toBe(201);
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

  it('is put on hold from its row, named on the form; an urgent one has no link, nor has who may not', async () => {
    const { reference, placementId, emergencyId } = await emergencyRaised(on.test);
    const keyContact = await on.as('keyContact', CHECKED);
    await keyContact.open(`/cases/${reference}/duties`);
    const offered = await keyContact.page.locator('main a[href*="/records/hold/new?of="]').evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('?of=')[1]));
    const key = offered.find((one) => one?.startsWith(`KW4/placement-${placementId}/`)) ?? '';
    expect(offered).not.toContain(`KW8/emergency-${emergencyId}`);
    await keyContact.press(keyContact.page.locator(`main a[href="/cases/${reference}/records/hold/new?of=${key}"]`));
    expect(await keyContact.page.getByLabel('Which duty?').locator('option:checked').innerText()).toMatch(/Ashgrove College, KW4: by /);
    await keyContact.fillDay('until', '2026-11-02');
    await keyContact.page.getByLabel('Who approved it?').selectOption({ label: 'Hugh Farrow, Virtual Head' });
    await keyContact.page.getByLabel('Why?').fill('He is in hospital');
    await keyContact.pressButton('Record');
    expect(await keyContact.problems()).toEqual([]);
    const { items } = (await on.test.get<Duties>('keyContact', `/api/v1/cases/${reference}/duties`)).body;
    expect(items.find((one) => one.key === key)).toMatchObject({ heldUntil: '2026-11-02' });
    const keyWorker = await on.as('keyWorker');
    await keyWorker.open(`/cases/${reference}/duties`);
    expect(await keyWorker.page.locator('main a[href*="/records/hold/new"]').count()).toBe(0);
  }, LONG);

  it('of an authority itself is put on hold from its line on its page, by somebody who does not owe it, and counts so on the home page', async () => {
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
    expect(await keyContact.page.getByLabel('Who approved it?').locator('option').allInnerTexts()).toEqual(['Choose', "Dilys Rowe, Director of Children's Services", 'Hugh Farrow, Virtual Head']);
    await keyContact.fillDay('until', '2027-06-14');
    await keyContact.page.getByLabel('Who approved it?').selectOption({ label: 'Hugh Farrow, Virtual Head' });
    await keyContact.page.getByLabel('Why?').fill('The pages move to another site');
    await keyContact.pressButton('Record');
    expect(await keyContact.problems()).toEqual(['A hold ends on a day to come.']);
    await keyContact.fillDay('until', '2027-07-05');
    await keyContact.pressButton('Record');
    expect(await keyContact.problems()).toEqual([]);
    expect(await keyContact.page.locator('main').innerText()).toMatch(/On hold until Monday 5 July 2027[\s\S]*Hold for longer/);
    expect(await counted()).toEqual({ ...before, overdue: before.overdue - 1, held: before.held + 1 });
  }, LONG);

  it('that was a mistake is taken back, and the duty is overdue again', async () => {
    const { reference, placementId } = await placementAgreed(on.test);
    on.test.setNow('2026-10-12 09:00');
    const base = `/api/v1/cases/${reference}`;
    const hold = { happenedOn: '2026-10-12', dutyKey: `KW3/placement-${placementId}`, until: '2026-11-02', approvedBy: on.test.region.people.head, reason: 'He is in hospital' };
    const { id } = (await on.test.post<{ id: number }>('keyContact', `${base}/records/hold`, hold)).body;
    const held = async () => (await on.test.get<Duties>('keyContact', `${base}/duties`)).body.items.filter(({ heldUntil }) => heldUntil !== null).length;
    expect(await held()).toBe(1);
    expect((await on.test.post('keyContact', `${base}/facts/hold/${id}/corrections`, { takeBack: true, reason: 'It was another learner' })).status).toBe(201);
    expect(await held()).toBe(0);
  });

  it.each([
    ['by whoever records it', (_: Urgent) => ({ approvedBy: on.test.region.people.keyContact }), 'approvedBy: NOT_IN_POST'],
    ['by somebody who is in no post', (_: Urgent) => ({ approvedBy: on.test.region.people.keyWorker }), 'approvedBy: NOT_IN_POST'],
    ['by the neighbouring authority', (_: Urgent) => ({ approvedBy: on.test.region.people.neighbourContact }), 'approvedBy: NOT_IN_POST'],
    ['of an emergency', ({ emergencyId }: Urgent) => ({ dutyKey: `KW8/emergency-${emergencyId}` }), 'dutyKey: URGENT'],
  ])('is not approved %s', async (_, change, reason) => {
    const one = await emergencyRaised(on.test);
    const hold = { happenedOn: '2026-10-24', dutyKey: `KW1/placement-${one.placementId}`, until: '2026-11-02', approvedBy: on.test.region.people.head, reason: 'He is in hospital' };
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
