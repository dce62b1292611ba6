import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLAUSES, KEPT_OTHERWISE, type ClauseId } from '../src/domain/agreement/clauses.js';
import { CASE_RECORD_KINDS, ORGANISATION_RECORD_KINDS } from '../src/domain/agreement/records.js';
import { PERMISSIONS, type Action, type Relation } from '../src/domain/permissions.js';
import { deriveDuties } from '../src/domain/agreement/derive-duties.js';
import { deriveAuthorityDuties, deriveProviderDuties } from '../src/domain/agreement/derive-organisation-duties.js';
import type { Role } from '../src/domain/agreement/roles.js';
import { BY_DEFAULT, settingsFrom } from '../src/domain/agreement/settings.js';
import { ENGLAND } from '../src/domain/time/working-days.js';
import { journeyAllowed } from '../src/duties/duty-journeys.js';
import { readApiDescription } from './support/api-description.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { factsOf } from './support/history-log.js';
import { pageRoutes } from './support/page-routes.js';
import { historyOf } from './support/random-history.js';
import { authorityOf, providerOf } from './support/random-organisation.js';

/** Every row of the register, /agreement clause by clause; a row that is missing here or there fails. */
const REGISTER = [
  'SC1', 'SC2', 'KW1', 'KW2', 'KW3', 'KW4', 'KW5', 'KW6', 'KW7', 'KW8', 'KW9',
  'EP1', 'EP2', 'EP3', 'EP4', 'EP5', 'EP6', 'EP7', 'EP8', 'EP9', 'EP10', 'EP11', 'EP11M', 'EP12', 'EP13', 'EP14', 'EP15',
  'VS1', 'VS2', 'VS3', 'VS4', 'VS5', 'VS6', 'VS7', 'IM1', 'IM2', 'IM3', 'IM4', 'IM5', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7',
]; // prettier-ignore

/** Beside the register's rows: the statutory notice of schools' sixth forms. */
const BESIDE = ['EP11S'];

/** Where the facts of a clause are recorded that has no kind of record: the operation of the API. */
const RECORDED_BY: Partial<Record<ClauseId | keyof typeof KEPT_OTHERWISE, string>> = {
  SC1: 'POST /api/v1/cases/{reference}/key-worker',
  SC2: 'POST /api/v1/cases/{reference}/placements/{placementId}/key-worker-acknowledgements',
  KW3: 'POST /api/v1/cases/{reference}/placements/{placementId}/plan/agreements',
  KW4: 'POST /api/v1/cases/{reference}/placements/{placementId}/reviews',
  KW8: 'POST /api/v1/cases/{reference}/emergencies/{emergencyId}/response',
  EP1: 'POST /api/v1/posts',
  EP2: 'POST /api/v1/designated-people/{holdingId}/acknowledgement',
  EP5: 'POST /api/v1/cases/{reference}/records/view-answer',
  EP7: 'POST /api/v1/cases/{reference}/records/contact-card-acknowledged',
  EP11: 'POST /api/v1/cases/{reference}/risk-notices/{noticeId}/calls',
  EP11M: 'POST /api/v1/cases/{reference}/risk-notices/{noticeId}/meetings',
  EP11S: 'POST /api/v1/cases/{reference}/risk-notices',
  EP12: 'POST /api/v1/cases/{reference}/placements/{placementId}/ending',
  VS1: 'POST /api/v1/posts',
  IM1: 'PUT /api/v1/agreements/{id}/support',
  IM2: 'POST /api/v1/agreements/{id}/activation',
  IM5: 'POST /api/v1/agreements/{id}/reviews',
  P1: 'GET /api/v1/authorities/{code}/virtual-school',
};

/** The pages of what organisations owe and agree: the form on which its fact is recorded, where it has no kind of record, and the page that shows it. */
const ORGANISATION_PAGES: Partial<Record<string, { done?: string; shown: string }>> = {
  EP1: { done: '/posts', shown: '/providers/1' },
  EP2: { done: '/designated-people/1', shown: '/designated-people/1' },
  EP6: { shown: '/providers/1' },
  VS1: { done: '/posts', shown: '/authorities/E08000025' },
  VS2: { shown: '/authorities/E08000025' },
  VS7: { shown: '/authorities/E08000025' },
  IM1: { done: '/agreements/1/support', shown: '/agreements/1' },
  IM2: { done: '/agreements/1/signatures', shown: '/agreements/1/signatures' },
  IM3: { shown: '/providers/1' },
  IM5: { done: '/agreements/1/review', shown: '/agreements/1/review' },
};

