import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { reviewFigures } from '../src/agreements/review-figures.js';
import { ApiCalls } from './support/api-calls.js';
import { pageAs } from './support/page-as.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { BIRMINGHAM, COVENTRY, type Who } from './support/region.js';
import { emergencyRaised, planMissed, planWritten } from './support/situations.js';

/* The coverage page's counts against numbers known beforehand. A region of its own for each. Times are London's. */

let test: TestApplication;
let api: ApiCalls;
beforeEach(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
}, 180_000);
afterEach(() => test.close());

interface Row {
  clause: string;
  by: string[];
  open: number | null;
  missed: number | null;
  inTime: number | null;
  late: number | null;
  notOwed: number | null;
  endedLate: number | null;
  held: number | null;
  heldNow: number | null;
}
async function countsOf(who: Who, clause: string, query = ''): Promise<Omit<Row, 'clause' | 'by'>> {
  const { items } = (await api.get<{ items: (Row & { title: string; how: string; recorded: number | null })[] }>(who, `/coverage${query}`)).body;
  const { clause: _clause, by: _by, title: _title, how: _how, recorded: _recorded, ...counts } = items.find((row) => row.clause === clause) ?? ({} as Row & { title: string; how: string; recorded: null });
  return counts;
}
const NONE = { open: 0, missed: 0, inTime: 0, late: 0, notOwed: 0, endedLate: 0, held: 0, heldNow: 0 };

