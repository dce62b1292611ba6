import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Clock } from '../src/clock.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { checkUln, isUkprn, isUpn } from '../src/domain/identifiers.js';
import { openRows } from '../src/encryption/seal-rows.js';
import { sealedTable, type SealedTableName } from '../src/encryption/sealed-columns.js';
import { DutiesService } from '../src/duties/duties.service.js';
import { InstallationService } from '../src/installation/installation.service.js';
import { planCases, sampleLocalId } from '../src/sample/sample-cases.js';
import { SampleRegionService, type SampleRegion } from '../src/sample/sample-region.service.js';
import type { StoryName } from '../src/sample/stories.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { isPassword } from '../src/sign-in/passwords.js';
import { YoungPerson } from '../src/young-people/young-person.entity.js';
import { freshDatabase, openDatabase, type FreshDatabase } from './support/database.js';

const SEED = 7;

interface Region {
  database: FreshDatabase;
  dataSource: DataSource;
  sample: SampleRegionService;
  unitOfWork: UnitOfWork;
}

const opened: Region[] = [];

async function installation(now: string, kind: 'training' | 'live' = 'training'): Promise<Region> {
  const database = await freshDatabase();
  const dataSource = await openDatabase(database.url);
  const clock = new Clock();
  clock.realNow = () => new Date(now);
  const unitOfWork = UnitOfWork.forSystem(dataSource, clock);
  await new InstallationService(unitOfWork, clock).make(kind);
  const region = { database, dataSource, unitOfWork, sample: new SampleRegionService(unitOfWork, clock, new DutiesService()) };
  opened.push(region);
  return region;
}

async function close(regions: Region[]): Promise<void> {
  for (const { dataSource, database } of regions.splice(0)) {
    await dataSource.destroy();
    await database.drop();
  }
}

const FACTS = [
  'young_person', 'person', 'post_holding', 'provider', 'key_worker_assignment', 'key_worker_notice', 'placement', 'placement_ending', 'plan', 'plan_agreement',
  'review', 'risk_notice', 'risk_call', 'risk_acknowledgement', 'professionals_meeting', 'emergency', 'duty', 'escalation', 'escalation_note', 'notice', 'message',
];

/** Every row of every table but what is chance on purpose, as one hash a table. */
async function fingerprint({ dataSource }: Region): Promise<object> {
  const hashes: [string, string][] = [];
  for (const table of FACTS) {
    const rows = (await dataSource.query<{ row: object }[]>(`SELECT to_jsonb(t) - 'password_hash' AS row FROM ${table} t ORDER BY id`)).map(({ row }) => row);
    // What is sealed is sealed with chance, and says the same.
    const opened = sealedTable(table) ? await openRows(dataSource.manager, table as SealedTableName, rows as Record<string, unknown>[]) : rows;
    hashes.push([table, createHash('md5').update(JSON.stringify(opened)).digest('hex')]);
  }
  return Object.fromEntries(hashes);
}

const LATE_ON_PURPOSE: readonly StoryName[] = [
  'plan late', 'plan very late', 'plan agreed late', 'review late', 'review held late', 'year 11 without key worker', 'vacancy missed',
  'key worker change missed', 'call missed', 'emergency answered late', 'breach',
];

