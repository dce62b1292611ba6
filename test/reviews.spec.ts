import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseRecord } from '../src/records/record.entity.js';
import { YoungPerson } from '../src/young-people/young-person.entity.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const REVIEW = {
  heldOn: '2026-10-20', attended: ['young-person', 'key-worker', 'designated-person', 'social-worker'], present: 'Zebedee, Kofi Mensah, Dan Pike',
  whatChanged: 'Settled in', youngPersonsView: 'It is fine', feelsSafe: 'yes',
}; // prettier-ignore

interface Review {
  id: number;
  countsFor: string[];
  clocks: { clock: string; satisfied: boolean; why: string; nextOn: string | null }[];
}

/** At 11:00 on Tuesday 20 October 2026, in a case whose plan was agreed on 15 June. */
async function atReview() {
  const { reference, placementId } = await planAgreed(test);
  test.setNow('2026-10-20 11:00');
  return { reference, path: `/cases/${reference}/placements/${placementId}/reviews`, placementId };
}

const dutiesOf = async (reference: string) =>
  (await api.get<{ items: { key: string; clause: string; status: string; dueOn: string | null }[] }>('keyWorker', `/cases/${reference}/duties`)).body.items;
const recordsOf = async (reference: string, kind: string) => {
  const { manager } = test.dataSource;
  const { id: caseId } = await manager.findOneByOrFail(YoungPerson, { reference });
  const found = await manager.findBy(CaseRecord, { caseId, kind: kind as CaseRecord['kind'] });
  return found.map(({ placementId, happenedOn, details, words }) => ({ placement_id: placementId, happened_on: happenedOn, details, words }));
};

describe('do you feel safe here? (P3)', () => {
  it('is asked in every review', async () => {
    const { path } = await atReview();
    const { feelsSafe: _, ...unasked } = REVIEW;
    expect(await api.refusal('keyWorker', 'POST', path, unasked)).toEqual([422, 'INVALID', expect.stringMatching(/^feelsSafe: /)]);
    expect(await api.refusal('keyWorker', 'POST', path, { ...REVIEW, feelsSafe: 'no' })).toEqual([422, 'INVALID', 'whyNotSafe: WORDS_NEEDED']);
  });

  it('opens KW7 on the day of the review where they do not, to be taken up by the next working day', async () => {
    const { reference, path, placementId } = await atReview();
    await api.post('designatedPerson', path, { ...REVIEW, feelsSafe: 'no', whyNotSafe: 'Somebody waits for me at the gate' });
    expect(await recordsOf(reference, 'problem')).toEqual([
      { placement_id: placementId, happened_on: '2026-10-20', details: { kind: 'not feeling safe', meetingAsked: false }, words: { what: 'Somebody waits for me at the gate' } },
    ]);
    expect(await dutiesOf(reference)).toContainEqual(expect.objectContaining({ clause: 'KW7', status: 'open', dueOn: '2026-10-21' }));
    const trail = await test.dataSource.query<{ name: string }[]>(`SELECT a.name FROM audit_event a JOIN young_person y ON y.id = a.case_id WHERE y.reference = $1 AND a.name LIKE 'problem%'`, [reference]);
    expect(trail).toEqual([{ name: 'problem.record' }]);
  });

  it('stays owed and is reminded of where the provider ends the placement the same day, until the key worker was in contact', async () => {
    const { reference, path, placementId } = await atReview();
    await api.post('designatedPerson', path, { ...REVIEW, feelsSafe: 'no', whyNotSafe: 'Somebody waits for me at the gate' });
    await api.post('designatedPerson', `/cases/${reference}/placements/${placementId}/ending`, { kind: 'completed', endedOn: '2026-10-20' });
    test.setNow('2026-10-21 08:30');
    await test.runJobs();
    expect(await dutiesOf(reference)).toContainEqual(expect.objectContaining({ clause: 'KW7', status: 'open', dueOn: '2026-10-21' }));
    test.setNow('2026-10-22 08:30');
    await test.runJobs();
    const told = await test.dataSource.query<{ stage: string; name: string }[]>(
      `SELECT DISTINCT n.stage, p.name FROM notice n JOIN duty d ON d.id = n.duty_id JOIN young_person y ON y.id = d.case_id JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id JOIN person p ON p.id = m.person_id WHERE d.clause = 'KW7' AND y.reference = $1`,
      [reference],
    );
    expect(told).toContainEqual({ stage: 'level-1', name: 'Kofi Mensah' });
    const [problem] = await test.dataSource.query<{ id: number }[]>(`SELECT r.id FROM record r JOIN young_person y ON y.id = r.case_id WHERE y.reference = $1 AND r.kind = 'problem'`, [reference]);
    expect(await api.post('keyWorker', `/cases/${reference}/records/problem-contact`, { happenedOn: '2026-10-22', aboutId: problem?.id, withWhom: 'Dan Pike', what: 'He is safe' })).toMatchObject({ status: 201 });
    expect(await dutiesOf(reference)).toContainEqual(expect.objectContaining({ clause: 'KW7', status: 'met late' }));
  });

  it.each(['yes', 'rather-not-say'])('opens nothing where the answer is %s', async (feelsSafe) => {
    const { reference, path } = await atReview();
    await api.post('keyWorker', path, { ...REVIEW, feelsSafe, whyNotSafe: 'Said in passing' });
    expect(await recordsOf(reference, 'problem')).toEqual([]);
  });

  it('leaves nothing behind where the review is refused', async () => {
    const { reference, path } = await atReview();
    await api.post('keyWorker', path, REVIEW);
    expect(await api.refusal('keyWorker', 'POST', path, { ...REVIEW, feelsSafe: 'no', whyNotSafe: 'The gate' })).toEqual([409, 'ALREADY_RECORDED']);
    expect(await recordsOf(reference, 'problem')).toEqual([]);
  });
});

