import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { DutyRow } from '../src/duties/duty.entity.js';
import { loadFacts } from '../src/duties/load-facts.js';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { Refusal } from '../src/errors.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { expectedDuties } from './support/duties-oracle.js';
import { Random } from './support/random.js';
import { drawnActs, namedLine, orderOf, type Act, type Acted } from './support/service-history.js';
import { keyWorkerAssigned } from './support/situations.js';

/** A few in each run of the suite; at night hundreds, and others: `HISTORIES=300 FIRST=1000 npm test -- test/histories` (CONTRIBUTING.md). */
const HISTORIES = Math.min(300, Number(process.env['HISTORIES'] ?? 8));
const FIRST = Number(process.env['FIRST'] ?? 1);
const NOW = '2027-03-15 10:00';

/**
 * Random histories, each typed in twice through the services, in two orders, with acts done again on the way: the stored duties are
 * those of the second reading, the same in both, and a derivation of everything finds nothing to put right.
 */
describe(`${HISTORIES} histories through the services, each in two orders`, () => {
  let test: TestApplication;
  const counts = { acts: 0, again: 0, amended: 0 };
  beforeAll(async () => void (test = await startTestApplication()), 180_000);
  afterAll(() => test.close());

  it('give the duties of the second reading, whatever was typed in first', async () => {
    for (let seed = FIRST; seed < FIRST + HISTORIES; seed += 1) {
      const acts = drawnActs(new Random(seed));
      const [one, other] = [await lived(orderOf(acts, new Random(seed)), seed), await lived(orderOf(acts, new Random(-seed)), seed)];
      for (const { stored, expected } of [one, other]) expect([seed, stored]).toEqual([seed, expected]);
      expect([seed, one.named]).toEqual([seed, other.named]);
    }
  }, 3_600_000);

  it('were corrected, taken back and done again on the way', () => {
    expect(counts.acts).toBeGreaterThan(HISTORIES * 10);
    expect(counts.again).toBeGreaterThan(HISTORIES);
    expect(counts.amended).toBeGreaterThan(HISTORIES);
  });

  it('leave nothing to put right', async () => {
    expect(await test.app.get(NightlyDerivation).deriveAll()).toEqual([]);
  }, 120_000);

  async function lived(acts: readonly Act[], seed: number): Promise<{ stored: string[]; expected: string[]; named: string[] }> {
    const { reference } = await keyWorkerAssigned(test);
    test.setNow(NOW);
    const acted: Acted = { test, reference, ids: new Map() };
    const random = new Random(seed);
    for (const act of acts) {
      const made = await act.run(acted).catch((error: unknown) => { throw new Error(`seed ${seed}, ${act.name}`, { cause: error }); }); // prettier-ignore
      if (made) acted.ids.set(act.name, made.id);
      counts.acts += 1;
      if (/put right|taken back/.test(act.name)) counts.amended += 1;
      if (act.twice && random.chance(40)) {
        await expect(act.run(acted)).rejects.toBeInstanceOf(Refusal);
        counts.again += 1;
      }
    }
    const [row] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
    const caseId = row?.id ?? 0;
    const rows = await test.dataSource.getRepository(DutyRow).findBy({ caseId });
    const ended = await test.dataSource.query<{ id: number; placement_id: number }[]>('SELECT e.id, e.placement_id FROM placement_ending e JOIN placement p ON p.id = e.placement_id WHERE p.case_id = $1', [caseId]);
    for (const { id, placement_id } of ended) acted.ids.set(`${[...acted.ids].find(([name, one]) => /^P\d$/.test(name) && one === placement_id)?.[0]} end`, id);
    const now = new Date('2027-03-15T10:00:00Z');
    const stored = rows.filter(({ because }) => because !== 'the fact it came from was taken back').map((duty) => storedLine(duty, now)).sort();
    const facts = (await test.app.get(UnitOfWork).run(({ manager }) => loadFacts(manager, [caseId]))).get(caseId);
    if (!facts) throw new Error('no facts');
    return { stored, expected: expectedDuties(facts, [], now), named: stored.map((line) => namedLine(line, acted.ids)).sort() };
  }
});

/** A stored duty as the second reading writes it. */
function storedLine({ key, owedBy, placementId, opensAt, dueOn, dueAt, missedFrom, heldUntil, outcome, late, metOn, metAt, because }: DutyRow, now: Date): string {
  const head = `${key} by ${owedBy.join('+')} of ${placementId ?? 'none'} from ${opensAt.toISOString()} until ${dueOn ?? dueAt?.toISOString() ?? 'not known'} held ${heldUntil ?? 'never'}`;
  if (outcome === 'open') return `${head}: open${missedFrom !== null && missedFrom <= now ? ', missed' : ''}`;
  if (outcome === 'met') return `${head}: met${late ? ' late' : ''} ${metOn}${metAt === null ? '' : ` at ${metAt.toISOString()}`}`;
  return `${head}: no longer owed${late ? ', late' : ''}: ${because}`;
}
