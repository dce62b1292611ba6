import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntryService } from '../src/entry/entry.service.js';
import { SessionsService } from '../src/sign-in/sessions.service.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { ASSET_PATH } from '../src/web/assets.js';
import { RequestLog } from '../src/web/request-log.js';
import { CaseViewService } from '../src/young-people/case-view.service.js';
import { readApiDescription } from './support/api-description.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { breakable, BREAKAGES } from './support/broken-trail.js';
import { canary, columnsNobodyKnows, foundIn, type Canary } from './support/canary.js';
import { dumped } from './support/dump.js';
import { send, type Answer } from './support/http.js';
import { BIRMINGHAM, EVERYONE, type Who } from './support/region.js';
import { ABSENT, addresses } from './support/route-addresses.js';
import { planAgreed } from './support/situations.js';
import { startSmtp } from './support/smtp.js';
import { tableSums } from './support/table-sums.js';
import { accessGiven } from './support/young-person.js';

/*
 * Every route that the router has, asked by everybody there is, about a case of which every personal column has a word of its own; then
 * what goes wrong, and what is sent: no word may be where it is nobody's to read.
 */

type Somebody = Who | 'nobody' | 'young person' | 'another young person';

/** Those without a part in the case, or with the limited view, who know no name. */
const OUTSIDE: Somebody[] = ['nobody', 'another young person', 'administrator', 'director', 'signatory', 'otherDesignatedPerson', 'neighbourContact', 'neighbourManager', 'neighbourLead'];
/** Whose part is not the case, but a file, a hold or an opening. */
const LEAD: Somebody = 'dataProtectionLead';
/** What somebody outside has of their own all the same. */
const THEIRS: Partial<Record<Somebody, RegExp>> = { administrator: /^import_batch\./, director: /^draft\./, dataProtectionLead: /^(subject_request|legal_hold|emergency_access)\./ };