describe('one meeting, several clocks', () => {
  it('keeps the personal education plan of the autumn term too, where the Virtual School rated it (VS5)', async () => {
    const { reference, path } = await atReview();
    const { body } = await api.post<Review>('keyContact', path, { ...REVIEW, countsFor: ['personal-education-plan', 'pathway-plan'], pepQuality: 'amber', pepForm: 'pathway' });
    expect(body.countsFor).toEqual(['review', 'personal-education-plan', 'pathway-plan']);
    expect(body.clocks.map(({ clock, satisfied, nextOn }) => [clock, satisfied, nextOn])).toEqual([
      ['KW4', true, '2027-04-20'], ['VS5', true, '2027-03-31'], ['pathway-plan', true, '2027-04-20'], ['looked-after-review', false, null],
    ]); // prettier-ignore
    expect(await recordsOf(reference, 'pep-review')).toEqual([
      { placement_id: null, happened_on: '2026-10-20', details: { term: '2026-27-autumn', form: 'pathway', quality: 'amber' }, words: {} },
    ]);
    expect(await dutiesOf(reference)).toContainEqual(expect.objectContaining({ key: expect.stringMatching(/^VS5\/.*\/2026-27-autumn$/), status: 'met' }));
  });

  it.each(['designatedPerson', 'keyWorker'] as const)('keeps what the %s found of that plan, and VS5 open until the Virtual School has rated it', async (who) => {
    const { reference, path } = await atReview();
    const { body } = await api.post<Review & { pepQuality: string }>(who, path, { ...REVIEW, countsFor: ['personal-education-plan'], pepQuality: 'green', pepForm: 'pathway' });
    expect([body.pepQuality, body.clocks[1]?.why, await recordsOf(reference, 'pep-review')]).toEqual(['green', 'The Virtual School has not rated it.', []]);
    const autumn = async () => (await api.get<{ items: { key: string; status: string }[] }>('keyContact', `/cases/${reference}/duties`)).body.items.find(({ key }) => /^VS5.*autumn$/.test(key))?.status;
    expect(await autumn()).toBe('open');
    await api.post('keyContact', `/cases/${reference}/records/pep-review`, { happenedOn: '2026-10-20', term: '2026-27-autumn', form: 'pep', quality: 'amber' });
    expect([await autumn(), (await api.get<Review>(who, `${path}/${body.id}`)).body.clocks[1]?.satisfied]).toEqual(['met', true]);
  });

  it('says which it did not satisfy, and why', async () => {
    const { path } = await atReview();
    const { body } = await api.post<Review>('keyWorker', path, { ...REVIEW, attended: ['key-worker'], countsFor: ['pathway-plan', 'looked-after-review', 'personal-education-plan'] });
    expect(body.clocks.map(({ satisfied, why }) => [satisfied, why])).toEqual([
      [false, 'The designated person was not there.'],
      [false, 'Its quality was not rated.'],
      [false, 'The young person was not there. Neither social worker nor personal adviser was there.'],
      [false, 'No independent reviewing officer was in the chair.'],
    ]);
  });

  it('without the designated person keeps no KW4: the page, the duty and the next date say the same', async () => {
    const { reference, path, placementId } = await atReview();
    const { body } = await api.post<Review>('keyWorker', path, { ...REVIEW, attended: ['young-person', 'key-worker'] });
    expect(body.clocks[0]).toMatchObject({ satisfied: false, why: 'The designated person was not there.', nextOn: '2026-12-15' });
    const open = (await dutiesOf(reference)).filter(({ clause }) => clause === 'KW4').map(({ key, status, dueOn }) => `${key.replace(/plan-\d+/, 'plan')} ${status} ${dueOn}`);
    expect(open).toEqual([`KW4/placement-${placementId}/after-plan open 2026-12-15`]);
  });

  it('is rated only as what it was held as', async () => {
    const { path } = await atReview();
    expect(await api.refusal('keyWorker', 'POST', path, { ...REVIEW, pepQuality: 'green', pepForm: 'pathway' })).toEqual([422, 'INVALID', 'pepQuality: NOT_HELD_AS']);
    expect(await api.refusal('keyWorker', 'POST', path, { ...REVIEW, countsFor: ['personal-education-plan'], pepQuality: 'green' })).toEqual([422, 'INVALID', 'pepForm: REQUIRED']);
    expect(await api.refusal('keyWorker', 'POST', path, { ...REVIEW, attended: ['a friend'] })).toEqual([422, 'INVALID', expect.stringMatching(/^attended: /)]);
    expect(await api.refusal('keyWorker', 'POST', path, { ...REVIEW, attended: [] })).toEqual([422, 'INVALID', expect.stringMatching(/^attended: /)]);
  });

  it('is recorded without a placement where it is about none: a looked-after review by the key contact keeps no KW4', async () => {
    const { reference } = await atReview();
    const meeting = { heldOn: '2026-10-20', countsFor: ['looked-after-review', 'pathway-plan'], attended: ['young-person', 'social-worker', 'independent-reviewing-officer'], present: 'All', whatChanged: 'A new home', youngPersonsView: 'Fine' };
    const path = `/cases/${reference}/meetings`;
    const { status, body, headers } = await api.post<Review & { placementIds: number[] }>('keyContact', path, meeting);
    expect([status, body.placementIds, body.clocks.filter(({ satisfied }) => satisfied).map(({ clock, nextOn }) => `${clock} ${nextOn}`)]).toEqual([201, [], ['pathway-plan 2027-04-20', 'looked-after-review 2027-04-20']]);
    expect((await api.get('keyWorker', String(headers.location).replace('/api/v1', ''))).body).toEqual(body);
    expect((await dutiesOf(reference)).filter(({ clause }) => clause === 'KW4').map(({ status: one }) => one)).toEqual(['open']);
    const read = async (who: 'keyWorker' | 'designatedPerson') => (await api.get<{ meetings: object[] }>(who, `/cases/${reference}`)).body.meetings.length;
    expect([await read('keyWorker'), await read('designatedPerson')]).toEqual([1, 0]);
    expect(await api.refusal('keyContact', 'POST', path, meeting)).toEqual([409, 'ALREADY_RECORDED']);
    expect(await api.refusal('keyContact', 'POST', path, { ...meeting, countsFor: ['review'], feelsSafe: 'yes' })).toEqual([422, 'INVALID', 'placementIds: NO_PLACEMENT', 'feelsSafe: NO_PLACEMENT']);
    expect(await api.refusal('designatedPerson', 'POST', path, meeting)).toEqual([403, 'NOT_ALLOWED']);
    await api.post('keyContact', `/cases/${reference}/facts/review/${body.id}/corrections`, { takeBack: true, reason: 'It was another young person' });
    expect(await read('keyWorker')).toBe(0);
  });

  it('about two placements is recorded once, and counts for each', async () => {
    const { reference, placementId } = await planAgreed(test);
    const input = { providerId: test.region.providers.elmfield, course: 'Maths', level: 2, startsOn: '2026-09-07' };
    const { id: other } = (await api.post<{ id: number }>('keyWorker', `/cases/${reference}/placements`, input)).body;
    for (const section of ['key-contacts', 'safeguarding', 'own-words']) await api.put('keyWorker', `/cases/${reference}/placements/${other}/plan/sections/${section}`, { text: 'Written' });
    for (const party of ['key-worker', 'designated-person', 'young-person']) await api.post('keyWorker', `/cases/${reference}/placements/${other}/plan/agreements`, { party, witness: 'Priya Shah' });
    test.setNow('2026-10-20 11:00');
    const meeting = { heldOn: '2026-10-20', countsFor: ['review'], placementIds: [placementId, other], attended: ['young-person', 'key-worker', 'designated-person'], present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Fine', feelsSafe: 'yes' };
    const { body } = await api.post<Review>('keyWorker', `/cases/${reference}/meetings`, meeting);
    const kw4 = (await dutiesOf(reference)).filter(({ clause }) => clause === 'KW4').map(({ key, status, dueOn }) => `${key.replace(/plan-\d+/, 'plan')} ${status} ${dueOn}`).sort();
    expect(kw4).toEqual([placementId, other].flatMap((id) => [`KW4/placement-${id}/after-plan met 2026-12-15`, `KW4/placement-${id}/after-review-${body.id} open 2027-04-20`]).sort());
    for (const who of ['designatedPerson', 'otherDesignatedPerson'] as const) {
      const { placements } = (await api.get<{ placements: { reviews: { id: number }[] }[] }>(who, `/cases/${reference}`)).body;
      expect(placements.flatMap(({ reviews }) => reviews.map(({ id }) => id))).toEqual([body.id]);
    }
    expect(await api.refusal('designatedPerson', 'POST', `/cases/${reference}/placements/${placementId}/reviews`, REVIEW)).toEqual([409, 'ALREADY_RECORDED']);
    expect(await api.refusal('keyWorker', 'POST', `/cases/${reference}/meetings`, { ...meeting, heldOn: '2026-10-19', placementIds: [999_999] })).toEqual([404, 'NOT_FOUND']);
  });

  // The last one: settings stay.
  it('counts for the agreement as before, by a tighter limit of the authority where it has one', async () => {
    const { reference, path } = await atReview();
    await test.dataSource.query(`INSERT INTO setting (authority_code, name, value, effective_on, set_by, set_at) VALUES ('E08000025', 'reviewMonths', 3, '2026-10-20', $1, now())`, [test.region.people.head]);
    const { body } = await api.post<Review>('keyWorker', path, REVIEW);
    expect(body.clocks[0]).toMatchObject({ clock: 'KW4', nextOn: '2027-01-20' });
    expect((await dutiesOf(reference)).filter(({ clause }) => clause === 'KW4').map(({ status }) => status).sort()).toEqual(['met', 'open']);
  });
});
