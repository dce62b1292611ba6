import { In } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import { ExternalIdentity } from './external-identity.entity.js';
import { Rescue } from './rescue.entity.js';

/** What somebody signs in with. */
export interface PersonSignIn {
  personId: number;
  name: string;
  email: string;
  identities: { id: number; issuer: string; subject: string; boundAt: Date; boundBySelf: boolean; lastUsedAt: Date | null }[];
  /** Passwords for an hour that the operator gave them, the newest first. */
  rescues: { madeAt: Date; expiresAt: Date; lastUsedAt: Date | null }[];
}

/** The same for several people, in their order. At the door. */
export async function identitiesOf(people: readonly { personId: number; name: string; email: string }[]): Promise<PersonSignIn[]> {
  const { manager } = transaction();
  const where = { personId: In(people.map(({ personId }) => personId)) };
  const identities = await manager.find(ExternalIdentity, { where, order: { id: 'ASC' } });
  const rescues = await manager.find(Rescue, { where, order: { id: 'DESC' } });
  return people.map((person) => ({
    ...person,
    identities: identities
      .filter(({ personId }) => personId === person.personId)
      .map(({ id, issuer, subject, boundAt, boundBy, lastUsedAt }) => ({ id, issuer, subject, boundAt, boundBySelf: boundBy === person.personId, lastUsedAt })),
    rescues: rescues.filter(({ personId }) => personId === person.personId).map(({ madeAt, expiresAt, lastUsedAt }) => ({ madeAt, expiresAt, lastUsedAt })),
  }));
}
