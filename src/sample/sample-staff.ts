import type { EntityManager } from 'typeorm';
import type { Post } from '../domain/agreement/roles.js';
import { addDays, type LocalDate } from '../domain/time/local-date.js';
import type { KeyWorkerKind } from '../young-people/key-worker-assignment.entity.js';
import { NAMES } from './names.js';
import { randomOf, type Random } from './random.js';
import { WEST_MIDLANDS } from '../organisations/seed-authorities.js';
import { SAMPLE_AUTHORITIES, SAMPLE_PROVIDERS, type SampleAuthority, type SampleProvider } from './region.js';

/** An invented adult; the id comes when the staff is written. */
export interface SampleAdult {
  id: number;
  name: string;
  email: string;
  phone: string;
  authorityCode: string | null;
  /** The UKPRN of the provider they work for. */
  ukprn: string | null;
  post: Post | null;
  team: string | null;
}

export interface SampleKeyWorker extends SampleAdult {
  kind: KeyWorkerKind;
}

export interface AuthorityStaff {
  authority: SampleAuthority;
  managers: SampleAdult[];
  keyContact: SampleAdult;
  virtualHead: SampleAdult;
  director: SampleAdult;
  administrator: SampleAdult;
  dataProtectionLead: SampleAdult;
  outOfHours: SampleAdult;
  keyWorkers: SampleKeyWorker[];
}

export interface ProviderStaff {
  provider: SampleProvider;
  id: number;
  designatedPerson: SampleAdult;
  signatory: SampleAdult;
}

export interface SampleStaff {
  authorities: Map<string, AuthorityStaff>;
  providers: ProviderStaff[];
}

/** A key worker's load: the first ones of an authority are there from the start, more come with more young people. */
const FIRST_KEY_WORKERS_CASES = 8;
const LATER_KEY_WORKERS_CASES = 14;

const KINDS: readonly KeyWorkerKind[] = [
  'personal-adviser', 'social-worker', 'personal-adviser', 'social-worker', 'residential-worker', 'personal-adviser', 'social-worker', 'foster-carer',
];

const FIRST_KEY_WORKERS: Record<string, number> = { E08000025: 8, E08000026: 7, E10000028: 7, E08000028: 6, E10000034: 6, E06000051: 5 };

const firstKeyWorkers = (code: string): number => FIRST_KEY_WORKERS[code] ?? 4;

/** Which of an authority's key workers has its case of this number, counted from 0. */
export function keyWorkerOfCase(code: string, number: number): number {
  const first = firstKeyWorkers(code);
  const over = number - first * FIRST_KEY_WORKERS_CASES;
  return over < 0 ? number % first : first + Math.floor(over / LATER_KEY_WORKERS_CASES);
}

/** Everybody who works for the region's authorities and providers, for so many cases an authority. */
export function inventStaff(seed: number, casesOf: ReadonlyMap<string, number>): SampleStaff {
  const taken = new Map<string, number>();
  const authorities = SAMPLE_AUTHORITIES.map((authority, index) => {
    const adult = adultsOf(randomOf(seed, 1_000_000 + index), taken, { domain: authority.domain, authorityCode: authority.code, ukprn: null });
    const staff = {
      authority,
      managers: authority.teams.map((team) => adult('team-manager', team)),
      keyContact: adult('key-contact'),
      virtualHead: adult('virtual-head'),
      director: adult('director'),
      administrator: adult('administrator'),
      dataProtectionLead: adultsOf(randomOf(seed, 3_000_000 + index), new Map(), { domain: authority.domain, authorityCode: authority.code, ukprn: null })('data-protection-lead'),
      outOfHours: dutyTeamOf(authority, index),
      keyWorkers: [] as SampleKeyWorker[],
    };
    const count = Math.max(firstKeyWorkers(authority.code), keyWorkerOfCase(authority.code, casesOf.get(authority.code) ?? 0) + 1);
    for (let number = 0; number < count; number += 1) staff.keyWorkers.push({ ...adult(null), kind: KINDS[number % KINDS.length] ?? 'other' });
    return [authority.code as string, staff] as const;
  });
  const providers = SAMPLE_PROVIDERS.map((provider, index) => {
    const adult = adultsOf(randomOf(seed, 2_000_000 + index), taken, { domain: provider.domain, authorityCode: null, ukprn: provider.ukprn });
    return { provider, id: 0, designatedPerson: adult('designated-person'), signatory: adult('signatory') };
  });
  return { authorities: new Map(authorities), providers };
}