describe('the counts of a clause', () => {
  it('put an emergency of Sat 24 Oct 2026, to be answered by 21:00 on Sun 25 Oct, into the period of that Sunday alone', async () => {
    await emergencyRaised(test);
    test.setNow('2026-10-27 09:00');
    const of = (from: string, to: string) => countsOf('keyContact', 'KW8', `?from=${from}&to=${to}`);
    expect(await of('2026-10-25', '2026-10-25')).toEqual({ ...NONE, open: 1, missed: 1 });
    expect([await of('2026-10-24', '2026-10-24'), await of('2026-10-26', '2026-10-26')]).toEqual([NONE, NONE]);
  });

  it('put the plan of Wed 7 Oct 2026 into the period of that day, and the others into none of it', async () => {
    await planWritten(test);
    test.setNow('2026-10-07 23:00');
    expect(await countsOf('keyContact', 'KW3', '?from=2026-10-07&to=2026-10-07')).toEqual({ ...NONE, open: 1 });
    expect(await countsOf('keyContact', 'KW3', '?from=2026-10-08')).toEqual(NONE);
    expect(await countsOf('keyContact', 'KW3', '?to=2026-10-06')).toEqual(NONE);
  });

  it('counts the needs that no provision met, by what was lacking, for the home authority alone (P5)', async () => {
    const { reference } = await planWritten(test);
    test.setNow('2026-10-12 09:00');
    const need = (kind: string, happenedOn: string) => api.post('keyContact', `/cases/${reference}/records/unmet-need`, { happenedOn, kind, area: 'Within an hour of home', what: 'Bricklaying at level 1' });
    expect([(await need('subject', '2026-10-01')).status, (await need('subject', '2026-10-12')).status, (await need('start', '2026-10-12')).status]).toEqual([201, 201, 201]);
    const of = async (who: Who, query = '') => {
      const { items, unmetNeeds } = (await api.get<{ items: { clause: string; recorded: number | null }[]; unmetNeeds: { kind: string; count: number }[] }>(who, `/coverage${query}`)).body;
      return [items.find(({ clause }) => clause === 'P5')?.recorded, ...unmetNeeds.filter(({ count }) => count > 0).map(({ kind, count }) => `${kind} ${count}`)];
    };
    expect([await of('keyContact'), await of('keyContact', '?from=2026-10-02'), await of('designatedPerson'), await of('neighbourContact')]).toEqual([[3, 'subject 2', 'start 1'], [2, 'subject 1', 'start 1'], [0], [0]]);
  });

  it('say of what was missed and then released that it was late, and of a hold that there was one', async () => {
    const { reference, placementId, escalationId } = await planMissed(test);
    const { body } = await api.post<{ id: number }>('keyContact', `/cases/${reference}/records/hold`, { happenedOn: '2026-10-12', dutyKey: `KW3/placement-${placementId}`, until: '2026-10-20', reason: 'He is in hospital' });
    expect(await countsOf('keyContact', 'KW3')).toEqual({ ...NONE, open: 1, missed: 1 });
    await api.post('head', `/cases/${reference}/records/hold-decision`, { happenedOn: '2026-10-12', aboutId: body.id, decision: 'approved' });
    expect(await countsOf('keyContact', 'KW3')).toEqual({ ...NONE, open: 1, missed: 1, held: 1, heldNow: 1 });
    await api.post('keyContact', `/escalations/${escalationId}/resolve`, { reason: 'It never began' });
    expect(await countsOf('keyContact', 'KW3')).toEqual({ ...NONE, notOwed: 1, endedLate: 1, held: 1 });
  });

  it('of a clause that others keep are theirs together, and there are none where no duty keeps it', async () => {
    await planMissed(test);
    expect(await countsOf('keyContact', 'EP8')).toEqual({ ...NONE, open: 1, missed: 1 });
    const [view, problem] = [await countsOf('keyContact', 'KW5'), await countsOf('keyContact', 'KW7')];
    expect((await countsOf('keyContact', 'P3')).open).toBe((view.open ?? 0) + (problem.open ?? 0) + ((await countsOf('keyContact', 'EP5')).open ?? 0));
    expect(await countsOf('keyContact', 'IM1')).toEqual(Object.fromEntries(Object.keys(NONE).map((name) => [name, null])));
  });

  it("are, for the Virtual School that signed with the provider, none of another authority's learners there, whatever is filtered; nor of a case that its reader is kept out of, or that is restricted", async () => {
    const { reference } = await planMissed(test);
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-04-01')`, [test.region.providers.ashgrove, COVENTRY]);
    for (const query of ['', `?authority=${BIRMINGHAM}`, `?provider=${test.region.providers.ashgrove}`]) expect(await countsOf('neighbourContact', 'KW3', query)).toEqual(NONE);
    expect((await countsOf('neighbourContact', 'VS6')).open).toBe(0);
    expect(await countsOf('keyContact', 'KW3')).toEqual({ ...NONE, open: 1, missed: 1 });
    expect(await countsOf('otherDesignatedPerson', 'KW3')).toEqual(NONE);
    expect((await api.post('head', `/cases/${reference}/exclusions`, { personId: test.region.people.keyContact, reason: 'relative' })).status).toBe(204);
    expect([await countsOf('keyContact', 'KW3'), (await countsOf('head', 'KW3')).missed]).toEqual([NONE, 1]);
    expect((await api.post('head', `/cases/${reference}/restriction`, { because: 'other' })).status).toBe(204);
    expect([(await countsOf('manager', 'KW3')).open, (await countsOf('director', 'KW3')).open]).toEqual([0, 0]);
  });
});

