import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { DutiesService } from '../src/duties/duties.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { FormBrowser, mainText } from './support/form-browser.js';
import { insertRows } from './support/insert-rows.js';
import { BIRMINGHAM, COVENTRY, emailOf, PASSWORD, type Who } from './support/region.js';
import { planMissed, suspension } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
let duties: Duty[];

interface Duty { key: string; clause: string; caseId: number | null; home: string | null; team: string | null; ofProvider: number | null; keptBy: string; placementAt: number | null; area: string | null; seenAt: number[]; keyWorkers: number[]; owedBy: string[] }
interface Post { post: string; at: string | number; team?: string }
interface List { items: { key: string }[]; total: number; counts: Record<string, number>; scope: string }
interface Home { duties: Record<string, number>; scope: string; scopes: string[] }

/** Who holds which posts here: written down, and not read from the application. */
const POSTS = (): Partial<Record<Who, Post[]>> => {
  const { ashgrove, elmfield } = test.region.providers;
  return {
    keyContact: [{ post: 'key-contact', at: BIRMINGHAM }, { post: 'team-manager', at: BIRMINGHAM, team: 'Leaving Care' }],
    manager: [{ post: 'team-manager', at: BIRMINGHAM }],
    successor: [{ post: 'team-manager', at: BIRMINGHAM, team: 'North' }, { post: 'designated-person', at: ashgrove }],
    keyWorker: [{ post: 'designated-person', at: ashgrove }],
    designatedPerson: [{ post: 'designated-person', at: ashgrove }, { post: 'signatory', at: ashgrove }],
    neighbourContact: [{ post: 'key-contact', at: COVENTRY }, { post: 'team-manager', at: BIRMINGHAM, team: 'North' }, { post: 'designated-person', at: elmfield }],
    head: [{ post: 'virtual-head', at: BIRMINGHAM }],
  };
};
/** Those that the region does not give them. */
const ADDED: readonly [Who, number][] = [['keyContact', 1], ['successor', 0], ['successor', 1], ['keyWorker', 0], ['designatedPerson', 1], ['neighbourContact', 1], ['neighbourContact', 2]];

beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  const [missed, risk] = [await planMissed(test), await suspension(test)];
  const { ashgrove } = test.region.providers;
  await test.operator.query(`UPDATE young_person SET team = CASE reference WHEN $1 THEN 'leaving care' ELSE 'North' END WHERE reference = ANY($2)`, [missed.reference, [missed.reference, risk.reference]]);
  for (const [who, index] of ADDED) {
    const { post, at, team } = POSTS()[who]?.[index] as Post;
    await insertRows(test.operator, 'post_holding', [{ person_id: test.region.people[who], post, authority_code: typeof at === 'string' ? at : null, provider_id: typeof at === 'number' ? at : null, team: team ?? null, from_on: '2026-01-01' }]);
  }
  await insertRows(test.operator, 'agreement', [{ provider_id: ashgrove, authority_code: COVENTRY, drafted_at: '2026-10-20T09:00:00Z', signed_on: '2026-10-20' }]);
  await test.app.get(UnitOfWork).run(() => test.app.get(DutiesService).rederiveProviders([ashgrove]));
  duties = await test.operator.query(`
    SELECT d.key, d.clause, d.case_id AS "caseId", y.home_authority_code AS home, y.team, d.provider_id AS "ofProvider", coalesce(d.signed_by, o.authority_code, d.authority_code) AS "keptBy", p.provider_id AS "placementAt", v.authority_code AS area, d.owed_by AS "owedBy",
      ARRAY(SELECT provider_id FROM placement WHERE case_id = d.case_id) AS "seenAt", ARRAY(SELECT person_id FROM key_worker_assignment WHERE case_id = d.case_id AND until_at IS NULL) AS "keyWorkers"
    FROM duty d LEFT JOIN young_person y ON y.id = d.case_id LEFT JOIN provider o ON o.id = d.provider_id LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN provider v ON v.id = p.provider_id WHERE d.outcome = 'open'`);
});
afterAll(() => test.close());

const KIND: Record<string, string> = { 'team-manager': 'team', 'designated-person': 'provider', signatory: 'provider', 'key-contact': 'authority', 'virtual-head': 'authority' };
const PRIVATE = ['KW9', 'VS3', 'VS5', 'VS6'];
const same = (one: string | undefined, other: string | null) => one === undefined || one.toLowerCase() === other?.toLowerCase();