/** The out-of-hours contact is a team with one number, not a person (KW8). */
const dutyTeamOf = ({ code, domain }: SampleAuthority, index: number): SampleAdult =>
  ({ id: 0, name: `${WEST_MIDLANDS[code]} emergency duty team`, email: `out-of-hours@${domain}`, phone: `07700 900${String(800 + index)}`, authorityCode: code, ukprn: null, post: 'out-of-hours', team: null });

/** A full name out of one community's names. */
export function inventName(random: Random): { given: string; family: string } {
  const names = random.weighted(NAMES.map((one) => [one, one.weight] as const));
  return { given: random.pick(names.given), family: random.pick(names.family) };
}

type At = { domain: string } & Pick<SampleAdult, 'authorityCode' | 'ukprn'>;

function adultsOf(random: Random, taken: Map<string, number>, { domain, authorityCode, ukprn }: At) {
  return (post: Post | null, team: string | null = null): SampleAdult => {
    const { given, family } = inventName(random);
    const address = `${given}.${family}`.toLowerCase();
    const times = (taken.get(`${address}@${domain}`) ?? 0) + 1;
    taken.set(`${address}@${domain}`, times);
    const email = `${address}${times === 1 ? '' : times}@${domain}`;
    return { id: 0, name: `${given} ${family}`, email, phone: `07700 900${String(random.between(0, 999)).padStart(3, '0')}`, authorityCode, ukprn, post, team };
  };
}

/** Writes providers, people and posts that are not there yet, and puts the ids of all of them on the staff. */
export async function writeStaff(manager: EntityManager, staff: SampleStaff, today: LocalDate): Promise<void> {
  await manager.query(
    `INSERT INTO provider (ukprn, name, type, authority_code)
     SELECT ukprn, name, type, "authorityCode" FROM jsonb_to_recordset($1) AS v(ukprn text, name text, type text, "authorityCode" text)
     ON CONFLICT (ukprn) DO NOTHING`,
    [JSON.stringify(SAMPLE_PROVIDERS)],
  );
  const adults = [
    ...[...staff.authorities.values()].flatMap((one) => [...one.managers, one.keyContact, one.virtualHead, one.director, one.administrator, one.dataProtectionLead, ...one.keyWorkers]),
    ...staff.providers.flatMap((one) => [one.designatedPerson, one.signatory]),
    ...[...staff.authorities.values()].map(({ outOfHours }) => outOfHours),
  ];
  await manager.query(
    `WITH added AS (
       INSERT INTO person (name, email, phone, authority_code, provider_id)
       SELECT a.name, a.email, a.phone, a."authorityCode", v.id
       FROM jsonb_to_recordset($1) AS a(name text, email text, phone text, "authorityCode" text, ukprn text) LEFT JOIN provider v ON v.ukprn = a.ukprn
       ON CONFLICT (email) DO NOTHING RETURNING id, email, authority_code, provider_id)
     INSERT INTO post_holding (person_id, post, authority_code, provider_id, team, from_on)
     SELECT p.id, a.post, p.authority_code, p.provider_id, a.team, $2
     FROM added p JOIN jsonb_to_recordset($1) AS a(email text, post text, team text) ON a.email = p.email AND a.post IS NOT NULL ORDER BY p.id`,
    [JSON.stringify(adults), addDays(today, -900)],
  );
  const known = await manager.query<{ id: number; key: string }[]>('SELECT id, email AS key FROM person UNION ALL SELECT id, ukprn FROM provider');
  const ids = new Map(known.map((row) => [row.key, row.id]));
  for (const adult of adults) adult.id = ids.get(adult.email) ?? 0;
  for (const one of staff.providers) one.id = ids.get(one.provider.ukprn) ?? 0;
}
