import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ApiCalls, type Problem } from './support/api-calls.js';
import type { DescribedOperation } from './support/api-description.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { BIRMINGHAM } from './support/region.js';
import { emergencyRaised, placementAgreed, planMissed, suspension } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const YOUNG_PERSON = { homeAuthorityCode: BIRMINGHAM, localId: 'N-1', preferredName: 'Zora', legalName: 'Zora Ashdown', bornOn: '2010-01-31', careStatus: 'in-care' };
const without = (name: keyof typeof YOUNG_PERSON) => Object.fromEntries(Object.entries(YOUNG_PERSON).filter(([key]) => key !== name));

describe('registering a young person is refused', () => {
  it.each([
    ['without anything', {}, ['homeAuthorityCode: REQUIRED', 'localId: REQUIRED', 'preferredName: REQUIRED', 'legalName: REQUIRED', 'bornOn: REQUIRED', 'careStatus: REQUIRED']],
    ['without a legal name', without('legalName'), ['legalName: REQUIRED']],
    ['with a name of blanks', { ...YOUNG_PERSON, legalName: '   ' }, ['legalName: REQUIRED']],
    ['with a name that is a number', { ...YOUNG_PERSON, legalName: 7 }, ['legalName: REQUIRED']],
    ['with a name of 201 characters', { ...YOUNG_PERSON, legalName: 'x'.repeat(201) }, ['legalName: TOO_LONG']],
    ['born on 30 February 2010', { ...YOUNG_PERSON, bornOn: '2010-02-30' }, ['bornOn: NOT_A_DATE']],
    ['born on 31 January 2010 at noon', { ...YOUNG_PERSON, bornOn: '2010-01-31T12:00:00Z' }, ['bornOn: NOT_A_DATE']],
    ['born next year', { ...YOUNG_PERSON, bornOn: '2027-01-01' }, ['bornOn: IN_THE_FUTURE']],
    ['with a care status that is none', { ...YOUNG_PERSON, careStatus: 'adopted' }, ['careStatus: NOT_A_CHOICE']],
    ['with a care status from the prototype', { ...YOUNG_PERSON, careStatus: 'constructor' }, ['careStatus: NOT_A_CHOICE']],
    ['with a learner number whose check digit does not fit', { ...YOUNG_PERSON, uln: '9276308687' }, ['uln: ULN_CHECK']],
    ['with a learner number of nine digits', { ...YOUNG_PERSON, uln: '927630868' }, ['uln: WRONG_FORM']],
    ['with a pupil number whose letter does not fit', { ...YOUNG_PERSON, upn: 'A801200001001' }, ['upn: UPN_CHECK']],
    ['with a field that nobody knows', { ...YOUNG_PERSON, favouriteColour: 'red' }, ['favouriteColour: UNKNOWN_FIELD']],
    ['with its id', { ...YOUNG_PERSON, id: 1, version: 9 }, ['id: UNKNOWN_FIELD', 'version: UNKNOWN_FIELD']],
  ])('%s', async (_what, body, reasons) => {
    const [status, code, ...said] = await api.refusal('manager', 'POST', '/cases', body);
    expect([status, code, said.sort()]).toEqual([422, 'INVALID', reasons.sort()]);
  });

  it('for an authority where one has no part', async () => {
    expect(await api.refusal('manager', 'POST', '/cases', { ...YOUNG_PERSON, homeAuthorityCode: 'E08000026' })).toEqual([403, 'NOT_ALLOWED']);
  });
});

