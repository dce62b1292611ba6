import { MoreThan } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import { Rescue } from './rescue.entity.js';

/** What a password is compared with at the sign-in of somebody whose organisation has a sign-in of its own. */
export interface LocalSignIn {
  /** Passwords of ours do not count: the organisation signs its people in. */
  federated: boolean;
  /** The operator's rescue for the hour, if any. */
  rescue: Pick<Rescue, 'id' | 'passwordHash'> | null;
}

/** Whether a person's own password counts, and their rescue while it lasts. At the door. */
export async function localSignIn(personId: number, realNow: Date): Promise<LocalSignIn> {
  const { manager } = transaction();
  const [row] = await manager.query<{ federated: boolean }[]>(FEDERATED_SQL, [personId]);
  const rescue = await manager.findOne(Rescue, { where: { personId, expiresAt: MoreThan(realNow) }, order: { id: 'DESC' }, select: { id: true, passwordHash: true } });
  return { federated: row?.federated ?? false, rescue };
}

/** Writes down that a rescue was used. At the door. */
export async function rescueUsed(id: number, realNow: Date): Promise<void> {
  await transaction().manager.update(Rescue, { id }, { lastUsedAt: realNow });
}

const FEDERATED_SQL = `
SELECT EXISTS (SELECT FROM identity_provider i JOIN person p ON p.authority_code = i.authority_code OR p.provider_id = i.provider_id
  WHERE p.id = $1 AND i.active AND NOT i.passwords_too) AS federated`;