/** Who opens a page or an answer of the case: the key worker, those with a post over it, the provider, and whoever opened it in an emergency. */
const WITH_A_PART: Somebody[] = ['keyWorker', 'manager', 'keyContact', 'head', 'designatedPerson', 'successor'];
const HOME: Somebody[] = ['keyWorker', 'manager', 'keyContact', 'head'];
/** Routes of a case that open to others than those; its placement has ended. Written by hand from the agreement and docs/security.md. */
const OPENS_TO: [RegExp, Somebody[]][] = [
  [/\/access(\/people)?$/, ['manager', 'head']],
  // The limited view: that there is a case, whom to ask, what lies between the two Virtual Schools; and an emergency can be raised in it.
  [/^(\/api\/v1)?\/cases\/:reference$|\/responders$|^\/api.*:reference\/records$/, [...WITH_A_PART, 'neighbourContact']],
  [/\/emergencies\/new$/, [...WITH_A_PART, 'neighbourContact']],
  [/\/risk-notices\/:id\/(meetings|calls)\/new$/, ['designatedPerson']],
  // What happened before its end a provider records after it, too, as long as it sees the placement.
  [/:reference\/risk-notices\/new$/, ['keyWorker', 'manager', 'keyContact', 'designatedPerson']],
  [/\/status-letter$|\/records\/:kind\/new$/, [...HOME, 'designatedPerson']],
  [/\/ending\/new$/, ['keyWorker', 'manager', 'keyContact']],
  [/\/facts\/|\/status-letters?\b|\/placements\/new$|\/meetings\/new$/, HOME],
  [/\/records\/:recordId$/, [...HOME, 'successor']],
  [/\/reviews\/new$/, ['keyWorker', 'keyContact', 'designatedPerson']],
  [/\/plan\/agree$/, ['keyWorker', 'designatedPerson']],
  [/\/own-access$/, ['keyWorker', 'manager']],
  [/\/sharing\/wishes$/, []],
  [/\/key-worker$/, ['manager', 'keyContact', 'head']],
  [/\/escalations\//, ['manager', 'keyContact', 'head']],
];
/** What is the same for everybody, and may be kept for a while; the two for other sites may be framed, too. */
const KEPT = ['/api/public/providers', '/api/public/authorities/:code/branding', '/the-agreement/pdf', '/embed/about-the-agreement', '/embed/providers-that-signed'];
const FRAMED = KEPT.filter((route) => route.startsWith('/embed/'));

const TRAIL = ['audit_event', 'session', 'access_token', 'disclosure', 'sign_in_flow'];

let test: TestApplication;
let untap: (() => void)[] = [];
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let own: Canary;
let addressOf: (pattern: string) => string;
const log = new PassThrough();
const lines: string[] = [];
const secrets = new Map<Somebody, string>();
const opened = new Map<string, Set<Somebody>>();
const faults = { insides: [] as string[], headers: [] as string[], outside: [] as string[], refused: [] as string[], absent: [] as string[], addresses: [] as string[] };
/** The trail itself, whose reading is a line of its own; and mails, which a training installation shows to everybody. */
const UNTRACED = /\/(who-looked|training\/mailbox)\b/;
/** What named the case, by the reference of its request. */
const naming = new Map<string, string>();
let sums: { before: Record<string, string>; after: Record<string, string> };

const ask = (who: Somebody, url: string, more: Record<string, string> = {}): Promise<Answer> => send(test.config.port, { url, headers: { cookie: `lsa=${secrets.get(who) ?? ''}`, ...more } });
const routesOf = (method: string): string[] => [...new Set(test.routes.filter((route) => route.startsWith(`${method} /`)).map((route) => route.slice(method.length + 1)))].filter((route) => !/\*|^\/assets/.test(route));
const isOfCase = (route: string): boolean => /\/cases\/:reference|\/escalations\/:id/.test(route) && !route.includes('/retention/');

beforeAll(async () => {
  log.on('data', (chunk: Buffer) => void lines.push(chunk.toString()));
  untap = [process.stdout, process.stderr].map(tapped);
  smtp = await startSmtp();
  test = await startTestApplication({ smtpUrl: smtp.url });
  Object.assign(test.app.get(RequestLog), new RequestLog('trace', log));
  const { reference: others } = await planAgreed(test);
  own = await canary(test);
  addressOf = await addresses(test, own);
  const sessions = test.app.get(SessionsService);
  for (const who of EVERYONE) secrets.set(who, await sessions.start(test.region.people[who]));
  secrets.set('young person', await sessions.start(own.personId, 'full'));
  secrets.set('another young person', await sessions.start(await accessGiven(test, others, { email: 'other@mail.example' }), 'full'));
  await sessions.keepDraft(hashSecret(secrets.get('keyWorker') ?? ''), { page: '/cases', fields: { note: own.tokens['session.draft'] ?? '' } });
  const before = await tableSums(test.operator, TRAIL);
  await everyGet();
  sums = { before, after: await tableSums(test.operator, TRAIL) };
}, 600_000);
afterAll(async () => {
  for (const end of untap) end();
  await test.close();
  await smtp.close();
});

/** What is written past the log is the log all the same. */
function tapped(stream: NodeJS.WriteStream): () => void {
  const original = stream.write;
  const write = original.bind(stream) as (...sent: unknown[]) => boolean;
  stream.write = ((...sent: unknown[]) => {
    lines.push(String(sent[0]));
    return write(...sent);
  }) as typeof stream.write;
  return () => void (stream.write = original);
}

async function everyGet(): Promise<void> {
  const asked = routesOf('GET').flatMap((route) => [...OUTSIDE, LEAD, 'young person' as const, ...(isOfCase(route) ? WITH_A_PART : ['keyWorker' as const])].map((who) => ({ route, who })));
  await Promise.all(Array.from({ length: 6 }, async () => {
    for (let next = asked.pop(); next; next = asked.pop()) await look(next.route, next.who);
  }));
}

async function look(route: string, who: Somebody): Promise<void> {
  const url = addressOf(route);
  const answer = await ask(who, url);
  const said = `${who} ${route} ${answer.statusCode}`;
  if (answer.statusCode >= 500) faults.insides.push(said);
  faults.headers.push(...headerFaults(answer, route).map((fault) => `${said}: ${fault}`));
  const found = foundIn(answer.body, own.tokens);
  if (who !== 'young person' && !WITH_A_PART.includes(who)) faults.outside.push(...found.filter((name) => !THEIRS[who]?.test(name)).map((name) => `${said}: ${name}`));
  if (answer.statusCode !== 200) faults.refused.push(...found.map((name) => `${said}: ${name}`));
  faults.addresses.push(...foundIn([answer.headers.location ?? '', ...addressesIn(answer.body)].join('\n'), own.tokens).map((name) => `${said}: ${name}`));
  if (answer.statusCode === 200 && answer.body.includes(own.reference) && !UNTRACED.test(route)) naming.set(String(answer.headers['x-request-id']), said);
  if (!isOfCase(route)) return;
  if (answer.statusCode === 200) opened.set(route, (opened.get(route) ?? new Set()).add(who));
  if (!['otherDesignatedPerson', 'neighbourManager', 'administrator'].includes(who)) return;
  const absent = await ask(who, url.replace(own.reference, ABSENT).replace(/^(\/api\/v1)?\/escalations\/\d+/, '$1/escalations/999999'));
  if (sameFor(answer, url) !== sameFor(absent, url)) faults.absent.push(`${said} ${sameFor(answer, url)} ≠ ${sameFor(absent, url)}`);
}

/** The addresses that a page leads to, but for how somebody is reached: that is what their link is for. */
const addressesIn = (body: string): string[] => [...body.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, address = '']) => address).filter((address) => !/^(mailto|tel):/.test(address));

