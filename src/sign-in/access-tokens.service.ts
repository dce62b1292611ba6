import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AccessToken } from './access-token.entity.js';
import { hashSecret, newSecret } from './secrets.js';

/** Every access token begins so; scanners of code repositories find lost ones by it. */
export const TOKEN_PREFIX = 'lsa_';

@Injectable()
export class AccessTokensService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Makes a token and returns it; only its hash is kept. It ends `days` days from now in real time. */
  async issue(personId: number, name: string, days: number): Promise<string> {
    const token = TOKEN_PREFIX + newSecret();
    const createdAt = this.clock.realNow();
    const expiresAt = new Date(createdAt.getTime() + days * 86_400_000);
    await this.unitOfWork.runIn('door', ({ manager }) => manager.insert(AccessToken, { secretHash: hashSecret(token), personId, name, createdAt, expiresAt }));
    return token;
  }

  /** Whose token this is; null where it is unknown or has ended. */
  async personOf(token: string): Promise<number | null> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const row = await manager.findOneBy(AccessToken, { secretHash: hashSecret(token), expiresAt: MoreThan(this.clock.realNow()) });
      return row?.personId ?? null;
    });
  }
}