/** The pages of the sentences that open no duty of their own: the forms on which their facts are recorded, or what shows them. */
const PAGES_OTHERWISE: Partial<Record<keyof typeof KEPT_OTHERWISE, readonly string[]>> = {
  EP8: ['/cases/LS-AAAAAA/placements/1/plan'],
  EP9: ['/cases/LS-AAAAAA/placements/1/reviews/new'],
  VS4: ['/cases/LS-AAAAAA/records/careers-advice/new'],
  P1: ['/virtual-school'],
  P3: ['/cases/LS-AAAAAA/records/view/new', '/cases/LS-AAAAAA/placements/1/reviews/new'],
  P5: ['/cases/LS-AAAAAA/records/unmet-need/new', '/coverage'],
  P6: ['/cases/LS-AAAAAA/records/careers-advice/new'],
  P7: ['/cases/LS-AAAAAA/records/disclosure/new', '/cases/LS-AAAAAA/records/sharing-without-consent/new'],
};

/** Who acts where the clause's own debtor has nothing left to do: the system tells, another acknowledges. */
const ACKNOWLEDGED_BY: Partial<Record<ClauseId, Relation>> = { SC2: 'designated-person', KW2: 'designated-person' };

/** The keys of clauses that have several kinds of duty, each with a place of its own. */
const KEYS: Partial<Record<ClauseId, readonly string[]>> = {
  KW7: ['KW7/problem-1', 'KW7/problem-1/meeting', 'KW7/placement-1/attendance-2'],
  EP3: ['EP3/placement-1/pre-entry', 'EP3/placement-1/post-entry'],
  EP11S: ['EP11S/notice-1', 'EP11S/ending-1'],
  EP15: ['EP15/placement-1/attendance-2026-10', 'EP15/placement-1/term-2026-27-autumn', 'EP15/placement-1/outcomes-2026-27'],
  VS6: ['VS6/status-1', 'VS6/follow-up-status-1', 'VS6/follow-up-placement-1', 'VS6/follow-up-placement-1/attendance-2'],
};

/** The relation by which somebody who holds a role has to do with a case. */
const relationOf = (role: Role): Relation => (role === 'local-key-contact' ? 'local-virtual-school' : (role as Relation));

/**
 * Clauses whose duty nobody can do any more once it is open, since it is that of a breach: no page does it. Instead the form that keeps the gate
 * before, and where the breach is shown and dealt with: on the case, and in the queue of both Virtual Heads.
 */
const BREACHES: Partial<Record<ClauseId, readonly string[]>> = { EP12: ['/cases/LS-AAAAAA/placements/1/ending/new', '/cases/LS-AAAAAA/duties', '/escalations', '/escalations/1'] };

const OF_CASES = Object.values(CLAUSES).flatMap(({ subject, id, owedBy }) => {
  if (subject !== 'case' || id in BREACHES) return [];
  const by = ACKNOWLEDGED_BY[id];
  return (by ? [by] : owedBy.map(relationOf)).map((relation): [ClauseId, Relation] => [id, relation]);
});