describe('who signed', () => {
  it('has the duties of an agreement in its own counts, and the Virtual School of the area has them no longer (IM3)', async () => {
    test.setNow('2026-06-15 09:00');
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-06-15')`, [test.region.providers.ashgrove, BIRMINGHAM]);
    await test.app.get(NightlyDerivation).deriveAll();
    const [own, ofTheArea, ofTheProvider] = [await countsOf('keyContact', 'IM3'), await countsOf('neighbourContact', 'IM3'), await countsOf('signatory', 'IM3')];
    expect([own, ofTheArea, ofTheProvider]).toEqual([{ ...NONE, open: 2 }, NONE, { ...NONE, open: 2 }]);
    expect(await countsOf('keyContact', 'IM3', `?authority=${BIRMINGHAM}`)).toEqual({ ...NONE, open: 2 });
    expect(await countsOf('signatory', 'IM3', `?provider=${test.region.providers.ashgrove}`)).toEqual({ ...NONE, open: 2 });
    expect(await countsOf('keyContact', 'IM3', `?authority=${COVENTRY}`)).toEqual(NONE);
  });

  it('a reader who may not see what an organisation owes, or what a case does, has no count of it; the Director has those of the authority, and of its young people, in numbers alone', async () => {
    const NULLS = Object.fromEntries(Object.keys(NONE).map((name) => [name, null]));
    await planMissed(test);
    test.setNow('2026-10-12 09:00');
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-06-15'), ($3, $2, now(), '2026-06-15')`, [test.region.providers.ashgrove, BIRMINGHAM, test.region.providers.elmfield]);
    await test.app.get(NightlyDerivation).deriveAll();
    const of = (who: Who) => Promise.all(['KW3', 'IM3', 'VS7'].map(async (clause) => (await countsOf(who, clause)).open));
    expect([await of('manager'), await of('keyWorker'), await of('designatedPerson')]).toEqual([[1, null, null], [1, null, null], [1, 2, null]]);
    // A Director counts what the key contact counts, and opens none of it; a signatory has no figures of cases.
    expect(await of('director')).toEqual([1, 2, expect.any(Number)]);
    for (const clause of ['KW3', 'EP8', 'SC1', 'EP3']) expect([clause, await countsOf('director', clause)]).toEqual([clause, await countsOf('keyContact', clause)]);
    expect((await api.get<{ total: number }>('director', '/cases')).body.total).toBe(0);
    expect(await countsOf('director', 'KW3', `?authority=${COVENTRY}`)).toEqual(NONE);
    expect((await countsOf('director', 'KW3', `?provider=${test.region.providers.ashgrove}`)).missed).toBe(1);
    expect(await pageAs(test, 'director', '/coverage')).not.toMatch(/Zebedee|LS-[A-Z0-9]{4}/);
    expect([await countsOf('signatory', 'KW3'), await countsOf('keyWorker', 'IM3')]).toEqual([NULLS, NULLS]);
    await test.dataSource.query('INSERT INTO case_restriction (case_id, reason, imposed_by, imposed_at) SELECT id, $1, $2, now() FROM young_person', ['other', test.region.people.head]);
    expect((await of('director'))[0]).toBe(0);
    await test.dataSource.query('DELETE FROM case_restriction');
    for (const query of [`?authority=${BIRMINGHAM}`, `?provider=${test.region.providers.elmfield}`]) expect((await countsOf('director', 'IM3', query)).open).toBe(2);
    expect((await countsOf('director', 'IM3', `?provider=${test.region.providers.ashgrove}`)).open).toBe(0);
    expect(await pageAs(test, 'director', '/coverage')).toMatch(/__link" href="\/coverage"/);
    const shown = async (who: Who, clause: string) => [...(new RegExp(`>${clause}: [\\s\\S]*?</tr>`).exec(await pageAs(test, who, '/coverage'))?.[0] ?? '').matchAll(/numeric">([^<]*)</g)].map(([, count]) => count);
    expect([await shown('manager', 'IM3'), await shown('signatory', 'EP8')]).toEqual([Array(8).fill('–'), Array(8).fill('–')]);
    expect((await shown('director', 'KW3'))[0]).toBe('1');
    expect((await shown('director', 'IM3'))[0]).toBe('2');
  });
});

describe('the page of a Virtual School (P1)', () => {
  const overview = async (who: Who, code: string) =>
    (await api.get<{ signedWith: { open: number; missed: number; othersMissed: number | null }[]; own: { youngPeople: number; providers: { youngPeople: number }[] } }>(who, `/authorities/${code}/virtual-school`)).body;

  it("counts what the provider owes by itself and for own young people, and of other authorities' how many have something missed, from five on alone", async () => {
    const { reference, placementId } = await planMissed(test);
    const of = async (who: Who, code: string) => (await overview(who, code)).signedWith.map(({ open, missed, othersMissed }) => [open, missed, othersMissed])[0];
    await test.dataSource.query(`INSERT INTO agreement (provider_id, authority_code, drafted_at) VALUES ($1, $2, now()), ($1, $3, now())`, [test.region.providers.ashgrove, COVENTRY, BIRMINGHAM]);
    const before = await of('neighbourContact', COVENTRY);
    await test.dataSource.query(`UPDATE agreement SET signed_on = '2026-04-01'`);
    expect([before?.[2], await of('neighbourContact', COVENTRY)]).toEqual([null, before]);
    const [{ open = 0, byItself = 0 } = {}] = await test.dataSource.query<{ open: number; byItself: number }[]>(
      `SELECT count(*) FILTER (WHERE placement_id = $1)::int AS open, count(*) FILTER (WHERE case_id IS NULL AND provider_id = $2)::int AS "byItself" FROM duty WHERE outcome = 'open' AND owed_by && ARRAY['designated-person', 'signatory']`, [placementId, test.region.providers.ashgrove]);
    expect(await of('keyContact', BIRMINGHAM)).toEqual([open + byItself, 1, null]);
    // Four tell as little as one; five are told, in the API and on the page.
    for (let more = 0; more < 3; more += 1) await planMissed(test);
    const page = () => pageAs(test, 'neighbourContact', '/virtual-school');
    expect([(await of('neighbourContact', COVENTRY))?.[2], (await page()).includes('fewer than 5 with something missed')]).toEqual([null, true]);
    await planMissed(test);
    expect([(await of('neighbourContact', COVENTRY))?.[2], (await page()).includes('5 with something missed'), (await page()).includes('fewer than')]).toEqual([5, true, false]);
    // Whoever is kept out of a case has it in no number, neither among their own nor among others'.
    expect((await api.post('head', `/cases/${reference}/exclusions`, { personId: test.region.people.keyContact, reason: 'relative' })).status).toBe(204);
    expect((await of('keyContact', BIRMINGHAM))?.slice(1)).toEqual([4, null]);
  }, 120_000);

  it('has own young people whose case runs, not those whose case ended or who are 25', async () => {
    const { reference } = await planMissed(test);
    const of = async () => {
      const { own } = await overview('head', BIRMINGHAM);
      return [own.youngPeople, own.providers.reduce((sum, { youngPeople }) => sum + youngPeople, 0)];
    };
    expect(await of()).toEqual([1, 1]);
    await test.dataSource.query(`UPDATE young_person SET born_on = '2001-10-12'`);
    expect(await of()).toEqual([0, 0]);
    await test.dataSource.query(`UPDATE young_person SET born_on = '2001-10-13'`);
    expect(await of()).toEqual([1, 1]);
    expect((await api.post('keyContact', `/cases/${reference}/records/case-closing`, { happenedOn: '2026-10-12', cause: 'moved-authority', takenOverBy: 'Coventry, Nia Cole, 07700 900110', notes: 'By agreement of both' })).body).toMatchObject({ kind: 'case-closing' });
    expect(await of()).toEqual([0, 0]);
  });
});

describe("a year's figures for the review of an agreement", () => {
  it('put what was due on the London day of its hour: an emergency answered within 24 hours, due on Sun 25 Oct 2026', async () => {
    const { reference, emergencyId } = await emergencyRaised(test);
    test.setNow('2026-10-24 23:00');
    await api.post('keyWorker', `/cases/${reference}/emergencies/${emergencyId}/response`, { response: 'Found' });
    const of = async (from: string, to: string) => {
      const period = { agreementId: 1, providerId: test.region.providers.ashgrove, authorityCode: COVENTRY, from, to };
      return (await reviewFigures(test.dataSource.manager, period, new Date('2026-10-27T09:00:00Z'))).figures.clauses.KW8;
    };
    expect(await of('2026-10-25', '2026-10-25')).toEqual({ inTime: 1, late: 0, open: 0, missed: 0, endedLate: 0, held: 0 });
    expect([await of('2026-10-24', '2026-10-24'), await of('2026-10-26', '2026-10-26')]).toEqual([undefined, undefined]);
  });
});
