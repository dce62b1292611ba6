import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { PasskeyChallenge } from './passkey-challenge.entity.js';

/** A person has this long to touch their key. */
const ENDS_AFTER_MS = 5 * 60_000;

/** What passkeys are asked to sign: chance, for one browser, once. */
@Injectable()
export class PasskeyChallenges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Makes the next challenge of a session or a sign-in step (the hash of its secret), in place of one before. Sweeps ended ones away. */
  async make(ownerHash: string): Promise<string> {
    const challenge = randomBytes(32).toString('base64url');
    const now = this.clock.realNow();
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      await manager.delete(PasskeyChallenge, { expiresAt: LessThan(now) });
      await manager.upsert(PasskeyChallenge, { ownerHash, challenge, expiresAt: new Date(now.getTime() + ENDS_AFTER_MS) }, ['ownerHash']);
    });
    return challenge;
  }

  /** The challenge that is to have been signed, which counts once, right or wrong; null where there is none. */
  async take(ownerHash: string): Promise<string | null> {
    const [taken] = await this.unitOfWork.runIn('door', ({ manager }) =>
      manager.query<[{ challenge: string }[], number]>('DELETE FROM passkey_challenge WHERE owner_hash = $1 AND expires_at > $2 RETURNING challenge', [ownerHash, this.clock.realNow()]),
    );
    return taken[0]?.challenge ?? null;
  }
}
