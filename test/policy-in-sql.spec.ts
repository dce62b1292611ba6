import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actingAs } from '../src/database/identity.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { can, visibleTo, type Action, type CaseParties, type ScopedAction } from '../src/domain/permissions.js';
import { SignedInPeople } from '../src/sign-in/signed-in-people.service.js';
import type { SignedIn } from '../src/web/visitor.js';
import { loadCaseParties } from '../src/young-people/case-parties.js';
import { inScope, scopeParameter } from '../src/young-people/case-scope-sql.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { TODAY } from './support/arbitrary-parties.js';
import { writeWorld } from './support/random-world.js';

/* The policy, the lists and the database's own guard of its rows, over worlds of people and cases. More of them with `WORLDS`. */

const WORLDS = Number(process.env.WORLDS ?? 10);
const LISTED: ScopedAction[] = ['case.read', 'case.read-private', 'messages.read'];

let test: TestApplication;
const worlds: { people: { actor: SignedIn; secret: string }[]; cases: CaseParties[] }[] = [];
beforeAll(async () => {
  test = await startTestApplication();
  test.setNow('2026-10-20 11:00');
  for (let seed = 1; seed <= WORLDS; seed += 1) {
    const { people, caseIds } = await writeWorld(test.dataSource, 1000 + 10 * seed);
    const actors = await Promise.all(people.map(({ id }) => test.app.get(SignedInPeople).find(id)));
    const cases = await test.app.get(UnitOfWork).run(async ({ manager, now }) => {
      const loaded: CaseParties[] = [];
      for (const id of caseIds) loaded.push(await loadCaseParties(manager, id, now));
      return loaded;
    });
    worlds.push({ people: people.flatMap(({ secret }, index) => (actors[index] ? [{ actor: actors[index], secret }] : [])), cases });
  }
}, 300_000);
afterAll(() => test.close());

const numbers = (ids: number[]): string => ids.sort((a, b) => a - b).join();

/** Which cases a statement answers, as that person. */
const asked = (secret: string, sql: string, values: unknown[]): Promise<string> =>
  actingAs({ secret }, () => test.app.get(UnitOfWork).run(async ({ manager }) => numbers((await manager.query<{ id: number }[]>(sql, values)).map(({ id }) => id))));

const FULL_SQL = 'SELECT y.id FROM young_person y WHERE y.id = ANY($1)';
const KNOWN_SQL = 'SELECT id FROM unnest($1::int[]) AS id WHERE id IN (SELECT authz.cases_full()) OR id IN (SELECT authz.cases_limited())';
const LISTED_SQL = `SELECT y.id FROM young_person y WHERE ${inScope(1)} AND y.id = ANY($2)`;

describe(`in ${WORLDS} worlds`, () => {
  it('lists show exactly the cases that the policy lets somebody read, and the database has the rows of no other', async () => {
    const wrong: unknown[] = [];
    let positive = 0;
    for (const { people, cases } of worlds) {
      const caseIds = cases.map(({ id }) => id);
      for (const { actor, secret } of people) {
        const allowed = (action: Action): string => numbers(cases.filter((one) => can(actor, action, one, TODAY)).map(({ id }) => id));
        const compare = (what: string, found: string, expected: string): void => {
          if (found !== expected) wrong.push({ person: actor.personId, what, found, expected });
        };
        for (const action of LISTED) {
          const scope = scopeParameter(visibleTo(actor, TODAY, action), actor.asOf);
          const listed = await test.app.get(UnitOfWork).run(({ manager }) => manager.query<{ id: number }[]>(LISTED_SQL, [scope, caseIds]));
          compare(action, numbers(listed.map(({ id }) => id)), allowed(action));
        }
        compare('rows of the full view', await asked(secret, FULL_SQL, [caseIds]), allowed('case.read'));
        compare('cases known of', await asked(secret, KNOWN_SQL, [caseIds]), allowed('case.read-limited'));
        positive += cases.filter((one) => can(actor, 'case.read', one, TODAY)).length;
      }
    }
    expect(wrong).toEqual([]);
    expect(positive).toBeGreaterThan(20 * WORLDS);
  }, 300_000);
});
