import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls, type Problem } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { planAgreed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

/** On Monday 12 October 2026: the plan of a placement at Ashgrove College is agreed. */
async function placed() {
  const { reference, placementId } = await planAgreed(test);
  test.setNow('2026-10-12 09:00');
  return { reference, placementId, records: `/cases/${reference}/records` };
}

describe('“Would this be good enough for my child?”: the answer goes back to who asked (P2)', () => {
  const question = { happenedOn: '2026-10-12', addressedTo: 'team-manager', decision: 'Moving in the exam month' };
  const answered = async (records: string, askedBy: string) => {
    const { body: asked } = await api.post<{ id: number }>('designatedPerson', `${records}/good-enough-question`, { ...question, askedBy });
    const { body } = await api.post<{ id: number }>('manager', `${records}/good-enough-answer`, { happenedOn: '2026-10-12', aboutId: asked.id, changed: 'no', howTold: 'message', answer: 'No foster home is free' });
    return body.id;
  };

  it('the designated person who asked reads it, on the page too, where it is about no placement', async () => {
    const { records } = await placed();
    const id = await answered(records, 'somebody in the case');
    expect(await api.get('designatedPerson', `${records}/${id}`)).toMatchObject({ status: 200, body: { words: { answer: 'No foster home is free' } } });
    expect(await pageAs(test, 'designatedPerson', records)).toContain('No foster home is free');
  });

  it('what the young person asked, and the designated person only wrote down, stays between them and the home authority', async () => {
    const { records } = await placed();
    const id = await answered(records, 'young person');
    expect((await api.refusal('designatedPerson', 'GET', `${records}/${id}`)).slice(0, 2)).toEqual([404, 'NOT_FOUND']);
    expect(await pageAs(test, 'designatedPerson', records)).not.toContain('No foster home is free');
  });
});

describe('what a provider recorded of the case as a whole', () => {
  const need = { happenedOn: '2026-10-12', area: 'transport', what: 'A bus pass' };

  it('is put right by it, and taken back: a need', async () => {
    const { reference, records } = await placed();
    const { body } = await api.post<{ id: number; mayCorrect: boolean }>('designatedPerson', `${records}/need`, need);
    expect(await api.get('designatedPerson', `${records}/${body.id}`)).toMatchObject({ body: { mayCorrect: true } });
    const fact = `/cases/${reference}/facts/need/${body.id}/corrections`;
    expect(await api.post('designatedPerson', fact, { values: { area: 'finance' }, reason: 'It is about the fare' })).toMatchObject({ status: 201 });
    expect(await api.get('designatedPerson', `${records}/${body.id}`)).toMatchObject({ body: { details: { area: 'finance' } } });
    expect(await api.post('designatedPerson', fact, { takeBack: true, reason: 'Another young person' })).toMatchObject({ status: 201 });
  });

  it('what others recorded and it reads is not: it says whom to tell; and what it does not read is not there', async () => {
    const { reference, records } = await placed();
    const { body: question } = await api.post<{ id: number }>('designatedPerson', `${records}/good-enough-question`, { happenedOn: '2026-10-12', askedBy: 'somebody in the case', addressedTo: 'team-manager', decision: 'The timetable' });
    const { body: answer } = await api.post<{ id: number }>('manager', `${records}/good-enough-answer`, { happenedOn: '2026-10-12', aboutId: question.id, changed: 'no', howTold: 'phone', answer: 'It stays' });
    const { body: read } = await api.call<Problem>('designatedPerson', 'GET', `/cases/${reference}/facts/good-enough-answer/${answer.id}`);
    expect([read.status, read.code, read.detail]).toEqual([403, 'NOT_ALLOWED', expect.stringContaining('tell the home authority what is wrong')]);
    const { body: other } = await api.post<{ id: number }>('keyWorker', `${records}/need`, need);
    expect((await api.refusal('designatedPerson', 'GET', `/cases/${reference}/facts/need/${other.id}`)).slice(0, 2)).toEqual([404, 'NOT_FOUND']);
  });
});
