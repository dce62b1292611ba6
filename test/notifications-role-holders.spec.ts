import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../src/domain/agreement/roles.js';
import { roleHolders, roleKey } from '../src/notifications/role-holders.js';
import { ledger, type Ledger } from './support/ledger.js';

let at: Ledger;
const now = new Date('2026-10-15T07:00:00Z');

beforeAll(async () => {
  at = await ledger(now.toISOString());
});
afterAll(() => at.close());

/** Name, and in brackets the role in which somebody stands in for this one. */
async function holders(role: Role, { placementId = 1, when = now }: { placementId?: number | null; when?: Date } = {}): Promise<string[]> {
  const wanted = { caseId: 1, placementId, role };
  const found = await roleHolders(at.dataSource.manager, [wanted], when);
  return (found.get(roleKey(wanted)) ?? []).map((holder) => (holder.standingInFor ? `${holder.name} (${holder.role})` : holder.name)).sort();
}

describe('who holds a role', () => {
  it('is nobody when nobody holds it or any of its stand-ins', async () => {
    expect(await holders('key-worker')).toEqual([]);
  });

  it('is, while a role is vacant, its manager, and when that is vacant too, the next one', async () => {
    await at.post(await at.person('Dita', 'E08000025'), 'director', 'E08000025');
    expect(await holders('key-worker')).toEqual(['Dita (director)']);
    await at.post(await at.person('Tom', 'E08000025'), 'team-manager', 'E08000025');
    expect(await holders('key-worker')).toEqual(['Tom (team-manager)']);
  });

  it("is the manager of the case's own team, not those of other teams or of all", async () => {
    await at.post(await at.person('Other', 'E08000025'), 'team-manager', 'E08000025', { team: 'Erdington' });
    expect(await holders('team-manager')).toEqual(['Tom']);
    await at.post(await at.person('Nora', 'E08000025'), 'team-manager', 'E08000025', { team: 'Northfield' });
    expect(await holders('team-manager')).toEqual(['Nora']);
  });

  it('is everyone who holds it', async () => {
    await at.post(await at.person('Kim', 'E08000025'), 'key-contact', 'E08000025');
    await at.post(await at.person('Kay', 'E08000025'), 'key-contact', 'E08000025');
    expect(await holders('key-contact')).toEqual(['Kay', 'Kim']);
  });

  it('is the key worker from the instant of the assignment until its end', async () => {
    const id = await at.keyWorker(await at.person('Wil', 'E08000025'), '2026-10-15T07:00:00Z');
    expect(await holders('key-worker', { when: new Date('2026-10-15T06:59:59Z') })).toEqual(['Nora (team-manager)']);
    expect(await holders('key-worker')).toEqual(['Wil']);
    await at.dataSource.query(`UPDATE key_worker_assignment SET until_at = '2026-10-15T07:00:00Z' WHERE id = $1`, [id]);
    expect(await holders('key-worker')).toEqual(['Nora (team-manager)']);
  });

  it('is held from the first day of a post, by London days, to the day before its until', async () => {
    const person = await at.person('Vera', 'E08000025');
    await at.post(person, 'virtual-head', 'E08000025', { fromOn: '2026-10-20', untilOn: '2026-10-26' });
    expect(await holders('virtual-head', { when: new Date('2026-10-19T22:59:59Z') })).toEqual(['Dita (director)']);
    expect(await holders('virtual-head', { when: new Date('2026-10-19T23:00:00Z') })).toEqual(['Vera']);
    expect(await holders('virtual-head', { when: new Date('2026-10-25T23:59:59Z') })).toEqual(['Vera']);
    expect(await holders('virtual-head', { when: new Date('2026-10-26T00:00:00Z') })).toEqual(['Dita (director)']);
  });

  it('is found for each of the roles asked for at once, also where one person holds one of them and stands in for another', async () => {
    const wanted = (['key-worker', 'team-manager'] as const).map((role) => ({ caseId: 1, placementId: 1, role }));
    const found = await roleHolders(at.dataSource.manager, wanted, now);
    expect(wanted.map((one) => found.get(roleKey(one))?.map(({ name, standingInFor }) => ({ name, standingInFor })))).toEqual([
      [{ name: 'Nora', standingInFor: 'key-worker' }],
      [{ name: 'Nora', standingInFor: null }],
    ]);
  });

  it('is not somebody who has left', async () => {
    await at.dataSource.query(`UPDATE person SET active = false WHERE name = 'Kay'`);
    expect(await holders('key-contact')).toEqual(['Kim']);
  });

  it("goes from the provider through its authority's Virtual School to the home authority's", async () => {
    expect(await holders('designated-person')).toEqual(['Dita (director)']);
    await at.post(await at.person('Lena', 'E08000026'), 'virtual-head', 'E08000026');
    expect(await holders('designated-person')).toEqual(['Lena (local-virtual-head)']);
    await at.post(await at.person('Loc', 'E08000026'), 'key-contact', 'E08000026');
    expect(await holders('designated-person')).toEqual(['Loc (local-key-contact)']);
    await at.post(await at.person('Sig', 1), 'signatory', 1);
    expect(await holders('designated-person')).toEqual(['Sig (signatory)']);
    await at.post(await at.person('Des', 1), 'designated-person', 1);
    expect(await holders('designated-person')).toEqual(['Des']);
    expect(await holders('local-key-contact')).toEqual(['Loc']);
  });

  it('is, without a placement, that of every current placement', async () => {
    await at.dataSource.query(`INSERT INTO provider (ukprn, name, type, authority_code) VALUES ('10000002', 'Beech', 'university', 'E08000026');
      INSERT INTO placement (case_id, provider_id, course, level, agreed_on, starts_on) VALUES (1, 2, 'Law', 4, '2026-10-01', '2027-01-01')`);
    expect(await holders('designated-person', { placementId: null })).toEqual(['Des', 'Loc (local-key-contact)']);
    await at.dataSource.query(`INSERT INTO placement_ending (placement_id, kind, ended_on, recorded_by, recorded_at)
      SELECT 2, 'transferred', '2026-10-15', min(id), now() FROM person`);
    expect(await holders('designated-person', { placementId: null })).toEqual(['Des']);
  });

  it('is, of those with a placement at a provider, each key worker, and the team manager of whoever has none (EP2)', async () => {
    const there = async () => {
      const wanted = { caseId: null, placementId: null, providerId: 1, role: 'key-workers-there' as const };
      return (await roleHolders(at.dataSource.manager, [wanted], now)).get(roleKey(wanted))?.map(({ name }) => name).sort();
    };
    expect(await there()).toEqual(['Nora', 'Tom']);
    await at.keyWorker(await at.person('Una', 'E08000025'));
    expect(await there()).toEqual(['Una']);
  });

  it('is, while nobody manages the team, whoever of the Virtual School has the case, before the Director', async () => {
    await at.dataSource.query(`UPDATE key_worker_assignment SET until_at = '2026-10-15T07:00:00Z'; UPDATE post_holding SET until_on = '2026-10-15' WHERE post = 'team-manager'`);
    for (const role of ['key-worker', 'social-worker', 'team-manager'] as const) expect([role, await holders(role)]).toEqual([role, ['Kim (key-contact)']]);
    await at.dataSource.query(`UPDATE post_holding SET until_on = NULL, team = ' NORTHFIELD' WHERE post = 'team-manager' AND team = 'Northfield'`);
    expect(await holders('key-worker')).toEqual(['Nora (team-manager)']);
  });

  it('is, in a restricted case, the Virtual Head in place of whoever is kept out, the Director too', async () => {
    const head = await at.person('Hal', 'E08000025');
    await at.post(head, 'virtual-head', 'E08000025');
    await at.dataSource.query(`INSERT INTO case_restriction (case_id, reason, imposed_by, imposed_at) VALUES (1, 'must-not-be-found', $1, '2026-10-14T07:00:00Z')`, [head]);
    for (const role of ['key-worker', 'team-manager', 'key-contact', 'director'] as const) expect([role, await holders(role)]).toEqual([role, ['Hal (virtual-head)']]);
    // Nobody is Virtual Head any more: the Director sees nothing of the case, but can see to it that somebody does. What is told at level 3 they are not told.
    await at.dataSource.query(`UPDATE post_holding SET until_on = from_on WHERE person_id = $1`, [head]);
    const director = await at.dataSource.query<{ name: string }[]>(`SELECT p.name FROM post_holding h JOIN person p ON p.id = h.person_id WHERE h.post = 'director' AND h.authority_code = 'E08000025'`);
    expect(director).toHaveLength(1);
    for (const role of ['key-worker', 'team-manager'] as const) expect([role, await holders(role)]).toEqual([role, [`${director[0]?.name} (director)`]]);
    expect(await holders('director')).toEqual([]);
  });
});
