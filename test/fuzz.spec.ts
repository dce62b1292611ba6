import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomOf } from '../src/sample/random.js';
import { RequestLog } from '../src/web/request-log.js';
import { readApiDescription, type ApiDescription } from './support/api-description.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { fuzzedOperations, type FuzzedOperation } from './support/fuzz.js';
import { BIRMINGHAM, EVERYONE, type Who } from './support/region.js';
import { emergencyRaised, planMissed, reviewHeld, suspension } from './support/situations.js';

/** Requests for each operation and role; `FUZZ_REQUESTS=200 npm test -- test/fuzz` is a night of it. */
const EACH = Number(process.env.FUZZ_REQUESTS ?? 2);
const AT_ONCE = 8;
/** What of a database or a program an answer must never show. */
const INSIDES = /\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|relation "|violates|syntax error|QueryFailed|node_modules|\.(ts|js):\d+|lsa_(web|engine|door)|stack/;

let test: TestApplication;
let api: ApiDescription;
let operations: FuzzedOperation[];
/** What went wrong inside, by the reference that the answer has: a fault by chance is not seen a second time. */
const inside = new Map<string, string>();
beforeAll(async () => {
  test = await startTestApplication();
  test.app.get(RequestLog).fault = (reference, error) => void inside.set(reference, error instanceof Error ? (error.stack ?? error.message) : String(error));
  api = await readApiDescription(test);
  const { reference, placementId, reviewId } = await reviewHeld(test);
  const { reference: suspended, noticeId } = await suspension(test);
  const { reference: missing, emergencyId } = await emergencyRaised(test);
  const { escalationId } = await planMissed(test);
  operations = fuzzedOperations(api.document, {
    reference: [reference, suspended, missing, 'LS-222222'],
    placementId: [String(placementId), '999999'],
    code: [BIRMINGHAM, 'E08000026', 'E99999999'],
    authorityCode: [BIRMINGHAM, 'E08000026'],
    // The token that the requests come with would be gone, and they would ask nothing any more.
    '/api/v1/tokens/{id}': ['999999'],
    '*': [placementId, reviewId, noticeId, emergencyId, escalationId, 1, 2, 3, 999_999].map(String),
  });
}, 300_000);
afterAll(() => test.close());

it.each([null, ...EVERYONE])('answers what %s sends, however wrong, as it is described, and shows nothing of its insides', async (who: Who | null) => {
  const faults: string[] = [];
  const statuses: number[] = [];
  const requests = operations.flatMap((operation, index) => Array.from({ length: EACH }, (_, number) => ({ operation, random: randomOf(index + 1, EVERYONE.indexOf(who ?? 'manager') * 1_000 + number) })));
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = requests.pop(); next; next = requests.pop()) {
      const { method, id, request } = next.operation;
      const { url, body, headers } = request(next.random);
      const answer = await test.send(who, method, url, body, headers);
      statuses.push(answer.status);
      const text = JSON.stringify(answer.body);
      const said = answer.status === 404 && !api.operations.some((one) => one.id === id && isOf(one.path, url)) ? [] : faultsOf(method, url, answer);
      if (answer.status >= 500 || said.length > 0 || INSIDES.test(text)) faults.push(`${id} ${method} ${url} ${JSON.stringify(body)?.slice(0, 200)} → ${answer.status} ${said.join('; ')} ${text.slice(0, 200)} ${inside.get(String(answer.headers['x-request-id'])) ?? ''}`);
    }
  }));
  expect(faults).toEqual([]);
  // Whoever is signed in stays so, and is let do some of it: else nothing was tried.
  const share = (wanted: (status: number) => boolean): number => statuses.filter(wanted).length / statuses.length;
  if (who !== null) expect([share((status) => status === 401) < 0.05, share((status) => status < 300) > 0.01]).toEqual([true, true]);
}, Math.max(900_000, EACH * 30_000));

/** A path parameter that is junk may be no path of the operation at all. */
const isOf = (path: string, url: string): boolean => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(url.split('?')[0] ?? '');

function faultsOf(method: string, url: string, answer: Awaited<ReturnType<TestApplication['send']>>): string[] {
  try {
    return api.faults(method, url, answer);
  } catch {
    return [];
  }
}