describe('what is recorded on a case is refused', () => {
  let placed: Awaited<ReturnType<typeof placementAgreed>>;
  beforeAll(async () => { placed = await placementAgreed(test); });

  it.each([
    ['a placement at a provider that is none', '/placements', { providerId: 999, course: 'A', level: 3, startsOn: '2026-09-07' }, ['providerId: UNKNOWN_PROVIDER']],
    ['a placement at provider 0 and level 9', '/placements', { providerId: 0, course: 'A', level: 9, startsOn: '2026-09-07' }, ['level: TOO_LARGE', 'providerId: TOO_SMALL']],
    ['a placement at provider true and level nothing', '/placements', { providerId: true, course: 'A', level: '', startsOn: '2026-09-07' }, ['level: REQUIRED', 'providerId: NOT_A_WHOLE_NUMBER']],
    ['a placement at half a provider', '/placements', { providerId: 1.5, course: 'A', level: 3, startsOn: '2026-09-07' }, ['providerId: NOT_A_WHOLE_NUMBER']],
    ['a placement that ends before it starts', '/placements', { providerId: 1, course: 'A', level: 3, startsOn: '2026-09-07', endsOn: '2026-09-06' }, ['endsOn: ENDS_BEFORE_START']],
    ['a placement agreed tomorrow', '/placements', { providerId: 1, course: 'A', level: 3, startsOn: '2026-09-07', agreedOn: '2026-05-21' }, ['agreedOn: IN_THE_FUTURE']],
    ['an emergency without a word', '/emergencies', {}, ['whatHappened: REQUIRED']],
    ['an emergency whose time is a number', '/emergencies', { whatHappened: 'x', raisedAt: 7 }, ['raisedAt: NOT_AN_INSTANT']],
    ['an emergency of tomorrow', '/emergencies', { whatHappened: 'x', raisedAt: '2026-05-21T09:00:00Z' }, ['raisedAt: IN_THE_FUTURE']],
    ['an emergency at a time that the clocks left out', '/emergencies', { whatHappened: 'x', raisedAt: '2026-03-29T01:30' }, ['raisedAt: NOT_AN_INSTANT']],
    ['an ending that is none', '/placements/:id/ending', { kind: 'vanished' }, ['kind: NOT_A_CHOICE']],
    ['an ending with a tick that is a word', '/placements/:id/ending', { kind: 'completed', alreadyHappened: 'perhaps' }, ['alreadyHappened: NOT_TRUE_OR_FALSE']],
    ['an ending before the placement was agreed', '/placements/:id/ending', { kind: 'left-early', endedOn: '2026-05-19' }, ['endedOn: TOO_EARLY']],
    ['a review in the future', '/placements/:id/reviews', { heldOn: '2026-05-21', attended: ['mentor'], feelsSafe: 'yes', present: 'x', whatChanged: 'x', youngPersonsView: 'x' }, ['heldOn: IN_THE_FUTURE']],
  ])('%s', async (_what, path, body, reasons) => {
    test.setNow('2026-05-20 10:00');
    const [status, code, ...said] = await api.refusal('keyWorker', 'POST', `/cases/${placed.reference}${path.replace(':id', String(placed.placementId))}`, body);
    expect([status, code, said.sort()]).toEqual([422, 'INVALID', reasons]);
  });

  it.each(['0', '-1', '1.5', '99999999999', 'abc', '1e3', '%00'])('under the number %s, which is no placement’s', async (id) => {
    const [status] = await api.refusal('keyWorker', 'POST', `/cases/${placed.reference}/placements/${id}/ending`, { kind: 'completed' });
    expect([400, 404]).toContain(status);
  });
});

describe('a question is refused', () => {
  it.each([
    ['/cases?limit=0', ['limit: TOO_SMALL']],
    ['/cases?limit=201', ['limit: TOO_LARGE']],
    ['/cases?limit=many', ['limit: NOT_A_WHOLE_NUMBER']],
    ['/cases?missedOnly=perhaps', ['missedOnly: NOT_TRUE_OR_FALSE']],
    ['/cases?authority=Birmingham', ['authority: WRONG_FORM']],
    ['/cases?colour=red', ['colour: UNKNOWN_FIELD']],
    ['/duties?when=yesterday', ['when: NOT_A_CHOICE']],
    ['/escalations?level=4', ['level: TOO_LARGE']],
    ['/people', ['authority: REQUIRED']],
    ['/duties/explain', ['clause: UNKNOWN_CLAUSE']],
    ['/duties/explain?clause=EP12&startsOn=2026-10-01', ['clause: UNKNOWN_CLAUSE']],
    ['/duties/explain?clause=KW3', ['startsOn: FACT_MISSING']],
    ['/duties/explain?clause=KW3&startsOn=2026-02-30', ['startsOn: NOT_A_DATE']],
    ['/duties/explain?clause=KW3&bornOn=2010-02-28', ['bornOn: UNKNOWN_FACT']],
    ['/duties/explain?clause=KW8&raisedAt=yesterday', ['raisedAt: NOT_AN_INSTANT']],
    ['/training/mailbox?limit=10001', ['limit: TOO_LARGE']],
    ['/training/mailbox?since=yesterday', ['since: NOT_AN_INSTANT']],
  ])('%s', async (path, reasons) => {
    expect(await api.refusal('manager', 'GET', path)).toEqual([422, 'INVALID', ...reasons]);
  });

  it('with an empty value counts as not asked', async () => {
    const { status, body } = await api.get<{ items: object[]; total: number }>('manager', '/cases?limit=&search=&missedOnly=&keyWorker=');
    expect([status, body.items.length]).toEqual([200, body.total]);
  });

  it('with a place to go on from that is not ours begins at the beginning', async () => {
    const forged = Buffer.from(JSON.stringify(['\0', 99_999_999_999])).toString('base64url');
    for (const after of ['rubbish', '-5', '1e99', '99999999999999999999', forged]) {
      for (const list of ['/cases', '/duties', '/escalations', '/providers', `/people?authority=${BIRMINGHAM}`]) {
        const { status, body } = await api.get<{ items: object[]; total: number }>('manager', `${list}${list.includes('?') ? '&' : '?'}after=${after}`);
        expect([list, after, status, body.items.length]).toEqual([list, after, 200, body.total]);
      }
    }
  });
});