/** An answer without what is each request's own: its number, its time, the address that was asked for. */
function sameFor({ statusCode, headers, body }: Answer, url: string): string {
  const { date: _date, 'x-request-id': id = '', ...kept } = headers;
  const path = url.split('?')[0] ?? '';
  const text = JSON.stringify([statusCode, kept, body]).replaceAll(String(id), 'ID').replace(/nonce[-=\\"']+[0-9a-f]{32}/g, 'NONCE').replaceAll(own.reference, ABSENT);
  return text.replaceAll(path.replace(own.reference, ABSENT), 'PATH').replaceAll(/escalations\/(\d+)/g, 'escalations/n').replace(/"content-length":"\d+",?/, '');
}

/** What an answer lacks of what browsers are told. */
function headerFaults({ headers, statusCode }: Answer, route: string): string[] {
  const isFramed = FRAMED.includes(route) && statusCode === 200;
  const isKept = KEPT.includes(route) && statusCode === 200;
  const csp = String(headers['content-security-policy'] ?? '');
  const expected: [string, boolean][] = [
    ['policy', csp.startsWith("default-src 'none'") && !/unsafe|\*|https?:/.test(isFramed ? csp.replace('frame-ancestors *', '') : csp)], ['frames', isFramed ? csp.includes('frame-ancestors *') && headers['x-frame-options'] === undefined : csp.includes("frame-ancestors 'none'") && headers['x-frame-options'] === 'DENY'],
    ['nosniff', headers['x-content-type-options'] === 'nosniff'], ['referrer', headers['referrer-policy'] === 'same-origin'],
    ['kept', statusCode === 304 || headers['cache-control'] === (isKept ? 'public, max-age=300' : 'no-store')], ['powered by', headers['x-powered-by'] === undefined],
  ];
  return expected.flatMap(([name, isRight]) => (isRight ? [] : [name]));
}

it('has a word in every personal column there is', async () => {
  expect(await columnsNobodyKnows(test)).toEqual([]);
  expect(new Set(Object.values(own.tokens)).size).toBeGreaterThan(40);
  // A word that is nowhere is found nowhere.
  const dump = await dumped(test.operator);
  expect(Object.entries(own.tokens).filter(([, word]) => /^open/i.test(word) && !dump.includes(word))).toEqual([]);
});

describe('every GET', () => {
  it('opens to those whose it is, and to nobody else', () => {
    const expected = routesOf('GET').filter(isOfCase).map((route) => [route, [...(OPENS_TO.find(([pattern]) => pattern.test(route))?.[1] ?? WITH_A_PART)].sort().join()]);
    expect(expected.map(([route = '']) => [route, [...(opened.get(route) ?? [])].sort().join()])).toEqual(expected);
  });

  it('says nothing of the case to anybody outside of it, nor to anybody whom it refuses, nor in an address', () => {
    expect([faults.outside, faults.refused, faults.addresses]).toEqual([[], [], []]);
  });

  it('answers for a case of somebody else as for one that there is not, to the byte', () => {
    expect(faults.absent).toEqual([]);
  });

  it('leaves a trace in the file of each case that it names', async () => {
    const traced = await test.operator.query<{ id: string }[]>('SELECT request_id AS id FROM audit_event WHERE case_id = $1 OR $1 = ANY(case_ids)', [own.caseId]);
    const ids = new Set(traced.map(({ id }) => id));
    expect([...naming].filter(([id]) => !ids.has(id)).map(([, said]) => said).sort()).toEqual([]);
    expect(naming.size).toBeGreaterThan(100);
  });

  it('never fails, and tells browsers what every page tells them', () => {
    expect([faults.insides, faults.headers]).toEqual([[], []]);
  });

  it('changes nothing but the trail, when somebody was last here, and what was given out', () => {
    expect(sums.after).toEqual(sums.before);
    expect(Object.keys(sums.before).length).toBeGreaterThan(60);
  });
});

describe('every GET of a case', () => {
  it('shows nothing, and leaves nothing, where its trace cannot be written or a statement failed unnoticed', async () => {
    const whileBroken = await breakable(test);
    const ofCase = [...opened].map(([route, by]) => [route, by.values().next().value ?? 'nobody'] as const);
    const theirOwn = routesOf('GET').filter((route) => /^(\/api\/v1)?\/me(\/|$)/.test(route)).map((route) => [route, 'young person'] as const);
    const before = await tableSums(test.operator, TRAIL);
    const shown: string[] = [];
    for (const breakage of BREAKAGES) {
      await whileBroken(breakage, () => Promise.all([...ofCase, ...theirOwn].map(async ([route, who]) => {
        const { statusCode, body } = await ask(who, addressOf(route));
        if ((statusCode < 500 && isOfCase(route)) || foundIn(body, own.tokens).length > 0) shown.push(`${breakage}: ${who} ${route} ${statusCode}`);
      })));
    }
    expect(shown).toEqual([]);
    expect([ofCase.length >= 60, theirOwn.length >= 10]).toEqual([true, true]);
    expect(await tableSums(test.operator, TRAIL)).toEqual(before);
  });
});

describe('every form', () => {
  /** Before anybody is signed in there is no token yet: these are held to come from our own page alone. */
  const BEFORE_SIGN_IN = /^\/(sign-in(\/second-factor.*|\/link\/:secret|\/with\/:id)?|invitations\/:secret|me\/enter.*|me\/quick-exit|me\/language)$/;
  const tokenOf = async (who: Somebody): Promise<string> => {
    const [row] = await test.operator.query<{ form_token: string }[]>('SELECT form_token FROM session WHERE secret_hash = $1', [hashSecret(secrets.get(who) ?? '')]);
    return row?.form_token ?? '';
  };

  it('is refused without the token of its session, with that of another, and from elsewhere', async () => {
    const before = await tableSums(test.operator, TRAIL);
    const taken: string[] = [];
    const forms = routesOf('POST').filter((route) => !route.startsWith('/api/'));
    for (const route of forms) {
      const who = route.startsWith('/me/') ? 'young person' : 'keyWorker';
      const post = async (token: string | null, site: string) => {
        const payload = new URLSearchParams(token === null ? {} : { _token: token }).toString();
        const headers = { cookie: `lsa=${secrets.get(who)}`, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': site };
        const { statusCode, body } = await send(test.config.port, { method: 'POST', url: addressOf(route), headers, payload });
        // Refused for where it came from, not for whose it is.
        if (statusCode !== 403 || !body.includes('This did not come from a page of this service')) taken.push(`${route} ${site} ${token === null ? 'without' : 'with'}: ${statusCode}`);
      };
      await post(await tokenOf(who), 'cross-site');
      if (BEFORE_SIGN_IN.test(route)) continue;
      await post(null, 'same-origin');
      await post(await tokenOf('head'), 'same-origin');
    }
    expect(taken).toEqual([]);
    expect(forms.length).toBeGreaterThan(100);
    expect(await tableSums(test.operator, TRAIL)).toEqual(before);
  });
});

it('tells browsers the same with files, with addresses that nobody reads, and with none', async () => {
  const said = [];
  for (const url of [`${ASSET_PATH}/learner-support.css`, '/assets/images/nothing.svg', '/nowhere', '/api/v1/nowhere', '/%zz', '/cases/%00', '/health', '/sign-in']) {
    const answer = await ask('nobody', url);
    said.push([url, headerFaults(answer, url).filter((fault) => !(fault === 'kept' && answer.statusCode === 200 && url.startsWith('/assets')))]);
  }
  expect(said.filter(([, lacks = []]) => lacks.length > 0)).toEqual([]);
});

describe('what goes wrong', () => {
  const TYPED = 'Typed7f3a9c21';
  const answers: string[] = [];
  const keep = ({ statusCode, body }: Answer, expected: number): void => {
    expect(statusCode).toBe(expected);
    answers.push(body);
  };
  const bearer = (who: Who) => ({ authorization: `Bearer ${test.token(who)}`, 'content-type': 'application/json' });

  it('in the database, in the program and in a template says nothing of what was in it', async () => {
    const earlier = lines.length;
    const body = { homeAuthorityCode: BIRMINGHAM, localId: TYPED, preferredName: TYPED, legalName: TYPED, bornOn: '2010-01-31', careStatus: 'in-care' };
    await test.operator.query(`ALTER TABLE young_person ADD CONSTRAINT never CHECK (legal_name <> '${TYPED}')`);
    keep(await send(test.config.port, { method: 'POST', url: '/api/v1/cases', headers: bearer('manager'), payload: JSON.stringify(body) }), 500);
    await test.operator.query('ALTER TABLE young_person DROP CONSTRAINT never');
    const views = test.app.get(CaseViewService);
    for (const readCase of [() => Promise.reject(new SyntaxError(`Unexpected token in "${TYPED}"`)), () => Promise.resolve({ limited: true, placements: [{ startsOn: TYPED }] })]) {
      Object.assign(views, { readCase });
      keep(await ask('keyWorker', `/cases/${own.reference}`), 500);
    }
    Reflect.deleteProperty(views, 'readCase');
    expect((await ask('keyWorker', `/cases/${own.reference}`)).statusCode).toBe(200);
    expect(answers.filter((text) => text.includes(TYPED))).toEqual([]);
    expect(lines.slice(earlier).filter((line) => line.includes('"fault"'))).toHaveLength(3);
  });

  it('with what was asked says what, and not with which value', async () => {
    const { operations } = await readApiDescription(test);
    const changes = operations.filter(({ method, bodyFields }) => method !== 'GET' && bodyFields !== null);
    for (const { method, path, bodyFields } of changes) {
      const payload = JSON.stringify(Object.fromEntries([...(bodyFields ?? []), 'colour'].map((name) => [name, TYPED])));
      const answer = await send(test.config.port, { method, url: addressOf(path.replace(/\{(\w+)\}/g, ':$1')), headers: bearer('neighbourManager'), payload });
      if (answer.statusCode === 422) keep(answer, 422);
    }
    expect(answers.length).toBeGreaterThan(changes.length * 0.8);
    for (const url of [`/cases/${TYPED}`, `/api/v1/cases/${TYPED}`, `/nowhere/${TYPED}`, `/api/v1/nowhere?search=${TYPED}`]) keep(await ask('keyWorker', url), 404);
    keep(await ask('keyWorker', `/%zz${TYPED}`), 400);
    keep(await ask('keyWorker', `/api/v1/cases?limit=${TYPED}`), 422);
    expect(answers.filter((text) => text.includes(TYPED)).map((text) => text.slice(0, 300))).toEqual([]);
    expect(lines.filter((line) => line.includes(TYPED))).toEqual([]);
  });
});

describe('what leaves', () => {
  /** How those who work with them are called and reached is no business of a log either. */
  const staff = async (): Promise<Record<string, string>> => {
    const people = await test.operator.query<{ id: number; name: string; email: string }[]>('SELECT id, name, email FROM person');
    return Object.fromEntries(people.flatMap(({ id, name, email }) => [[`name of ${id}`, name], [`e-mail of ${id}`, email]]));
  };

  it('by mail names no young person and nothing that was recorded, in half a year of reminders, escalations and digests', async () => {
    for (const day of ['2026-10-13', '2026-10-19', '2026-10-30', '2026-11-30', '2027-01-11', '2027-04-12']) {
      smtp.mood = day === '2026-10-30' ? 'knows nobody' : 'accepts';
      test.setNow(`${day} 08:00`);
      await test.runJobs();
    }
    await send(test.config.port, { method: 'POST', url: '/me/enter', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }, payload: `email=${own.email}` });
    await test.app.get(EntryService).settled();
    expect(smtp.mails.at(-1)?.to).toBe(own.email);
    expect(smtp.mails.length).toBeGreaterThan(20);
    expect(smtp.mails.flatMap(({ to, ...mail }) => foundIn(JSON.stringify(mail), own.tokens).map((name) => `to ${to}: ${name}`))).toEqual([]);
    const [row] = await test.operator.query<{ text: string }[]>(`SELECT string_agg((to_jsonb(m) - 'to_address')::text, '') AS text FROM message m`);
    expect(foundIn(row?.text ?? '', own.tokens)).toEqual([]);
  });

  it('in the trail and the log is nobody named, at any level', async () => {
    const [row] = await test.operator.query<{ text: string }[]>(`SELECT string_agg((to_jsonb(e) - 'happened_at' - 'written_at')::text, '') AS text FROM audit_event e`);
    const everything = { ...own.tokens, ...(await staff()) };
    expect([foundIn(row?.text ?? '', everything), foundIn(lines.join(''), everything)]).toEqual([[], []]);
    expect(lines.length).toBeGreaterThan(1_000);
  });
});
