import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { correcting, MISTAKE, REASON, type Case } from './support/correcting.js';
import { planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
let on: ReturnType<typeof correcting>;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  on = correcting(test, api);
});
afterAll(() => test.close());

describe('what a review gave rise to', () => {
  const REVIEW = { heldOn: '2026-10-20', attended: ['key-worker', 'designated-person'], present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good', feelsSafe: 'no', whyNotSafe: 'The gate' };
  const RATED = { countsFor: ['personal-education-plan'], pepQuality: 'amber', pepForm: 'pathway' };

  /** Held on Tuesday 20 October 2026; the young person does not feel safe, the plan is amber. */
  async function reviewed(more: object = {}) {
    const { reference, placementId } = await planAgreed(test);
    test.setNow('2026-10-20 11:00');
    const { id } = (await api.post<{ id: number }>('keyContact', `/cases/${reference}/placements/${placementId}/reviews`, { ...REVIEW, ...RATED, ...more })).body;
    const born = async () => (await api.get<{ items: { id: number; kind: string; happenedOn: string; details: { term?: string; quality?: string }; words: { what?: string } }[] }>('keyContact', `/cases/${reference}/records`)).body.items.filter(({ kind }) => ['problem', 'pep-review'].includes(kind));
    const lines = async () => (await born()).map(({ kind, happenedOn, details, words }) => [kind, happenedOn, details.term ?? words.what, ...(details.quality ? [details.quality] : [])].join(' ')).sort();
    const status = async (key: RegExp) => (await api.get<Case>('keyContact', `/cases/${reference}`)).body.duties.filter((one) => key.test(one.key)).map(({ outcome, dueOn }) => `${outcome} ${dueOn}`);
    return { reference, placementId, reviewId: id, fact: `review/${id}`, born, lines, status };
  }

  it('moves with it: held on 30 July 2026 instead of 20 October, the problem and the term are those of that day', async () => {
    const { reference, fact, lines, status } = await reviewed();
    expect(await lines()).toEqual(['pep-review 2026-10-20 2026-27-autumn amber', 'problem 2026-10-20 The gate']);
    await on.correct('keyContact', reference, fact, { reason: REASON, values: { heldOn: '2026-07-30' } });
    expect(await lines()).toEqual(['pep-review 2026-07-30 2025-26-summer amber', 'problem 2026-07-30 The gate']);
    expect(await status(/^KW7/)).toEqual(['open 2026-07-31']);
    expect(await status(/^VS5.*2026-27-autumn$/)).toEqual(['open 2026-12-31']);
    await on.expectNothingStale(reference);
  });

  it('is taken back with it, and recorded once when the review is recorded again', async () => {
    const { reference, placementId, fact, lines, status } = await reviewed();
    await on.correct('keyContact', reference, fact, MISTAKE);
    expect([await lines(), await status(/^VS5.*2026-27-autumn$/)]).toEqual([[], ['open 2026-12-31']]);
    await api.post('keyContact', `/cases/${reference}/placements/${placementId}/reviews`, { ...REVIEW, ...RATED });
    expect([await lines(), (await status(/^KW7/)).filter((one) => one.startsWith('open'))]).toEqual([['pep-review 2026-10-20 2026-27-autumn amber', 'problem 2026-10-20 The gate'], ['open 2026-10-21']]);
    await on.expectNothingStale(reference);
  });

  it('holds it fast once something was done about the problem', async () => {
    const { reference, fact, born } = await reviewed();
    const problem = (await born()).find(({ kind }) => kind === 'problem');
    await api.post('keyWorker', `/cases/${reference}/records/problem-contact`, { happenedOn: '2026-10-20', aboutId: problem?.id, withWhom: 'Dan Pike', what: 'Met at the gate' });
    expect(await on.refused('keyContact', reference, fact, MISTAKE)).toEqual([409, 'HAS_FACTS', ': HANGS_ON_IT']);
    expect(await on.refused('keyContact', reference, fact, { reason: REASON, values: { feelsSafe: 'yes' } })).toEqual([409, 'HAS_FACTS', ': HANGS_ON_IT']);
  });

  it('follows what the young person said, who was there, what it was held as and how good the plan was', async () => {
    const { reference, placementId, reviewId, fact, lines } = await reviewed();
    await on.correct('keyContact', reference, fact, { reason: REASON, values: { feelsSafe: 'yes', pepQuality: 'red', attended: ['young-person', 'key-worker', 'designated-person'] } });
    expect(await lines()).toEqual(['pep-review 2026-10-20 2026-27-autumn red']);
    expect(await on.refused('keyContact', reference, fact, { reason: REASON, values: { feelsSafe: 'no', whyNotSafe: null } })).toEqual([422, 'INVALID', 'whyNotSafe: WORDS_NEEDED']);
    await on.correct('keyContact', reference, fact, { reason: REASON, values: { feelsSafe: 'no', whyNotSafe: 'The bus' } });
    expect(await on.refused('keyContact', reference, fact, { reason: REASON, values: { countsFor: ['review'] } })).toEqual([422, 'INVALID', 'pepQuality: NOT_HELD_AS']);
    await on.correct('keyContact', reference, fact, { reason: REASON, values: { countsFor: ['review'], pepQuality: null } });
    expect(await lines()).toEqual(['problem 2026-10-20 The bus']);
    const { body } = await api.get<object>('keyWorker', `/cases/${reference}/placements/${placementId}/reviews/${reviewId}`);
    expect(body).toMatchObject({ attended: ['young-person', 'key-worker', 'designated-person'], feelsSafe: 'no', countsFor: ['review'], pepQuality: null });
    const { items } = (await api.get<{ items: { changes: { field: string; before: string | null; after: string | null }[] }[] }>('keyWorker', `/cases/${reference}/corrections`)).body;
    expect(items.at(-1)?.changes).toContainEqual({ field: 'attended', label: 'Who was there?', before: 'key worker, designated person', after: 'young person, key worker, designated person' });
  });

  it('is not rated by whoever puts it right for a provider', async () => {
    const { reference, fact, lines } = await reviewed({ countsFor: ['personal-education-plan'], pepQuality: undefined, pepForm: undefined, feelsSafe: 'yes' });
    await on.correct('keyWorker', reference, fact, { reason: REASON, values: { pepQuality: 'green', pepForm: 'pep' } });
    expect(await lines()).toEqual([]);
  });
});