describe('whatever is sent to any operation', () => {
  const RUNS = 15;
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('', ' ', '2026-02-30', '2026-10-07', '2025-12-01T00:00:00Z', 'key-worker', 'spoke', 'completed', 'in-care', 'constructor', '__proto__', BIRMINGHAM, '9'.repeat(400), "'; DROP TABLE person; --", '%', '\\'));
  const value = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom(1, 2, 3, 2 ** 31, -1), fc.array(fc.integer(), { maxLength: 2 }), fc.jsonValue({ maxDepth: 2 }));
  const bodyOf = ({ bodyFields }: DescribedOperation) =>
    fc.oneof({ weight: 4, arbitrary: fc.record(Object.fromEntries((bodyFields ?? []).map((name) => [name, value])), { requiredKeys: [] }) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
  const queryOf = ({ queryFields }: DescribedOperation) => fc.array(fc.tuple(fc.constantFrom('after', 'limit', 'x', ...queryFields), text), { maxLength: 3 });

  it('is answered with what is described, never with a fault, and leaves nothing half done', async () => {
    const { reference, placementId, noticeId } = await suspension(test);
    const { emergencyId } = await emergencyRaised(test);
    const { escalationId } = await planMissed(test);
    test.setNow('2026-10-30 17:00');
    await test.app.get(NightlyDerivation).deriveAll();
    const param = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(reference, String(placementId), String(noticeId), String(emergencyId), String(escalationId), '1', 'people') },
      { weight: 1, arbitrary: fc.constantFrom('0', '2147483648', 'LS-222222', "'", '%00', '%F0%9F%98%80', '..%2f') },
    );
    for (const operation of api.description.operations) {
      const request = fc.record({ params: fc.array(param, { minLength: 2, maxLength: 2 }), query: queryOf(operation), body: bodyOf(operation), who: fc.constantFrom('manager', 'keyWorker', 'designatedPerson', 'administrator') });
      await fc.assert(
        fc.asyncProperty(request, async ({ params, query, body, who }) => {
          // Mostly the case that is there, so that what is sent arrives somewhere.
          const left = [...params];
          const path = operation.path.replace('/api/v1', '').replace('{reference}', reference).replace(/\{\w+\}/g, () => left.pop() ?? '1');
          const sent = operation.method === 'GET' || operation.method === 'DELETE' ? undefined : body;
          const answer = await api.call<Problem>(who as 'manager', operation.method as 'GET', `${path}?${new URLSearchParams(query)}`, sent);
          if (answer.status >= 400) expect([answer.body.code, answer.body.detail]).toEqual([expect.stringMatching(/^[A-Z_]+$/), expect.stringMatching(/^.+\.$/s)]);
        }),
        { numRuns: RUNS, seed: 20_261_030 },
      );
    }
    expect(await test.app.get(NightlyDerivation).deriveAll()).toEqual([]);
  }, 300_000);
});
