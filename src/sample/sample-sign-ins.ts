import type { EntityManager } from 'typeorm';
import { ROLES, POSTS } from '../domain/agreement/roles.js';
import { WEST_MIDLANDS } from '../organisations/seed-authorities.js';
import { AccessToken } from '../sign-in/access-token.entity.js';
import { TOKEN_PREFIX } from '../sign-in/access-tokens.service.js';
import { newPassword } from '../sign-in/new-password.js';
import { hashPassword } from '../sign-in/passwords.js';
import { Credential } from '../sign-in/passwords/credential.entity.js';
import { EVERY_SCOPE } from '../sign-in/scopes.js';
import { hashSecret, newSecret } from '../sign-in/secrets.js';
import type { SampleAdult, SampleStaff } from './sample-staff.js';

/** How to sign in as one of the sample's people, in a browser and through the API. */
export interface SampleSignIn {
  role: string;
  organisation: string;
  name: string;
  email: string;
  password: string;
  apiToken: string;
}

const WITH_SIGN_INS = ['E08000025', 'E08000026'] as const;
const TOKEN_DAYS = 366;

/**
 * Gives the people of two authorities and of two providers a password and an API token. They are chance, unlike everything
 * else in the sample: no two installations share one. `realNow` is real time, which is what tokens end by.
 */
export async function makeSignIns(manager: EntityManager, staff: SampleStaff, realNow: Date): Promise<SampleSignIn[]> {
  const people = WITH_SIGN_INS.flatMap((code) => {
    const own = staff.authorities.get(code);
    if (!own) return [];
    const [keyWorker] = own.keyWorkers;
    const adults = [...own.managers.slice(0, 1), own.keyContact, own.virtualHead, own.director, own.administrator, own.dataProtectionLead];
    return [...(keyWorker ? [keyWorker] : []), ...adults].map((adult) => ({ adult, organisation: WEST_MIDLANDS[code] as string }));
  });
  for (const { provider, designatedPerson, signatory } of staff.providers.slice(0, WITH_SIGN_INS.length)) {
    people.push({ adult: designatedPerson, organisation: provider.name }, { adult: signatory, organisation: provider.name });
  }
  const signIns = people.map(({ adult, organisation }) => ({
    role: roleName(adult),
    organisation,
    name: adult.name,
    email: adult.email,
    password: newPassword(),
    apiToken: TOKEN_PREFIX + newSecret(),
  }));
  const hashes = await Promise.all(signIns.map(({ password }) => hashPassword(password)));
  await manager.insert(Credential, people.map(({ adult }, index) => ({ personId: adult.id, passwordHash: hashes[index], changedAt: realNow })));
  const expiresAt = new Date(realNow.getTime() + TOKEN_DAYS * 86_400_000);
  await manager.insert(
    AccessToken,
    signIns.map(({ apiToken }, index) => ({ secretHash: hashSecret(apiToken), personId: people[index]?.adult.id, name: 'sample', scopes: EVERY_SCOPE, createdAt: realNow, expiresAt })),
  );
  return signIns;
}

const roleName = ({ post }: SampleAdult): string => (post === null ? ROLES['key-worker'].name : POSTS[post].name);