/** Whether a post shows a duty, read from the page that says who sees what. */
function shows({ post, at, team }: Post, duty: Duty): boolean {
  const isOverAuthority = KIND[post] === 'authority';
  if (duty.caseId === null) return duty.ofProvider === at || (isOverAuthority && duty.keptBy === at);
  if (isOverAuthority) return duty.home === at || (post === 'key-contact' && duty.clause === 'VS3' && duty.owedBy.includes('local-key-contact') && duty.area === at);
  if (post === 'team-manager') return duty.home === at && same(team, duty.team);
  if (post === 'designated-person') return duty.seenAt.includes(at as number) && (duty.placementAt ?? at) === at && !PRIVATE.includes(duty.clause);
  return duty.clause === 'IM4' && duty.placementAt === at;
}

function expected(who: Who, scope: string): string[] {
  const posts = (POSTS()[who] ?? []).filter(({ post }) => scope === 'all' || KIND[post] === scope);
  return duties.filter((duty) => posts.some((post) => shows(post, duty)) || (scope === 'all' && duty.keyWorkers.includes(test.region.people[who]))).map(({ key }) => key).sort();
}

const list = async (who: Who, query: string): Promise<List> => (await api.get<List>(who, `/duties?limit=200&${query}`)).body;
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

const OFFERED: [Who, string[]][] = [
  ['keyContact', ['mine', 'team', 'authority', 'all']], ['manager', ['mine', 'team']], ['successor', ['mine', 'team', 'provider', 'all']], ['keyWorker', ['mine', 'provider', 'all']],
  ['designatedPerson', ['mine', 'provider']], ['neighbourContact', ['mine', 'team', 'provider', 'authority', 'all']], ['head', ['mine', 'authority']], ['director', ['mine', 'all']],
];

describe('the scopes of what is owed', () => {
  it.each(OFFERED)('offered to the %s are %j, on the page and by the API', async (who, scopes) => {
    expect((await api.get<Home>(who, '/home')).body.scopes).toEqual(scopes);
    const browser = new FormBrowser(Number(new URL(test.config.publicUrl).port));
    await browser.signIn(emailOf(who), PASSWORD);
    if (who !== 'director') expect([...(await browser.get('/')).body.matchAll(/href="\/\?scope=(\w+)"/g)].map(([, scope]) => scope)).toEqual(scopes);
  });

  it.each(OFFERED.flatMap(([who, scopes]) => scopes.filter((scope) => scope !== 'mine').map((scope): [Who, string] => [who, scope])))('the %s reads by %s what a plain reading of the rows gives, and as many', async (who, scope) => {
    const read = await list(who, `scope=${scope}`);
    const keys = expected(who, scope);
    expect([read.scope, read.total, sum(read.counts)]).toEqual([scope, keys.length, keys.length]);
    expect(read.items.map(({ key }) => key).sort()).toEqual(keys);
    const home = (await api.get<Home>(who, `/home?scope=${scope}`)).body;
    expect([home.scope, home.duties]).toEqual([scope, read.counts]);
  });

  it('are not all alike, nor empty', () => {
    for (const [who, scopes] of [['neighbourContact', ['team', 'provider', 'authority', 'all']], ['keyContact', ['team', 'authority']], ['keyWorker', ['provider', 'all']]] as const) {
      const counts = scopes.map((scope) => expected(who, scope).length);
      expect([who, new Set(counts).size]).toEqual([who, counts.length]);
    }
    expect(expected('neighbourContact', 'authority').length).toBeGreaterThan(0);
    expect(expected('keyContact', 'team').length).toBeGreaterThan(0);
  });

  it.each([
    ['manager', 'provider', 'mine'], ['manager', 'authority', 'mine'], ['head', 'team', 'authority'], ['designatedPerson', 'authority', 'mine'], ['director', 'authority', 'mine'],
  ] as const)('the %s has no post for %s, and reads %s', async (who, asked, scope) => {
    expect(await list(who, `scope=${asked}`)).toEqual(await list(who, `scope=${scope}`));
    expect((await api.get<Home>(who, `/home?scope=${asked}`)).body.scope).toBe(scope);
  });

  it('what waits for somebody themselves is the same by either name', async () => {
    for (const who of ['keyContact', 'keyWorker', 'designatedPerson'] as const) {
      const { scope: _scope, ...mine } = await list(who, 'mine=true');
      expect(await list(who, 'scope=mine')).toEqual({ ...mine, scope: 'mine' });
    }
  });

  it('the page begins with the authority’s for whoever answers for it, and says where nothing is open', async () => {
    const browser = new FormBrowser(Number(new URL(test.config.publicUrl).port));
    await browser.signIn(emailOf('head'), PASSWORD);
    const home = await browser.get('/');
    expect(home.body).toContain('aria-current="true">My authority</a>');
    expect(mainText(home)).toContain(`${expected('head', 'authority').length} duties by due time`);
    const contact = new FormBrowser(Number(new URL(test.config.publicUrl).port));
    await contact.signIn(emailOf('neighbourContact'), PASSWORD);
    expect(mainText(await contact.get('/?scope=provider'))).toContain('Nothing is open at your provider');
  });
});
