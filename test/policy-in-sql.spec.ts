import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { urlFor } from '../src/database/roles.js';
import { can, relationsTo, RELATIONS, visibleTo, type Relation, type ScopedAction } from '../src/domain/permissions.js';
import { inScope, scopeParameter } from '../src/young-people/case-scope-sql.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { NOW, TODAY } from './support/arbitrary-parties.js';
import { databaseIn, policyIn, type Answers } from './support/asked-of-database.js';
import { BROKEN_GUARDS, whileBroken } from './support/broken-row-security.js';
import { actorIn, drawnWorld, partiesIn, signedIn, type DrawnCase, type DrawnPerson, type DrawnWorld } from './support/drawn-world.js';
import { TEST_KEYS } from './support/keys.js';
import { nameOf, referenceOf, sessionOf, tokenOf, writeWorlds } from './support/write-worlds.js';

/*
 * The policy, the lists, the database's own guard of its rows, the API and the pages: one answer, over random worlds. How many with
 * `WORLDS`, from the one numbered `FIRST` on; how many pairs of somebody and a case ask API and page for each relation with `REQUESTS`;
 * every how manieth of the broken guards with `EVERY`. The suite has time for some of them, a night for all.
 */

const WORLDS = Number(process.env.WORLDS ?? 60);
const EVERY = Number(process.env.EVERY ?? 2);
const FIRST = Number(process.env.FIRST ?? 1);
const REQUESTS = Number(process.env.REQUESTS ?? 6);
const POSITIVES = 100;
const LISTED: ScopedAction[] = ['case.read', 'case.read-private', 'messages.read'];

let test: TestApplication;
let operator: pg.Client;
let web: pg.Client;
const worlds: DrawnWorld[] = Array.from({ length: WORLDS }, (_, index) => drawnWorld(FIRST + index));
const expected = new Map<DrawnWorld, Answers[]>(worlds.map((world) => [world, policyIn(world)]));

beforeAll(async () => {
  test = await startTestApplication();
  test.setNow('2026-10-20 11:00');
  await writeWorlds(test.operator, worlds);
  const connect = async (connectionString: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    return client;
  };
  [operator, web] = [await connect(test.config.databaseUrl), await connect(urlFor('web', test.config.databaseUrl, TEST_KEYS))];
}, 300_000);
afterAll(async () => {
  await operator.end();
  await web.end();
  await test.close();
});

/** What the database says otherwise than the policy, in words. */
async function differences(world: DrawnWorld, client: pg.ClientBase, transaction?: 'running'): Promise<string[]> {
  const wanted = expected.get(world) ?? [];
  const found = await databaseIn(world, wanted, client, transaction);
  return wanted.flatMap((answers, index) => (Object.keys(answers) as (keyof Answers)[]).flatMap((what) =>
    (String(found[index]?.[what]) === String(answers[what]) ? [] : [`world ${world.number}, person ${world.people[index]?.id}, ${what}: ${String(found[index]?.[what])}, not ${String(answers[what])}`])));
}

interface Pair {
  world: DrawnWorld;
  person: DrawnPerson;
  of: DrawnCase;
  relations: Relation[];
}
const pairs: Pair[] = worlds.flatMap((world) => world.people.flatMap((person) => world.cases.map((of) => {
  const parties = partiesIn(world, of);
  return { world, person, of, relations: parties ? relationsTo(actorIn(world, person), parties, TODAY) : [] };
})));