describe('the sample region on Wednesday 18 November 2026', () => {
  const now = '2026-11-18T10:15:00Z';
  let region: Region;
  let made: SampleRegion;
  const rows = (sql: string) => region.dataSource.query(sql);
  const number = async (sql: string): Promise<number> => Number(Object.values((await rows(sql))[0])[0]);
  beforeAll(async () => {
    region = await installation(now);
    opened.splice(0);
    made = await region.sample.makeSample({ seed: SEED });
  });
  afterAll(() => close([region]));

  it('has 300 young people of 14 authorities and is marked as a sample', async () => {
    expect(made).toMatchObject({ youngPeople: 300, added: 300 });
    expect(await number('SELECT count(*) FROM young_person')).toBe(300);
    expect(await number('SELECT count(DISTINCT home_authority_code) FROM young_person')).toBe(14);
    expect(await rows('SELECT kind, sample FROM installation')).toEqual([{ kind: 'training', sample: true }]);
    expect(await number('SELECT count(DISTINCT type) FROM provider')).toBe(7);
  });

  it.each([
    ['a plan to be agreed', `clause = 'KW3' AND outcome = 'open' AND missed_from > $1`],
    ['a plan missed', `clause = 'KW3' AND outcome = 'open' AND missed_from <= $1`],
    ['a plan agreed late', `clause = 'KW3' AND late`],
    ['a review missed', `clause = 'KW4' AND outcome = 'open' AND missed_from <= $1`],
    ['a review held late', `clause = 'KW4' AND late`],
    ['a call to be made today', `clause = 'EP11' AND outcome = 'open' AND missed_from > $1`],
    ['a call missed', `clause = 'EP11' AND outcome = 'open' AND missed_from <= $1`],
    ["a professionals' meeting to be held", `clause = 'EP11M' AND outcome = 'open' AND missed_from > $1`],
    ["a professionals' meeting held", `clause = 'EP11M' AND outcome = 'met'`],
    ['a breach', `clause = 'EP12' AND outcome = 'open'`],
    ['an ending after the procedure', `clause = 'EP12' AND outcome = 'met'`],
    ['an emergency open', `clause = 'KW8' AND outcome = 'open'`],
    ['an emergency answered late', `clause = 'KW8' AND late`],
    ['a vacancy', `clause = 'SC1' AND outcome = 'open' AND missed_from > $1`],
    ['a vacancy missed', `clause = 'SC1' AND outcome = 'open' AND missed_from <= $1`],
    ['a change of key worker to acknowledge', `clause = 'SC2' AND outcome = 'open' AND missed_from > $1`],
    ['a change of key worker acknowledged', `clause = 'SC2' AND outcome = 'met'`],
  ])('shows %s', async (_, where) => {
    expect(await number(`SELECT count(*) FROM duty WHERE ${where.replace('$1', `'${now}'`)}`)).toBeGreaterThan(0);
  });

  it('keeps most promises: between 3 and 8 of a hundred cases have one missed', async () => {
    const missed = await number(`SELECT count(DISTINCT case_id) FROM duty WHERE outcome = 'open' AND missed_from <= '${now}'`);
    expect(missed).toBeGreaterThan(9);
    expect(missed).toBeLessThan(24);
  });

  it('has each missed duty in the queue, some taken and annotated, and nothing else', async () => {
    expect(await number(`SELECT count(*) FROM duty d FULL JOIN (SELECT * FROM escalation WHERE closed_at IS NULL) e ON e.duty_id = d.id
      WHERE (d.outcome = 'open' AND d.missed_from <= '${now}') IS DISTINCT FROM (e.id IS NOT NULL)`)).toBe(0);
    expect(await number('SELECT count(DISTINCT level) FROM escalation WHERE closed_at IS NULL')).toBe(3);
    expect(await number('SELECT count(*) FROM escalation WHERE closed_at IS NULL AND taken_by IS NOT NULL')).toBeGreaterThan(0);
    expect(await number(`SELECT count(*) FROM escalation_note WHERE kind = 'note'`)).toBeGreaterThan(0);
  });

  it('leaves the clock nothing to catch up with, and what it derives again is the same', async () => {
    expect(await number(`SELECT count(*) FROM duty WHERE next_action_at <= '${now}'`)).toBe(0);
    expect(await number(`SELECT count(*) FROM young_person WHERE refresh_at <= '${now}'`)).toBe(0);
    expect(await number(`SELECT count(*) FROM notice WHERE state = 'waiting'`)).toBe(0);
    const ids = (await rows('SELECT id FROM young_person')).map(({ id }: { id: number }) => id);
    expect(await region.unitOfWork.run(() => new DutiesService().rederive(ids))).toEqual([]);
  });

  it('tells nothing that has not happened yet', async () => {
    const happened: [string, string][] = [
      ['plan_agreement', 'agreed_at'], ['review', 'recorded_at'], ['risk_notice', 'recorded_at'], ['risk_call', 'called_at'], ['emergency', 'responded_at'],
      ['key_worker_assignment', 'from_at'], ['key_worker_notice', 'acknowledged_at'], ['placement_ending', 'recorded_at'], ['message', 'sent_at'], ['escalation', 'taken_at'],
      ['audit_event', 'happened_at'],
    ];
    for (const [table, column] of happened) expect([table, await number(`SELECT count(*) FROM ${table} WHERE ${column} > '${now}'`)]).toEqual([table, 0]);
    expect(await number(`SELECT count(*) FROM placement WHERE agreed_on > '2026-11-18'`)).toBe(0);
  });

  it('is about invented people: numbers from 07700 900, addresses that end in .example, identifiers that pass their checks', async () => {
    expect(await number(`SELECT count(*) FROM person WHERE phone !~ '^07700 900[0-9]{3}$' OR email !~ '\\.example$'`)).toBe(0);
    const identifiers = await region.dataSource.manager.find(YoungPerson);
    expect(identifiers.filter(({ uln, upn }) => (uln !== null && checkUln(uln) !== 'valid') || (upn !== null && !isUpn(upn)))).toEqual([]);
    expect((await rows('SELECT ukprn FROM provider')).every(({ ukprn }: { ukprn: string }) => isUkprn(ukprn) && ukprn.startsWith('199'))).toBe(true);
  });

  it('places about 15 of a hundred outside their home authority', async () => {
    const away = await number(`SELECT 100.0 * count(*) FILTER (WHERE v.authority_code <> y.home_authority_code) / count(*) FROM placement p
      JOIN provider v ON v.id = p.provider_id JOIN young_person y ON y.id = p.case_id`);
    expect(away).toBeGreaterThan(10);
    expect(away).toBeLessThan(22);
  });

  it('lets key workers, managers, Virtual Schools, Directors, administrators, data protection leads and two providers sign in', async () => {
    const signIns = made.signIns ?? [];
    expect(signIns.map(({ role, organisation }) => `${role}, ${organisation}`)).toEqual([
      ...['Birmingham', 'Coventry'].flatMap((authority) =>
        ['key worker', 'social care team manager', 'Virtual School key contact', 'Virtual Head', "Director of Children's Services", 'administrator', 'data protection lead'].map((role) => `${role}, ${authority}`),
      ),
      ...['Aldermere College', 'Brackenshaw College'].flatMap((college) => [`designated person, ${college}`, `signatory, ${college}`]),
    ]);
    for (const { email, password, apiToken } of signIns) {
      expect(password.length).toBeGreaterThanOrEqual(15);
      expect(apiToken).toMatch(/^lsa_[\w-]{43}$/);
      const [person] = await rows(`SELECT c.password_hash, t.secret_hash FROM person p JOIN credential c ON c.person_id = p.id JOIN access_token t ON t.person_id = p.id WHERE p.email = '${email}'`);
      expect(person.secret_hash).toBe(hashSecret(apiToken));
      expect(await isPassword(password, person.password_hash)).toBe(true);
    }
  });

  it('gives its key workers cases at many stages and its designated people learners of many authorities', async () => {
    for (const { role, email } of made.signIns ?? []) {
      if (role === 'key worker') expect(await number(`SELECT count(*) FROM key_worker_assignment k JOIN person p ON p.id = k.person_id WHERE p.email = '${email}' AND until_at IS NULL`)).toBeGreaterThanOrEqual(8);
      if (role === 'designated person') {
        expect(await number(`SELECT count(DISTINCT y.home_authority_code) FROM placement l JOIN young_person y ON y.id = l.case_id
          JOIN person p ON p.provider_id = l.provider_id WHERE p.email = '${email}'`)).toBeGreaterThanOrEqual(4);
      }
    }
  });

  it('grows by the young people it lacks, changes none that are there, and makes no new sign-ins', async () => {
    const before = await rows(`SELECT reference, legal_name FROM young_person ORDER BY id LIMIT 300`);
    expect(await region.sample.makeSample({ youngPeople: 340, seed: SEED })).toEqual({ youngPeople: 340, added: 40, signIns: null });
    expect(await region.sample.makeSample({ youngPeople: 10, seed: SEED })).toEqual({ youngPeople: 340, added: 0, signIns: null });
    expect(await rows(`SELECT reference, legal_name FROM young_person ORDER BY id LIMIT 300`)).toEqual(before);
  });
});