/** The names of tests in a spec's text: a string followed by a function, and the first cell of a table's row, which its test is named after. */
const ROWS = /^\s*\[(['"`])((?:\\.|(?!\1)[^\n])*)\1,/gm;
const TITLES = /\(\s*(['"`])((?:\\.|(?!\1)[^\n])*)\1,\s*(?:async\s*)?\(/g;

const OF_ORGANISATIONS = [...Object.values(CLAUSES).filter(({ subject }) => subject !== 'case').map(({ id }) => id), 'IM1', 'IM2'];

/** Those with a form and a resource of their kind; the review of an agreement has a page of its own. */
const KINDS = [
  ...Object.entries(CASE_RECORD_KINDS).map(([kind, row]) => ({ ...row, route: `POST /api/v1/cases/{reference}/records/${kind}` })),
  ...Object.entries(ORGANISATION_RECORD_KINDS).filter(([kind]) => kind !== 'agreement-review').map(([kind, row]) => ({ ...row, route: row.of === 'authority' ? `POST /api/v1/authorities/{owner}/records/${kind}` : `POST /api/v1/providers/{owner}/records/${kind}` })),
];

describe('every sentence of the agreement', () => {
  let test: TestApplication;
  let operations: string[];
  let titles: string[];
  let isPage: (method: string, path: string) => boolean;
  /** Whether a page answers there; of the form of a record also whether there is such a kind. */
  const isForm = (path: string): boolean => {
    const kind = /\/records\/([a-z-]+)\/new/.exec(path)?.[1];
    return isPage('GET', path) && (kind === undefined || kind in CASE_RECORD_KINDS);
  };
  beforeAll(async () => {
    test = await startTestApplication();
    operations = (await readApiDescription(test)).operations.map(({ method, path }) => `${method} ${path}`);
    isPage = pageRoutes(test.app);
    const files = (await Promise.all(['src', 'test'].map((folder) => readdir(folder, { recursive: true })))).flatMap((names, index) => names.map((name) => `${['src', 'test'][index]}/${name}`));
    const texts = files.filter((name) => name.endsWith('.spec.ts') && !name.endsWith('clauses.spec.ts')).map((name) => readFile(name, 'utf8'));
    titles = (await Promise.all(texts)).flatMap((text) => [...text.matchAll(TITLES), ...text.matchAll(ROWS)].map(([, , title = '']) => title));
  });
  afterAll(() => test.close());

  it('has its row in the register of the code, and no other is there', () => {
    expect([...Object.keys(CLAUSES), ...Object.keys(KEPT_OTHERWISE)].sort()).toEqual([...REGISTER, ...BESIDE].sort());
  });

  it.each([...REGISTER, ...BESIDE])('%s has a place to record its fact, in REST and so on a page', (id) => {
    const halves = id in KEPT_OTHERWISE ? KEPT_OTHERWISE[id as keyof typeof KEPT_OTHERWISE].by : [];
    const ids = [id, ...halves];
    const places = ids.flatMap((one) => [RECORDED_BY[one as ClauseId] ?? [], KINDS.filter(({ clause }) => clause === one).map(({ route }) => route)].flat());
    expect(places).not.toEqual([]);
    expect(places.filter((place) => !operations.includes(place))).toEqual([]);
  });

  it.each(OF_CASES)('%s leads the %s who owes its duty to the page on which it is done', (clause, relation) => {
    const own = (Object.keys(PERMISSIONS) as Action[]).filter((action) => (PERMISSIONS[action] as readonly Relation[]).includes(relation));
    for (const key of KEYS[clause] ?? [`${clause}/placement-1/last`]) {
      const href = journeyAllowed({ clause, key }, 'LS-AAAAAA', own)?.href ?? '';
      expect([key, href, isForm(href)]).toEqual([key, expect.stringMatching(/^\/cases\/LS-AAAAAA\//), true]);
    }
  });

  it.each(Object.entries(BREACHES))('%s, whose duty is a breach, has the form of its gate and the pages that show it', (id, paths) => {
    expect(Object.values(CLAUSES).find((clause) => clause.id === id)?.subject).toBe('case');
    for (const path of paths) expect([path, isForm(path)]).toEqual([path, true]);
    expect(journeyAllowed({ clause: id as ClauseId, key: `${id}/placement-1` }, 'LS-AAAAAA', Object.keys(PERMISSIONS) as Action[])).toBeNull();
  });

  it.each(Object.keys(KEPT_OTHERWISE).filter((id) => !OF_ORGANISATIONS.includes(id as ClauseId)) as (keyof typeof KEPT_OTHERWISE)[])('%s, which opens no duty of its own, has its pages', (id) => {
    const paths = PAGES_OTHERWISE[id] ?? [];
    expect(paths).not.toEqual([]);
    for (const path of paths) expect([path, isForm(path)]).toEqual([path, true]);
  });

  it.each(OF_ORGANISATIONS)('%s of an organisation has a page on which it is done and one that shows it', (clause) => {
    const forms = KINDS.filter((row) => row.clause === clause).flatMap(({ of, route }) => (of === 'case' ? [] : [`${route.replace(/^POST \/api\/v1/, '').replace('{owner}', 'E08000025')}/new`]));
    const { done, shown } = ORGANISATION_PAGES[clause] ?? { shown: 'nowhere' };
    const places = [...(done === undefined ? [] : [done]), ...forms];
    expect(places).not.toEqual([]);
    for (const path of places) expect([path, isPage('GET', path), isPage('POST', path)]).toEqual([path, true, true]);
    expect([shown, isPage('GET', shown)]).toEqual([shown, true]);
  });

  it('has a rule that opens a duty, where it is of a case', () => {
    const found = Array.from({ length: 120 }, (_, seed) => seed + 1).flatMap((seed) => {
      const { history, settings, now } = historyOf(seed);
      return deriveDuties(factsOf(history), settingsFrom(settings), ENGLAND, now).duties.map(({ clause }) => clause);
    });
    expect([...new Set(found)].sort()).toEqual(Object.values(CLAUSES).filter(({ subject }) => subject === 'case').map(({ id }) => id).sort());
  });

  it('has a rule that opens a duty, where it is of an organisation', () => {
    const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);
    const found = seeds.flatMap((seed) => {
      const [provider, authority] = [providerOf(seed), authorityOf(seed)];
      return [
        ...deriveProviderDuties(provider.facts, [], () => BY_DEFAULT, ENGLAND, provider.now).duties,
        ...deriveAuthorityDuties(authority.facts, [], BY_DEFAULT, ENGLAND, authority.now).duties,
      ].map(({ clause }) => clause);
    });
    // A challenge (IM4) is about a young person, or under the agreement.
    expect([...new Set(found)].sort()).toEqual([...Object.values(CLAUSES).filter(({ subject }) => subject !== 'case').map(({ id }) => id), 'IM4'].sort());
  });

  it.each([...REGISTER, ...BESIDE])('%s is in the name of a test', (id) => {
    expect(titles.filter((title) => new RegExp(`\\b${id}\\b`).test(title))).not.toEqual([]);
  });
});