describe(`in ${WORLDS} worlds`, () => {
  it(`everybody stands in every relation to cases, ${POSITIVES} times in 500 worlds at the least`, () => {
    const times = (relation: Relation): number => pairs.filter(({ person, relations }) => (signedIn(person).session || signedIn(person).token) && relations.includes(relation)).length;
    const counted = (Object.keys(RELATIONS) as Relation[]).map((relation) => [relation, times(relation)] as const);
    // In fewer worlds as many in proportion.
    expect(counted.filter(([, count]) => count < (POSITIVES * Math.min(WORLDS, 500)) / 500)).toEqual([]);
  });

  it('the database has the rows that the policy lets somebody read, as lsa_web with their session or token, and none without a trace', async () => {
    const wrong: string[] = [];
    for (const world of worlds) wrong.push(...(await differences(world, web)));
    expect(wrong).toEqual([]);
  }, 300_000);

  it('lists show the same', async () => {
    const wrong: unknown[] = [];
    for (const world of worlds) {
      const cases = world.cases.flatMap((one) => partiesIn(world, one) ?? []);
      const asked = world.people.flatMap((person) => LISTED.map((action) => ({ actor: actorIn(world, person), action })));
      const scopes = asked.map(({ actor, action }, n) => ({ n, scope: JSON.parse(scopeParameter(visibleTo(actor, TODAY, action), NOW)) as object }));
      const { rows } = await operator.query<{ n: number; ids: number[] }>(LISTS_SQL, [JSON.stringify(scopes), world.cases.map(({ id }) => id)]);
      for (const { n, ids } of rows) {
        const one = asked[n];
        const wanted = one ? cases.filter((parties) => can(one.actor, one.action, parties, TODAY)).map(({ id }) => id) : [];
        if (String(ids) !== String(wanted)) wrong.push({ world: world.number, person: one?.actor.personId, action: one?.action, ids, wanted });
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it.each(sampled())('API and page say the same to $what', async ({ chosen }) => {
    expect(chosen.length).toBeGreaterThan(0);
    const answers = await Promise.all(chosen.map(async ({ person, of }) => {
      const [path, name] = [`/cases/${referenceOf(of)}`, nameOf(of)];
      const told = ({ status, body }: { status: number; body: unknown }) => ({ status, named: JSON.stringify(body).includes(name) });
      return { api: told(await test.get(null, `/api/v1${path}`, { authorization: `Bearer ${tokenOf(person)}` })), page: told(await test.get(null, path, { cookie: `lsa=${sessionOf(person)}` })) };
    }));
    expect(answers.map((answer, index) => ({ ...about(chosen[index]), ...answer }))).toEqual(chosen.map((pair) => ({ ...about(pair), ...wantedOf(pair) })));
  });
});

const about = (pair?: Pair) => ({ world: pair?.world.number, person: pair?.person.id, case: pair?.of.id, relations: pair?.relations });

/** A view or none, with the name that stands in the full one alone; whoever is signed out signs in. A young person has pages of their own, and none of these. */
function wantedOf({ world, person, of }: Pair) {
  const [parties, actor] = [partiesIn(world, of), actorIn(world, person)];
  const [known, full] = (['case.read-limited', 'case.read'] as const).map((action) => parties !== null && can(actor, action, parties, TODAY));
  const status = known ? 200 : 404;
  const { session, token } = signedIn(person);
  return { api: token ? { status, named: full } : { status: 401, named: false }, page: session ? { status, named: full } : { status: 303, named: false } };
}

/** Whether there is a view of the case for somebody. */
function sees({ world, person, of }: Pair): boolean {
  const parties = partiesIn(world, of);
  return parties !== null && can(actorIn(world, person), 'case.read-limited', parties, TODAY);
}

/** Pairs of somebody and a case, some for each relation and for each way of having none. */
function sampled(): { what: string; chosen: Pair[] }[] {
  const isIn = ({ person }: Pair): boolean => signedIn(person).session && signedIn(person).token;
  const someOf = (what: string, wanted: (pair: Pair) => boolean) => ({ what, chosen: pairs.filter(wanted).filter((_, index, all) => index % Math.ceil(all.length / REQUESTS) === 0) });
  return [
    ...(Object.keys(RELATIONS) as Relation[]).map((relation) => someOf(`a ${relation}`, (pair) => isIn(pair) && pair.relations.includes(relation))),
    someOf('a stranger', (pair) => isIn(pair) && pair.relations.length === 0),
    someOf('somebody whom an exclusion shuts out', (pair) => isIn(pair) && !sees(pair) && sees({ ...pair, of: { ...pair.of, exclusions: [] } })),
    someOf('somebody whom a restriction shuts out', (pair) => isIn(pair) && !sees(pair) && sees({ ...pair, of: { ...pair.of, restriction: null } })),
    someOf('anybody of a case that was erased', (pair) => isIn(pair) && pair.of.erased),
    someOf('somebody signed out', ({ person }) => !signedIn(person).session || !signedIn(person).token),
  ];
}

const LISTS_SQL = `SELECT s.n, ARRAY(SELECT y.id FROM young_person y WHERE y.id = ANY($2::int[]) AND ${inScope(1).replaceAll('$1::jsonb', 's.scope')} ORDER BY y.id) AS ids
  FROM jsonb_to_recordset($1::jsonb) AS s(n int, scope jsonb) ORDER BY s.n`;

describe('a guard of the database that somebody broke', () => {
  it.each(BROKEN_GUARDS.filter((_, index) => index % EVERY === 0).map((guard) => [guard.name, guard] as const))('is found out: %s', async (_name, guard) => {
    const found = await whileBroken(operator, guard, async () => {
      for (const world of worlds) {
        // A trace that the database does not take is a difference, too.
        const different = await differences(world, operator, 'running').catch((error: Error) => [error.message]);
        if (different.length > 0) return different;
      }
      return [];
    });
    expect(found).not.toEqual([]);
    expect(String(found)).not.toMatch(/syntax error|does not exist/);
  });

  it('is right again afterwards', async () => {
    for (const world of worlds.slice(0, 20)) expect(await differences(world, web)).toEqual([]);
  });
});
