import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomOf } from '../src/sample/random.js';
import { AccessTokensService } from '../src/sign-in/access-tokens.service.js';
import { EVERY_SCOPE } from '../src/sign-in/scopes.js';
import { SessionsService } from '../src/sign-in/sessions.service.js';
import { RequestLog } from '../src/web/request-log.js';
import { readApiDescription, type ApiDescription } from './support/api-description.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { fuzzedOperations, type FuzzedOperation } from './support/fuzz.js';
import { inspectorLetIn } from './support/inspector-let-in.js';
import { BIRMINGHAM, EVERYONE, type Who } from './support/region.js';
import { emergencyRaised, planMissed, reviewHeld, suspension } from './support/situations.js';
import { accessGiven, ownToken } from './support/young-person.js';

/** Requests for each operation and role; `FUZZ_REQUESTS=200 npm test -- test/fuzz` is a night of it. */
const EACH = Number(process.env.FUZZ_REQUESTS ?? 2);
const AT_ONCE = 8;
/** Everybody who sends: a stranger, young people in both ways before anybody ends their access, an inspector, and the region's people. */
type Sender = Who | 'youngPersonByLink' | 'youngPerson' | 'inspector' | null;
const OTHERS = ['youngPersonByLink', 'youngPerson', 'inspector'] as const;
const SENDERS: readonly Sender[] = [null, ...OTHERS, ...EVERYONE];
/** What of a database or a program an answer must never show. */
const INSIDES = /\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|relation "|violates|syntax error|QueryFailed|node_modules|\.(ts|js):\d+|lsa_(web|engine|door)|stack/;

let test: TestApplication;
let api: ApiDescription;
let operations: FuzzedOperation[];
let headersOf: Partial<Record<string, Record<string, string>>>;
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
  const young = await accessGiven(test, reference);
  const { personId } = await inspectorLetIn(test);
  headersOf = {
    youngPersonByLink: { cookie: `lsa=${await test.app.get(SessionsService).start(young, 'link')}` },
    youngPerson: { authorization: `Bearer ${await ownToken(test, young)}` },
    inspector: { authorization: `Bearer ${await test.app.get(AccessTokensService).issue(personId, 'fuzz', 3650, EVERY_SCOPE)}` },
  };
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

it.each(SENDERS)('answers what %s sends, however wrong, as it is described, and shows nothing of its insides', async (who) => {
  const theirs = headersOf[String(who)];
  const faults: string[] = [];
  const statuses: number[] = [];
  const requests = operations.flatMap((operation, index) => Array.from({ length: EACH }, (_, number) => ({ operation, random: randomOf(index + 1, SENDERS.indexOf(who) * 1_000 + number) })));
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = requests.pop(); next; next = requests.pop()) {
      const { method, id, request } = next.operation;
      const { url, body, headers } = request(next.random);
      const answer = await test.send(theirs ? null : (who as Who | null), method, url, body, { ...headers, ...theirs });
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
    api.operationFor(method, url);
  } catch {
    return [];
  }
  return api.faults(method, url, answer);
}
