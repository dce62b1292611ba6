import type { DataSource } from 'typeorm';
import type { Post } from '../../src/domain/agreement/roles.js';
import { Authority } from '../../src/organisations/authority.entity.js';
import { Provider, type ProviderType } from '../../src/organisations/provider.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { PostHolding } from '../../src/people/post-holding.entity.js';
import { Credential } from '../../src/sign-in/passwords/credential.entity.js';
import { hashPassword } from '../../src/sign-in/passwords.js';

/** The password of everyone in the region. */
export const PASSWORD = 'seven grey herons fishing';

/** The home authority of every case in the situations, and its neighbour, where Ashgrove College is. */
export const BIRMINGHAM = 'E08000025';
export const COVENTRY = 'E08000026';

const PROVIDERS = {
  ashgrove: { ukprn: '10000001', name: 'Ashgrove College', type: 'further-education-college', authorityCode: COVENTRY },
  elmfield: { ukprn: '10000002', name: 'Elmfield Sixth Form', type: 'school-sixth-form', authorityCode: BIRMINGHAM },
} as const satisfies Record<string, { ukprn: string; name: string; type: ProviderType; authorityCode: string }>;

interface Somebody {
  name: string;
  at: string | keyof typeof PROVIDERS;
  post?: Post;
  team?: string;
}

/** Everyone in the region by what they are; two to confuse them with where it matters. */
const PEOPLE = {
  manager: { name: 'Marta Nowak', at: BIRMINGHAM, post: 'team-manager' },
  keyWorker: { name: 'Kofi Mensah', at: BIRMINGHAM },
  successor: { name: 'Sally Webb', at: BIRMINGHAM },
  keyContact: { name: 'Priya Shah', at: BIRMINGHAM, post: 'key-contact' },
  head: { name: 'Hugh Farrow', at: BIRMINGHAM, post: 'virtual-head' },
  director: { name: 'Dilys Rowe', at: BIRMINGHAM, post: 'director' },
  administrator: { name: 'Ann Idle', at: BIRMINGHAM, post: 'administrator' },
  designatedPerson: { name: 'Dan Pike', at: 'ashgrove', post: 'designated-person' },
  signatory: { name: 'Prudence Vale', at: 'ashgrove', post: 'signatory' },
  otherDesignatedPerson: { name: 'Olga Dean', at: 'elmfield', post: 'designated-person' },
  neighbourContact: { name: 'Nia Cole', at: COVENTRY, post: 'key-contact' },
  neighbourManager: { name: 'Ned Marsh', at: COVENTRY, post: 'team-manager' },
  dataProtectionLead: { name: 'Lena Fox', at: BIRMINGHAM, post: 'data-protection-lead' },
  neighbourLead: { name: 'Omar Reid', at: COVENTRY, post: 'data-protection-lead' },
} as const satisfies Record<string, Somebody>;

export type Who = keyof typeof PEOPLE;
export const EVERYONE = Object.keys(PEOPLE) as Who[];

export interface Region {
  /** Numbers of the providers' rows and of the people's. */
  providers: Record<keyof typeof PROVIDERS, number>;
  people: Record<Who, number>;
}

/** The address somebody signs in with: `marta.nowak@region.example`. */
export const emailOf = (who: Who): string => `${PEOPLE[who].name.toLowerCase().replace(' ', '.')}@region.example`;
export const nameOf = (who: Who): string => PEOPLE[who].name;

/** Writes the region: two authorities, two providers and everyone in `PEOPLE`, in post since 2020. */
export async function makeRegion({ manager }: DataSource): Promise<Region> {
  await manager.upsert(Authority, [{ code: BIRMINGHAM, name: 'Birmingham' }, { code: COVENTRY, name: 'Coventry' }], ['code']);
  const providers = {} as Region['providers'];
  for (const [key, provider] of Object.entries(PROVIDERS)) {
    providers[key as keyof typeof PROVIDERS] = (await manager.save(Provider, { ...provider })).id;
  }
  const people = {} as Region['people'];
  const passwordHash = await hashPassword(PASSWORD);
  for (const [index, who] of EVERYONE.entries()) {
    const { name, at, post, team }: Somebody = PEOPLE[who];
    const providerId = at in PROVIDERS ? providers[at as keyof typeof PROVIDERS] : null;
    const place = { authorityCode: providerId === null ? at : null, providerId };
    const phone = `07700 900${String(100 + index)}`;
    const { id } = await manager.save(Person, { name, email: emailOf(who), phone, active: true, ...place });
    await manager.insert(Credential, { personId: id, passwordHash, changedAt: new Date('2020-01-01T00:00:00Z') });
    people[who] = id;
    if (post) await manager.insert(PostHolding, { personId: id, post, ...place, team: team ?? null, fromOn: '2020-01-01', untilOn: null });
  }
  return { providers, people };
}