describe('a sample region', () => {
  afterEach(() => close(opened));

  it('made twice at the same instant is the same, row by row', async () => {
    const [one, other] = [await installation('2027-02-03T15:00:00Z'), await installation('2027-02-03T15:00:00Z')];
    await one.sample.makeSample({ youngPeople: 60, seed: SEED });
    await other.sample.makeSample({ youngPeople: 60, seed: SEED });
    expect(await fingerprint(one)).toEqual(await fingerprint(other));
  });

  it.each(['2026-09-01T07:30:00Z', '2026-10-25T00:30:00Z', '2027-01-01T12:00:00Z', '2027-03-28T01:10:00Z', '2027-06-30T22:50:00Z', '2027-08-31T23:30:00Z', '2028-02-29T09:00:00Z'])(
    'made at %s misses only what it means to miss',
    async (now) => {
      const region = await installation(now);
      await region.sample.makeSample({ youngPeople: 120, seed: SEED });
      const stories = new Map(planCases(SEED, 120).map(({ number, story }) => [sampleLocalId(number), story]));
      const missed: { local_id: string; key: string }[] = await region.dataSource.query(
        `SELECT y.local_id, d.key FROM duty d JOIN young_person y ON y.id = d.case_id WHERE d.late OR (d.outcome = 'open' AND d.missed_from <= $1)`,
        [now],
      );
      const unmeant = missed.map(({ local_id: localId, key }) => ({ story: stories.get(localId), key })).filter(({ story }) => !LATE_ON_PURPOSE.some((name) => name === story));
      expect(unmeant).toEqual([]);
      expect(await region.dataSource.query('SELECT id FROM duty WHERE next_action_at <= $1', [now])).toEqual([]);
    },
  );

  it('is refused in a live installation, where there are people already, and for a number that is none', async () => {
    await expect((await installation('2026-11-18T10:15:00Z', 'live')).sample.makeSample()).rejects.toMatchObject({ status: 409, code: 'NOT_TRAINING' });
    const used = await installation('2026-11-18T10:15:00Z');
    await used.dataSource.query(`INSERT INTO authority VALUES ('E08000025', 'Birmingham'); INSERT INTO person (name, email, authority_code) VALUES ('Ana', 'ana@x.example', 'E08000025')`);
    await expect(used.sample.makeSample()).rejects.toMatchObject({ status: 409, code: 'NOT_EMPTY' });
    await expect(used.sample.makeSample({ youngPeople: 1.5 })).rejects.toMatchObject({ status: 422, code: 'INVALID' });
    expect(await used.dataSource.query('SELECT sample FROM installation')).toEqual([{ sample: false }]);
  });
});
